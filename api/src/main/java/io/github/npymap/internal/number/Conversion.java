package io.github.npymap.internal.number;

import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import java.nio.ByteOrder;

/**
 * Converts blocks between the numbers in a file and the arrays of a program. On the way every integer is a
 * {@code long} and every floating-point number a {@code float} or {@code double}, so that there is one loop for each type and not one
 * for each pair; the extra pass runs in the first-level cache.
 */
public final class Conversion {
    private Conversion() {}

    /** The components of a {@link JavaType#carrier} that one element takes: one, but two for what no type is as wide as. */
    public static int width(DType type) {
        return type.itemsize() > Long.BYTES ? type.itemsize() / Long.BYTES : 1;
    }

    /** The most elements of a block. */
    public static int blockLength(DType type) {
        return Scratch.LENGTH / width(type);
    }

    /** The array of {@code scratch} in which a block of the type is read or written as it is in the file. */
    public static Object carrier(DType type, Scratch scratch) {
        return switch (JavaType.carrier(type)) {
            case BYTE -> scratch.bytes;
            case SHORT -> scratch.shorts;
            case INT -> scratch.ints;
            case LONG -> scratch.longs;
            case FLOAT -> scratch.floats;
            case DOUBLE -> scratch.doubles;
            case BOOLEAN -> throw new AssertionError("files carry no Java booleans");
        };
    }

    /** Copies {@code count} elements from the carrier to an array that {@link JavaType#reads} the type. */
    public static void widen(NumberType type, JavaType to, Scratch scratch, int count, Object target, int index) {
        if (!type.kind().isFloating()) {
            toLongs(type.kind(), scratch, count);
            longsTo(to, type.kind() == NumberKind.UINT64, scratch.longs, count, target, index);
        } else if (to == JavaType.FLOAT) {
            toFloats(type.kind(), scratch, count, (float[]) target, index);
        } else {
            toDoubles(type, scratch, count, (double[]) target, index);
        }
    }

    /** Copies {@code count} elements of an array that {@link JavaType#writes} the type to the carrier. */
    public static void narrow(NumberType type, JavaType from, Object source, int index, int count, Scratch scratch) {
        boolean integers = from != JavaType.FLOAT && from != JavaType.DOUBLE;
        if (integers) {
            toLongs(from, source, index, count, scratch.longs);
        }
        switch (type.kind()) {
            case LONGDOUBLE -> {
                if (integers) {
                    longsToLongDoubles(scratch.longs, count, significandWord(type));
                } else {
                    toDoubles(from, source, index, count, scratch.doubles);
                    doublesToLongDoubles(scratch, count, significandWord(type));
                }
            }
            case FLOAT64 -> {
                if (integers) {
                    double[] doubles = scratch.doubles;
                    for (int k = 0; k < count; k++) {
                        doubles[k] = (double) scratch.longs[k];
                    }
                } else {
                    toDoubles(from, source, index, count, scratch.doubles);
                }
            }
            case FLOAT16, FLOAT32, BFLOAT16, FLOAT8_E4M3FN, FLOAT8_E5M2 -> {
                if (integers) {
                    float[] floats = scratch.floats;
                    for (int k = 0; k < count; k++) {
                        floats[k] = (float) scratch.longs[k];
                    }
                    fromFloats(type.kind(), floats, 0, count, scratch);
                } else {
                    fromFloats(type.kind(), (float[]) source, index, count, scratch);
                }
            }
            default -> fromLongs(type.kind(), scratch, count);
        }
    }

    /** Makes the carried floating-point numbers the doubles of {@code scratch}. */
    public static void toDoubles(NumberType type, Scratch scratch, int count) {
        if (type.kind() != NumberKind.FLOAT64) {
            toDoubles(type, scratch, count, scratch.doubles, 0);
        }
    }

    private static void toDoubles(NumberType type, Scratch scratch, int count, double[] target, int index) {
        switch (type.kind()) {
            case FLOAT64 -> System.arraycopy(scratch.doubles, 0, target, index, count);
            case LONGDOUBLE -> {
                long[] longs = scratch.longs;
                int significand = significandWord(type);
                for (int k = 0; k < count; k++) {
                    int at = 2 * k;
                    target[index + k] = LongDouble.toDouble(longs[at + significand], longs[at + 1 - significand]);
                }
            }
            case FLOAT16 -> Float16.toDoubles(scratch.shorts, count, target, index);
            default -> {
                float[] floats = scratch.floats;
                if (type.kind() != NumberKind.FLOAT32) {
                    toFloats(type.kind(), scratch, count, floats, 0);
                }
                for (int k = 0; k < count; k++) {
                    target[index + k] = floats[k];
                }
            }
        }
    }

    /** Copies floating-point numbers of at most 32 bits, never by way of a double: that makes signalling NaNs quiet. */
    private static void toFloats(NumberKind kind, Scratch scratch, int count, float[] target, int index) {
        switch (kind) {
            case FLOAT32 -> System.arraycopy(scratch.floats, 0, target, index, count);
            case FLOAT16 -> Float16.toFloats(scratch.shorts, count, target, index);
            case BFLOAT16 -> {
                short[] shorts = scratch.shorts;
                for (int k = 0; k < count; k++) {
                    target[index + k] = Bfloat16.toFloat(shorts[k]);
                }
            }
            default -> {
                Float8 format = Float8.of(kind);
                byte[] bytes = scratch.bytes;
                for (int k = 0; k < count; k++) {
                    target[index + k] = format.toFloat(bytes[k]);
                }
            }
        }
    }

    private static void fromFloats(NumberKind kind, float[] source, int index, int count, Scratch scratch) {
        switch (kind) {
            case FLOAT32 -> System.arraycopy(source, index, scratch.floats, 0, count);
            case FLOAT16 -> {
                short[] shorts = scratch.shorts;
                for (int k = 0; k < count; k++) {
                    shorts[k] = Float16.fromFloat(source[index + k]);
                }
            }
            case BFLOAT16 -> {
                short[] shorts = scratch.shorts;
                for (int k = 0; k < count; k++) {
                    shorts[k] = Bfloat16.fromFloat(source[index + k]);
                }
            }
            default -> {
                Float8 format = Float8.of(kind);
                byte[] bytes = scratch.bytes;
                for (int k = 0; k < count; k++) {
                    bytes[k] = format.fromFloat(source[index + k]);
                }
            }
        }
    }

    /** Which of a long double's two words, each in its own byte order already, is the lower one. */
    private static int significandWord(NumberType type) {
        return type.order() == ByteOrder.BIG_ENDIAN ? 1 : 0;
    }

    /** Adds the carried floating-point numbers to a sum, of long doubles all of their bits. */
    public static void add(NumberType type, Scratch scratch, int count, ExactSum sum) {
        if (type.kind() == NumberKind.LONGDOUBLE) {
            long[] longs = scratch.longs;
            int significand = significandWord(type);
            for (int k = 0; k < count; k++) {
                sum.addLongDouble(longs[2 * k + significand], longs[2 * k + 1 - significand]);
            }
        } else {
            toDoubles(type, scratch, count);
            sum.add(scratch.doubles, count);
        }
    }

    private static void doublesToLongDoubles(Scratch scratch, int count, int significandWord) {
        double[] doubles = scratch.doubles;
        long[] longs = scratch.longs;
        for (int k = 0; k < count; k++) {
            longs[2 * k + significandWord] = LongDouble.significand(doubles[k]);
            longs[2 * k + 1 - significandWord] = LongDouble.signExponent(doubles[k]);
        }
    }

    /** In place, and so from the last to the first. */
    private static void longsToLongDoubles(long[] longs, int count, int significandWord) {
        for (int k = count - 1; k >= 0; k--) {
            long value = longs[k];
            longs[2 * k + significandWord] = LongDouble.significand(value);
            longs[2 * k + 1 - significandWord] = LongDouble.signExponent(value);
        }
    }

    /** Makes the carried integers or bools the longs of {@code scratch}; uint64 keeps its bits. */
    public static void toLongs(NumberKind kind, Scratch scratch, int count) {
        long[] longs = scratch.longs;
        byte[] bytes = scratch.bytes;
        short[] shorts = scratch.shorts;
        int[] ints = scratch.ints;
        switch (kind) {
            case BOOL -> {
                for (int k = 0; k < count; k++) {
                    longs[k] = bytes[k] == 0 ? 0 : 1;
                }
            }
            case INT8 -> {
                for (int k = 0; k < count; k++) {
                    longs[k] = bytes[k];
                }
            }
            case UINT8 -> {
                for (int k = 0; k < count; k++) {
                    longs[k] = Byte.toUnsignedLong(bytes[k]);
                }
            }
            case INT16 -> {
                for (int k = 0; k < count; k++) {
                    longs[k] = shorts[k];
                }
            }
            case UINT16 -> {
                for (int k = 0; k < count; k++) {
                    longs[k] = Short.toUnsignedLong(shorts[k]);
                }
            }
            case INT32 -> {
                for (int k = 0; k < count; k++) {
                    longs[k] = ints[k];
                }
            }
            case UINT32 -> {
                for (int k = 0; k < count; k++) {
                    longs[k] = Integer.toUnsignedLong(ints[k]);
                }
            }
            case INT64, UINT64 -> {}
            default -> throw new IllegalArgumentException(kind.numpyName());
        }
    }

    private static void longsTo(JavaType to, boolean unsigned, long[] longs, int count, Object target, int index) {
        switch (to) {
            case BOOLEAN -> {
                boolean[] array = (boolean[]) target;
                for (int k = 0; k < count; k++) {
                    array[index + k] = longs[k] != 0;
                }
            }
            case BYTE -> {
                byte[] array = (byte[]) target;
                for (int k = 0; k < count; k++) {
                    array[index + k] = (byte) longs[k];
                }
            }
            case SHORT -> {
                short[] array = (short[]) target;
                for (int k = 0; k < count; k++) {
                    array[index + k] = (short) longs[k];
                }
            }
            case INT -> {
                int[] array = (int[]) target;
                for (int k = 0; k < count; k++) {
                    array[index + k] = (int) longs[k];
                }
            }
            case LONG -> System.arraycopy(longs, 0, (long[]) target, index, count);
            case FLOAT -> {
                float[] array = (float[]) target;
                for (int k = 0; k < count; k++) {
                    array[index + k] = (float) longs[k];
                }
            }
            case DOUBLE -> {
                double[] array = (double[]) target;
                for (int k = 0; k < count; k++) {
                    array[index + k] = unsigned ? Unsigned.toDouble(longs[k]) : (double) longs[k];
                }
            }
        }
    }

    private static void toDoubles(JavaType from, Object source, int index, int count, double[] doubles) {
        if (from == JavaType.DOUBLE) {
            System.arraycopy((double[]) source, index, doubles, 0, count);
        } else {
            float[] array = (float[]) source;
            for (int k = 0; k < count; k++) {
                doubles[k] = array[index + k];
            }
        }
    }

    private static void toLongs(JavaType from, Object source, int index, int count, long[] longs) {
        switch (from) {
            case LONG -> System.arraycopy((long[]) source, index, longs, 0, count);
            case INT -> {
                int[] array = (int[]) source;
                for (int k = 0; k < count; k++) {
                    longs[k] = array[index + k];
                }
            }
            case SHORT -> {
                short[] array = (short[]) source;
                for (int k = 0; k < count; k++) {
                    longs[k] = array[index + k];
                }
            }
            case BYTE -> {
                byte[] array = (byte[]) source;
                for (int k = 0; k < count; k++) {
                    longs[k] = array[index + k];
                }
            }
            case BOOLEAN -> {
                boolean[] array = (boolean[]) source;
                for (int k = 0; k < count; k++) {
                    longs[k] = array[index + k] ? 1 : 0;
                }
            }
            case FLOAT, DOUBLE -> throw new IllegalArgumentException("a fraction does not go into an integer");
        }
    }

    private static void fromLongs(NumberKind kind, Scratch scratch, int count) {
        long[] longs = scratch.longs;
        for (int k = 0; k < count; k++) {
            IntegerRange.check(kind, longs[k]);
        }
        switch (kind.itemsize()) {
            case Byte.BYTES -> {
                byte[] bytes = scratch.bytes;
                for (int k = 0; k < count; k++) {
                    bytes[k] = (byte) longs[k];
                }
            }
            case Short.BYTES -> {
                short[] shorts = scratch.shorts;
                for (int k = 0; k < count; k++) {
                    shorts[k] = (short) longs[k];
                }
            }
            case Integer.BYTES -> {
                int[] ints = scratch.ints;
                for (int k = 0; k < count; k++) {
                    ints[k] = (int) longs[k];
                }
            }
            default -> {}
        }
    }
}
