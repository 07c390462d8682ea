package io.github.npymap.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.util.BitSet;
import java.util.List;

/** Slices and shapes as people write them: the first byte chooses an array, the rest is what stands between brackets. */
public final class SliceTarget {
    static final List<NpyArray> ARRAYS = List.of(
            numbered(),
            numbered(7),
            numbered(0),
            numbered(3, 4),
            numbered(4, 3).transpose(),
            numbered(2, 3, 4),
            numbered(1, 0, 2),
            numbered(2, 1, 3, 1, 2));

    private SliceTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            String text = new String(input, 1, input.length - 1, UTF_8);
            NpyArray array = ARRAYS.get(Math.floorMod(input[0], ARRAYS.size()));
            Refusal.requireModest(input, () -> slice(array, text));
            Refusal.requireModest(input, () -> parseShape(text));
        }
    }

    private static Exception slice(NpyArray array, String text) {
        NpyArray view;
        try {
            view = array.slice(text);
        } catch (IllegalArgumentException e) {
            return Refusal.documented(e, IllegalArgumentException.class);
        } catch (IndexOutOfBoundsException e) {
            return Refusal.documented(e, IndexOutOfBoundsException.class);
        }
        requireElementsOf(array, view);
        requireElementsOf(array, view.transpose());
        return null;
    }

    /** Basic indexing selects some elements, each at most once. */
    private static void requireElementsOf(NpyArray array, NpyArray view) {
        BitSet selected = new BitSet();
        for (int element : view.toIntArray()) {
            if (element < 0 || element >= array.size() || selected.get(element)) {
                throw new AssertionError("element " + element + " of " + array);
            }
            selected.set(element);
        }
        if (selected.cardinality() != view.size()) {
            throw new AssertionError(selected.cardinality() + " of " + view.size() + " elements");
        }
    }

    private static Exception parseShape(String text) {
        Shape shape;
        try {
            shape = Shape.parse(text);
        } catch (IllegalArgumentException e) {
            return Refusal.ofLiteral(e);
        }
        if (!Shape.parse(shape.toString()).equals(shape)) {
            throw new AssertionError(shape + " came back as " + Shape.parse(shape.toString()));
        }
        return null;
    }

    private static NpyArray numbered(long... shape) {
        NpyArray array = NpyArray.zeros(DType.INT32, Shape.of(shape));
        int[] numbers = new int[(int) array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        array.write(numbers);
        return array;
    }
}
