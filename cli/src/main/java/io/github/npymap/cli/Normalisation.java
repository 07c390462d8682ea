package io.github.npymap.cli;

import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.StructType;
import io.github.npymap.types.StructType.Field;
import io.github.npymap.types.TextType;
import io.github.npymap.types.TimeType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is done to the bytes of every element of a type to get those of another type that differs in byte order only: a
 * plan made once, and followed in place.
 */
final class Normalisation {

    private final List<Step> steps = new ArrayList<>();
    private final int itemsize;

    /** Something done to the bytes of one element. */
    private interface Step {
        /** @param at where the element begins */
        void apply(byte[] bytes, int at);
    }

    private record Swap(int offset, int width, int count) implements Step {
        @Override
        public void apply(byte[] bytes, int at) {
            int end = at + offset + width * count;
            for (int start = at + offset; start < end; start += width) {
                for (int low = start, high = start + width - 1; low < high; low++, high--) {
                    byte swapped = bytes[low];
                    bytes[low] = bytes[high];
                    bytes[high] = swapped;
                }
            }
        }
    }

    private record Zero(int offset, int length) implements Step {
        @Override
        public void apply(byte[] bytes, int at) {
            Arrays.fill(bytes, at + offset, at + offset + length, (byte) 0);
        }
    }

    private record Repeat(int offset, int count, Normalisation plan) implements Step {
        @Override
        public void apply(byte[] bytes, int at) {
            plan.apply(bytes, at + offset, count);
        }
    }

    private Normalisation(DType from, DType to, boolean zeroPadding) {
        itemsize = from.itemsize();
        add(from, to, zeroPadding);
    }

    /**
     * Least significant bytes first, and zeros where structures have padding. The six bytes of a long double that mean
     * nothing stay what they are, as in NumPy's {@code tobytes()}.
     */
    static Normalisation littleEndian(DType type) {
        return new Normalisation(type, type.littleEndian(), true);
    }

    /** Each number in the byte order that it has in the other type; padding stays what it is. */
    static Normalisation between(DType from, DType to) {
        return new Normalisation(from, to, false);
    }

    /** Follows the plan for so many elements that lie side by side from an index on. */
    void apply(byte[] bytes, int at, int count) {
        if (steps.size() == 1 && steps.get(0) instanceof Swap swap && swap.width * swap.count == itemsize) {
            new Swap(0, swap.width, swap.count * count).apply(bytes, at);
            return;
        }
        for (int k = 0; k < count && !steps.isEmpty(); k++) {
            for (Step step : steps) {
                step.apply(bytes, at + k * itemsize);
            }
        }
    }

    private void add(DType from, DType to, boolean zeroPadding) {
        if (from instanceof StructType struct) {
            addFields(struct, (StructType) to, zeroPadding);
        } else if (itemsize > 0 && !order(from).equals(order(to))) {
            int width = unit(from);
            steps.add(new Swap(0, width, itemsize / width));
        }
    }

    private void addFields(StructType from, StructType to, boolean zeroPadding) {
        int end = 0;
        for (int k = 0; k < from.fields().size(); k++) {
            Field field = from.fields().get(k);
            addPadding(end, field.offset(), zeroPadding);
            Normalisation plan =
                    new Normalisation(field.dtype(), to.fields().get(k).dtype(), zeroPadding);
            if (!plan.steps.isEmpty()) {
                steps.add(new Repeat(field.offset(), (int) field.shape().size(), plan));
            }
            end = field.offset() + field.itemsize();
        }
        addPadding(end, itemsize, zeroPadding);
    }

    private void addPadding(int from, int to, boolean zeroPadding) {
        if (zeroPadding && from < to) {
            steps.add(new Zero(from, to - from));
        }
    }

    private static ByteOrder order(DType type) {
        if (type instanceof NumberType number) {
            return number.order();
        }
        if (type instanceof TextType text) {
            return text.order();
        }
        return type instanceof TimeType time ? time.order() : ByteOrder.LITTLE_ENDIAN;
    }

    /** The bytes that are reversed together. */
    private static int unit(DType type) {
        if (type instanceof TextType text) {
            return text.kind().unitSize();
        }
        boolean twoParts = type instanceof NumberType number && number.kind().isComplex();
        return twoParts ? type.itemsize() / 2 : type.itemsize();
    }
}
