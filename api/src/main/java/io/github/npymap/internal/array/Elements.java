package io.github.npymap.internal.array;

import io.github.npymap.internal.number.Bfloat16;
import io.github.npymap.internal.number.Float16;
import io.github.npymap.internal.number.Float8;
import io.github.npymap.internal.number.IntegerRange;
import io.github.npymap.internal.number.LongDouble;
import io.github.npymap.internal.number.Unsigned;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.TimeType;
import java.math.BigInteger;
import java.nio.ByteOrder;

/** Single elements of any type, between the bytes of a mapping and the primitive types of Java. */
public final class Elements {
    private Elements() {}

    public static double getDouble(Mapping mapping, DType type, long offset) {
        NumberType number = requireReads(JavaType.DOUBLE, type);
        return number.kind().isFloating()
                ? floating(mapping, number, offset)
                : number.kind() == NumberKind.UINT64
                        ? Unsigned.toDouble(long8(mapping, offset, number.isSwapped()))
                        : (double) integer(mapping, number, offset);
    }

    public static float getFloat(Mapping mapping, DType type, long offset) {
        NumberType number = requireReads(JavaType.FLOAT, type);
        return number.kind().isFloating() ? single(mapping, number, offset) : (float) integer(mapping, number, offset);
    }

    public static long getLong(Mapping mapping, DType type, long offset) {
        if (type instanceof TimeType time) {
            return long8(mapping, offset, time.isSwapped());
        }
        return integer(mapping, requireReads(JavaType.LONG, type), offset);
    }

    /** An integer of any kind, or a bool. */
    public static BigInteger getBigInteger(Mapping mapping, NumberType type, long offset) {
        long value = integer(mapping, type, offset);
        return type.kind() == NumberKind.UINT64 ? Unsigned.toBigInteger(value) : BigInteger.valueOf(value);
    }

    public static void setBigInteger(Mapping mapping, NumberType type, long offset, BigInteger value) {
        IntegerRange.check(type.kind(), value);
        putInteger(mapping, type, offset, value.longValue());
    }

    public static int getInt(Mapping mapping, DType type, long offset) {
        return (int) integer(mapping, requireReads(JavaType.INT, type), offset);
    }

    public static boolean getBoolean(Mapping mapping, DType type, long offset) {
        requireReads(JavaType.BOOLEAN, type);
        return mapping.getByte(offset) != 0;
    }

    public static void setDouble(Mapping mapping, DType type, long offset, double value) {
        setFloating(mapping, requireWrites(JavaType.DOUBLE, type), offset, value);
    }

    public static void setFloat(Mapping mapping, DType type, long offset, float value) {
        NumberType number = requireWrites(JavaType.FLOAT, type);
        if (number.itemsize() > Float.BYTES) {
            setFloating(mapping, number, offset, value);
        } else {
            setSingle(mapping, number, offset, value);
        }
    }

    public static void setLong(Mapping mapping, DType type, long offset, long value) {
        if (type instanceof TimeType time) {
            putLong(mapping, offset, value, time.isSwapped());
        } else {
            setInteger(mapping, JavaType.LONG, type, offset, value);
        }
    }

    public static void setInt(Mapping mapping, DType type, long offset, int value) {
        setInteger(mapping, JavaType.INT, type, offset, value);
    }

    public static void setBoolean(Mapping mapping, DType type, long offset, boolean value) {
        setInteger(mapping, JavaType.BOOLEAN, type, offset, value ? 1 : 0);
    }

    private static NumberType requireReads(JavaType java, DType type) {
        if (type instanceof NumberType number && java.reads(number.kind())) {
            return number;
        }
        throw UnsupportedAccess.of("get", java, type);
    }

    private static NumberType requireWrites(JavaType java, DType type) {
        if (type instanceof NumberType number && java.writes(number.kind())) {
            return number;
        }
        throw UnsupportedAccess.of("set", java, type);
    }

    private static double floating(Mapping mapping, NumberType type, long offset) {
        boolean swapped = type.isSwapped();
        return switch (type.kind()) {
            case FLOAT64 -> Double.longBitsToDouble(long8(mapping, offset, swapped));
            case LONGDOUBLE ->
                LongDouble.toDouble(
                        long8(mapping, offset + significandAt(type), swapped),
                        long8(mapping, offset + Long.BYTES - significandAt(type), swapped));
            default -> single(mapping, type, offset);
        };
    }

    /** Never by way of a double, which would make signalling NaNs quiet. */
    private static float single(Mapping mapping, NumberType type, long offset) {
        boolean swapped = type.isSwapped();
        return switch (type.kind()) {
            case FLOAT32 -> Float.intBitsToFloat(int4(mapping, offset, swapped));
            case FLOAT16 -> Float16.toFloat(short2(mapping, offset, swapped));
            case BFLOAT16 -> Bfloat16.toFloat(short2(mapping, offset, swapped));
            case FLOAT8_E4M3FN, FLOAT8_E5M2 -> Float8.of(type.kind()).toFloat(mapping.getByte(offset));
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    /** Where in a long double the word with the significand begins. */
    private static int significandAt(NumberType type) {
        return type.order() == ByteOrder.BIG_ENDIAN ? Long.BYTES : 0;
    }

    private static long integer(Mapping mapping, NumberType type, long offset) {
        boolean swapped = type.isSwapped();
        return switch (type.kind()) {
            case BOOL -> mapping.getByte(offset) == 0 ? 0 : 1;
            case INT8 -> mapping.getByte(offset);
            case UINT8 -> Byte.toUnsignedLong(mapping.getByte(offset));
            case INT16 -> short2(mapping, offset, swapped);
            case UINT16 -> Short.toUnsignedLong(short2(mapping, offset, swapped));
            case INT32 -> int4(mapping, offset, swapped);
            case UINT32 -> Integer.toUnsignedLong(int4(mapping, offset, swapped));
            default -> long8(mapping, offset, swapped);
        };
    }

    private static void setFloating(Mapping mapping, NumberType type, long offset, double value) {
        boolean swapped = type.isSwapped();
        switch (type.kind()) {
            case FLOAT64 -> putLong(mapping, offset, Double.doubleToRawLongBits(value), swapped);
            case LONGDOUBLE ->
                putLongDouble(mapping, type, offset, LongDouble.significand(value), LongDouble.signExponent(value));
            default -> setSingle(mapping, type, offset, (float) value);
        }
    }

    private static void setSingle(Mapping mapping, NumberType type, long offset, float value) {
        boolean swapped = type.isSwapped();
        switch (type.kind()) {
            case FLOAT32 -> putInt(mapping, offset, Float.floatToRawIntBits(value), swapped);
            case FLOAT16 -> putShort(mapping, offset, Float16.fromFloat(value), swapped);
            case BFLOAT16 -> putShort(mapping, offset, Bfloat16.fromFloat(value), swapped);
            case FLOAT8_E4M3FN, FLOAT8_E5M2 ->
                mapping.putByte(offset, Float8.of(type.kind()).fromFloat(value));
            default -> throw new IllegalArgumentException(type.toString());
        }
    }

    private static void putLongDouble(
            Mapping mapping, NumberType type, long offset, long significand, long signExponent) {
        putLong(mapping, offset + significandAt(type), significand, type.isSwapped());
        putLong(mapping, offset + Long.BYTES - significandAt(type), signExponent, type.isSwapped());
    }

    private static void setInteger(Mapping mapping, JavaType java, DType type, long offset, long value) {
        NumberType number = requireWrites(java, type);
        if (number.kind() == NumberKind.LONGDOUBLE) {
            putLongDouble(mapping, number, offset, LongDouble.significand(value), LongDouble.signExponent(value));
        } else if (number.kind().isFloating()) {
            setFloating(mapping, number, offset, (double) value);
        } else {
            IntegerRange.check(number.kind(), value);
            putInteger(mapping, number, offset, value);
        }
    }

    private static void putInteger(Mapping mapping, NumberType number, long offset, long value) {
        boolean swapped = number.isSwapped();
        switch (number.itemsize()) {
            case Byte.BYTES -> mapping.putByte(offset, (byte) value);
            case Short.BYTES -> putShort(mapping, offset, (short) value, swapped);
            case Integer.BYTES -> putInt(mapping, offset, (int) value, swapped);
            default -> putLong(mapping, offset, value, swapped);
        }
    }

    private static short short2(Mapping mapping, long offset, boolean swapped) {
        short bits = mapping.getShort(offset);
        return swapped ? Short.reverseBytes(bits) : bits;
    }

    private static int int4(Mapping mapping, long offset, boolean swapped) {
        int bits = mapping.getInt(offset);
        return swapped ? Integer.reverseBytes(bits) : bits;
    }

    private static long long8(Mapping mapping, long offset, boolean swapped) {
        long bits = mapping.getLong(offset);
        return swapped ? Long.reverseBytes(bits) : bits;
    }

    private static void putShort(Mapping mapping, long offset, short bits, boolean swapped) {
        mapping.putShort(offset, swapped ? Short.reverseBytes(bits) : bits);
    }

    private static void putInt(Mapping mapping, long offset, int bits, boolean swapped) {
        mapping.putInt(offset, swapped ? Integer.reverseBytes(bits) : bits);
    }

    private static void putLong(Mapping mapping, long offset, long bits, boolean swapped) {
        mapping.putLong(offset, swapped ? Long.reverseBytes(bits) : bits);
    }
}
