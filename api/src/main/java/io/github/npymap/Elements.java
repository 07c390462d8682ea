package io.github.npymap;

import io.github.npymap.internal.Float16;
import io.github.npymap.internal.IntegerRange;
import io.github.npymap.internal.JavaType;
import io.github.npymap.internal.Unsigned;
import io.github.npymap.spi.Mapping;

/** Single elements, between the bytes of a mapping and the primitive types of Java. */
final class Elements {
    private Elements() {}

    static double getDouble(Mapping mapping, NumberKind kind, boolean swapped, long offset) {
        return switch (kind) {
            case FLOAT64 -> Double.longBitsToDouble(long8(mapping, offset, swapped));
            case FLOAT32 -> Float.intBitsToFloat(int4(mapping, offset, swapped));
            case FLOAT16 -> Float16.toFloat(short2(mapping, offset, swapped));
            case UINT64 -> Unsigned.toDouble(long8(mapping, offset, swapped));
            case LONGDOUBLE, COMPLEX64, COMPLEX128, CLONGDOUBLE -> throw refused("get", JavaType.DOUBLE, kind);
            default -> (double) integer(mapping, kind, swapped, offset);
        };
    }

    static float getFloat(Mapping mapping, NumberKind kind, boolean swapped, long offset) {
        return switch (kind) {
            case FLOAT32 -> Float.intBitsToFloat(int4(mapping, offset, swapped));
            case FLOAT16 -> Float16.toFloat(short2(mapping, offset, swapped));
            default -> {
                requireReads(JavaType.FLOAT, kind);
                yield (float) integer(mapping, kind, swapped, offset);
            }
        };
    }

    static long getLong(Mapping mapping, NumberKind kind, boolean swapped, long offset) {
        if (kind == NumberKind.INT64) {
            return long8(mapping, offset, swapped);
        }
        requireReads(JavaType.LONG, kind);
        return integer(mapping, kind, swapped, offset);
    }

    static int getInt(Mapping mapping, NumberKind kind, boolean swapped, long offset) {
        if (kind == NumberKind.INT32) {
            return int4(mapping, offset, swapped);
        }
        requireReads(JavaType.INT, kind);
        return (int) integer(mapping, kind, swapped, offset);
    }

    static boolean getBoolean(Mapping mapping, NumberKind kind, long offset) {
        requireReads(JavaType.BOOLEAN, kind);
        return mapping.getByte(offset) != 0;
    }

    static void setDouble(Mapping mapping, NumberKind kind, boolean swapped, long offset, double value) {
        requireWrites(JavaType.DOUBLE, kind);
        putLong(mapping, offset, Double.doubleToRawLongBits(value), swapped);
    }

    static void setFloat(Mapping mapping, NumberKind kind, boolean swapped, long offset, float value) {
        requireWrites(JavaType.FLOAT, kind);
        setFloating(mapping, kind, swapped, offset, value);
    }

    static void setLong(Mapping mapping, NumberKind kind, boolean swapped, long offset, long value) {
        setInteger(mapping, JavaType.LONG, kind, swapped, offset, value);
    }

    static void setInt(Mapping mapping, NumberKind kind, boolean swapped, long offset, int value) {
        setInteger(mapping, JavaType.INT, kind, swapped, offset, value);
    }

    static void setBoolean(Mapping mapping, NumberKind kind, boolean swapped, long offset, boolean value) {
        setInteger(mapping, JavaType.BOOLEAN, kind, swapped, offset, value ? 1 : 0);
    }

    /**
     * The exception for an accessor that does not fit a type.
     *
     * @param verb {@code get}, {@code read}, {@code set} or {@code write}: the first part of the method's name
     */
    static UnsupportedOperationException refused(String verb, JavaType type, NumberKind kind) {
        boolean accessor = verb.equals("get") || verb.equals("set");
        String method = accessor ? verb + type.accessorSuffix() : verb + "(" + type.javaName() + "[])";
        String remedy = "";
        if (!kind.isComplex() && kind != NumberKind.LONGDOUBLE) {
            boolean assigning = verb.equals("set") || verb.equals("write");
            // The one type that is wide enough to read a uint64 loses digits, and so is not taken for an assignment.
            JavaType fitting = assigning && kind == NumberKind.UINT64 ? JavaType.LONG : JavaType.fitting(kind);
            // There are no scalar accessors for byte and short; int holds both.
            if (accessor && (fitting == JavaType.BYTE || fitting == JavaType.SHORT)) {
                fitting = JavaType.INT;
            }
            remedy = "; use " + (accessor ? verb + fitting.accessorSuffix() : verb + "(" + fitting.javaName() + "[])");
        }
        return new UnsupportedOperationException(method + " does not fit dtype " + kind.numpyName() + remedy);
    }

    private static void requireReads(JavaType type, NumberKind kind) {
        if (!type.reads(kind)) {
            throw refused("get", type, kind);
        }
    }

    private static void requireWrites(JavaType type, NumberKind kind) {
        if (!type.writes(kind)) {
            throw refused("set", type, kind);
        }
    }

    private static long integer(Mapping mapping, NumberKind kind, boolean swapped, long offset) {
        return switch (kind) {
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

    private static void setFloating(Mapping mapping, NumberKind kind, boolean swapped, long offset, double value) {
        switch (kind) {
            case FLOAT16 -> putShort(mapping, offset, Float16.fromFloat((float) value), swapped);
            case FLOAT32 -> putInt(mapping, offset, Float.floatToRawIntBits((float) value), swapped);
            default -> putLong(mapping, offset, Double.doubleToRawLongBits(value), swapped);
        }
    }

    private static void setInteger(
            Mapping mapping, JavaType type, NumberKind kind, boolean swapped, long offset, long value) {
        requireWrites(type, kind);
        if (kind.isFloating()) {
            setFloating(mapping, kind, swapped, offset, (double) value);
            return;
        }
        IntegerRange.check(kind, value);
        switch (kind.itemsize()) {
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
