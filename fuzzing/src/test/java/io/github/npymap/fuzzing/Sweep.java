package io.github.npymap.fuzzing;

import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Shape;
import io.github.npymap.types.StructType;
import io.github.npymap.types.StructType.Field;
import io.github.npymap.types.TextType;
import io.github.npymap.types.TimeType;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;

/** Everything that can be read from an array: bytes, values by every accessor that fits, sums, fields. */
final class Sweep {
    /** An array may have 2<sup>63</sup>-1 elements of no bytes. */
    private static final int ELEMENTS = 512;

    private static final int DEPTH = 8;

    private Sweep() {}

    static void over(NpyArray array) {
        over(array, 0);
    }

    private static void over(NpyArray array, int depth) {
        bytes(array);
        DType type = array.dtype();
        if (type instanceof NumberType number) {
            numbers(array, number);
        } else if (type instanceof TextType) {
            texts(array);
        } else if (type instanceof TimeType time) {
            times(array, time);
        } else if (type instanceof StructType struct && depth < DEPTH) {
            for (Field field : struct.fields()) {
                field(array, field, depth);
            }
        }
        if (!array.toString().isEmpty() && array.ndim() > 0 && array.shape().get(0) > 0) {
            bytes(array.at(array.shape().get(0) - 1));
            bytes(array.slice("::-2"));
            bytes(array.transpose());
        }
    }

    private static void bytes(NpyArray array) {
        int count = count(array, array.dtype().itemsize());
        byte[] bytes = new byte[count * array.dtype().itemsize()];
        array.readBytes(0, bytes, 0, count);
        array.readBytes(array.size() - count, bytes, 0, count);
    }

    private static void numbers(NpyArray array, NumberType type) {
        if (type.kind().isComplex()) {
            numbers(array.real(), (NumberType) array.real().dtype());
            numbers(array.imag(), (NumberType) array.imag().dtype());
            for (int i = 0; i < count(array, 1); i++) {
                array.getComplex(index(array, i));
            }
            return;
        }
        double[] values = new double[count(array, 1)];
        array.read(0, values, 0, values.length);
        for (int i = 0; i < values.length; i++) {
            double value = array.getDouble(index(array, i));
            if (Double.doubleToLongBits(value) != Double.doubleToLongBits(values[i])) {
                throw new AssertionError(value + " alone and " + values[i] + " among others at " + i);
            }
        }
        array.sum();
        array.mean();
        array.statistics();
        try {
            array.min();
            array.max();
        } catch (NoSuchElementException e) {
            requireDocumented(array.size() == 0, e);
        }
    }

    private static void texts(NpyArray array) {
        String[] texts = new String[count(array, array.dtype().itemsize())];
        boolean isText = true;
        try {
            array.read(0, texts, 0, texts.length);
        } catch (UncheckedIOException e) {
            isText = false;
        }
        for (int i = 0; i < texts.length; i++) {
            int[] points = array.getCodePoints(index(array, i));
            if (isText && !texts[i].equals(new String(points, 0, points.length))) {
                throw new AssertionError("another text alone than among others at " + i);
            }
        }
    }

    private static void times(NpyArray array, TimeType type) {
        long[] counts = new long[count(array, Long.BYTES)];
        array.read(0, counts, 0, counts.length);
        for (int i = 0; i < counts.length; i++) {
            time(array, type, index(array, i), counts[i]);
        }
    }

    private static void time(NpyArray array, TimeType type, long[] index, long count) {
        if (array.getLong(index) != count) {
            throw new AssertionError(array.getLong(index) + " alone and " + count + " among others");
        }
        boolean isDate = type.kind() == TimeType.Kind.DATETIME;
        try {
            long back = isDate ? type.toCount(array.getInstant(index)) : type.toCount(array.getDuration(index));
            if (back != count) {
                throw new AssertionError(count + " of " + type + " came back as " + back);
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Not a time, beyond the range, or no whole number of nanoseconds: as documented.
        } catch (UnsupportedOperationException e) {
            requireDocumented(type.unit() == TimeType.Unit.GENERIC || !isDate, e);
        }
    }

    private static void field(NpyArray array, Field field, int depth) {
        NpyArray view;
        try {
            view = array.field(field.name());
        } catch (IllegalArgumentException e) {
            requireDocumented(!haveShape(array.shape(), field.shape()), e);
            return;
        }
        over(view, depth + 1);
    }

    /** Whether the axes of an array and those of a subarray in it are few and short enough together. */
    private static boolean haveShape(Shape array, Shape subarray) {
        try {
            Shape.of(LongStream.concat(LongStream.of(array.toArray()), LongStream.of(subarray.toArray()))
                    .toArray());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int count(NpyArray array, int itemsize) {
        return (int) Math.min(array.size(), Math.max(1, Math.min(ELEMENTS, (1 << 20) / Math.max(1, itemsize))));
    }

    /** From a flat index to one for each axis. */
    private static long[] index(NpyArray array, long flat) {
        long[] index = array.shape().toArray();
        long rest = flat;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            long length = index[axis];
            index[axis] = rest % length;
            rest /= length;
        }
        return index;
    }

    private static void requireDocumented(boolean expected, RuntimeException e) {
        if (!expected) {
            throw e;
        }
    }
}
