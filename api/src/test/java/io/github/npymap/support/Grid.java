package io.github.npymap.support;

import io.github.npymap.Index;
import io.github.npymap.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** An array in plain Java: lists of lists as NumPy would index them. What views are compared with. */
public record Grid(List<Integer> shape, int[] items) {

    public static Grid counting(int... shape) {
        return new Grid(
                Arrays.stream(shape).boxed().toList(),
                IntStream.range(0, size(shape)).toArray());
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    public long[] lengths() {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    /** The item at a multi-index. */
    int item(List<Integer> index) {
        int flat = 0;
        for (int axis = 0; axis < shape.size(); axis++) {
            flat = flat * shape.get(axis) + index.get(axis);
        }
        return items[flat];
    }

    /** All multi-indices in C order. */
    public static List<List<Integer>> indices(List<Integer> lengths) {
        List<List<Integer>> all = List.of(List.of());
        for (int length : lengths) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> index : all) {
                for (int i = 0; i < length; i++) {
                    longer.add(append(index, i));
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<Integer> append(List<Integer> list, int last) {
        List<Integer> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    public Grid slice(Index... given) {
        List<Index> items = new ArrayList<>(List.of(given));
        int used = (int) items.stream()
                .filter(item -> item instanceof Slice || item instanceof Index.At)
                .count();
        if (!items.contains(Index.ELLIPSIS)) {
            items.add(Index.ELLIPSIS);
        }
        int open = items.indexOf(Index.ELLIPSIS);
        items.remove(open);
        for (int k = used; k < shape.size(); k++) {
            items.add(open, Slice.all());
        }
        List<Integer> newShape = new ArrayList<>();
        List<List<Integer>> selections = new ArrayList<>();
        for (Index item : items) {
            if (item == Index.NEW_AXIS) {
                newShape.add(1);
                continue;
            }
            int length = shape.get(selections.size());
            if (item instanceof Index.At at) {
                selections.add(List.of((int) (at.index() < 0 ? at.index() + length : at.index())));
            } else {
                List<Integer> selected = selected((Slice) item, length);
                newShape.add(selected.size());
                selections.add(selected);
            }
        }
        List<Integer> counts = selections.stream().map(List::size).toList();
        int[] taken = indices(counts).stream()
                .mapToInt(index -> item(IntStream.range(0, index.size())
                        .mapToObj(axis -> selections.get(axis).get(index.get(axis)))
                        .toList()))
                .toArray();
        return new Grid(newShape, taken);
    }

    /** The indices that a slice names one after the other, those that exist. */
    private static List<Integer> selected(Slice slice, int length) {
        boolean forward = slice.step() > 0;
        long start = bound(slice.start(), forward ? 0 : length - 1, length);
        long stop = bound(slice.stop(), forward ? length : -1, length);
        List<Integer> selected = new ArrayList<>();
        // Bounds beyond the axis are clipped before steps are taken from them.
        start = forward ? Math.max(0, start) : Math.min(length - 1, start);
        for (long i = start; forward ? i < Math.min(stop, length) : i > Math.max(stop, -1); i += slice.step()) {
            selected.add((int) i);
        }
        return selected;
    }

    private static long bound(OptionalLong given, long missing, int length) {
        if (given.isEmpty()) {
            return missing;
        }
        return given.getAsLong() < 0 ? Math.max(-1, given.getAsLong() + length) : given.getAsLong();
    }

    public Grid transpose(int... axes) {
        List<Integer> newShape = Arrays.stream(axes).mapToObj(shape::get).toList();
        int[] moved = indices(newShape).stream()
                .mapToInt(index -> {
                    Integer[] source = new Integer[axes.length];
                    for (int k = 0; k < axes.length; k++) {
                        source[axes[k]] = index.get(k);
                    }
                    return item(List.of(source));
                })
                .toArray();
        return new Grid(newShape, moved);
    }
}
