package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers to other numbers, in blocks that go through arrays in memory, whose accessors know every type. */
final class NumberCast implements ElementCast {

    private static final double TWO_63 = 0x1p63;
    private static final int LONG_DOUBLE_BYTES = 16;

    private final NpyArray in;
    private final NpyArray out;
    private final long[] longs;
    private final double[] doubles;
    private final float[] floats;
    private final byte[] wide;
    private final boolean wraps;

    /** @param wraps whether numbers that are out of range become others, as in NumPy, or are refused */
    NumberCast(NumberType from, NumberType to, boolean wraps, int blockLength) {
        this.wraps = wraps;
        in = NpyArray.zeros(from, Shape.of(blockLength));
        out = NpyArray.zeros(to, Shape.of(blockLength));
        longs = new long[blockLength];
        doubles = new double[blockLength];
        floats = new float[blockLength];
        wide = new byte[blockLength * LONG_DOUBLE_BYTES];
    }

    @Override
    public void apply(byte[] source, byte[] target, int count) {
        in.writeBytes(0, source, 0, count);
        boolean fromParts = kind(in).isComplex();
        if (kind(out) == NumberKind.BOOL && fromParts) {
            truths(count);
        } else if (!kind(out).isComplex()) {
            cast(in.real(), out, count);
        } else {
            cast(in.real(), out.real(), count);
            if (fromParts) {
                cast(in.imag(), out.imag(), count);
            }
        }
        out.readBytes(0, target, 0, count);
    }

    /** A complex number is true if either part is. */
    private void truths(int count) {
        cast(in.real(), out, count);
        long[] real = new long[count];
        out.read(0, real, 0, count);
        cast(in.imag(), out, count);
        out.read(0, longs, 0, count);
        for (int k = 0; k < count; k++) {
            longs[k] |= real[k];
        }
        integers(out).write(0, longs, 0, count);
    }

    private void cast(NpyArray source, NpyArray target, int count) {
        if (!kind(source).isFloating()) {
            readIntegers(source, count);
            fromIntegers(kind(source) == NumberKind.UINT64, target, count);
        } else if (kind(source) == NumberKind.LONGDOUBLE) {
            fromLongDoubles(source, target, count);
        } else {
            source.read(0, doubles, 0, count);
            fromDoubles(target, count);
        }
        if (!wraps && kind(target).isFloating()) {
            RangeCheck.floats(source, target, doubles, count);
        }
    }

    private void fromIntegers(boolean unsigned, NpyArray target, int count) {
        switch (kind(target)) {
            case FLOAT64 -> {
                for (int k = 0; k < count; k++) {
                    doubles[k] = unsigned && longs[k] < 0 ? 2 * (double) halved(longs[k]) : (double) longs[k];
                }
                target.write(0, doubles, 0, count);
            }
            case LONGDOUBLE -> {
                for (int k = 0; k < count; k++) {
                    put(LongDoubleBits.of(longs[k], unsigned), k, target);
                }
                target.writeBytes(0, wide, 0, count);
            }
            default -> {
                if (kind(target).isFloating()) {
                    for (int k = 0; k < count; k++) {
                        floats[k] = unsigned && longs[k] < 0 ? 2 * (float) halved(longs[k]) : (float) longs[k];
                    }
                    target.write(0, floats, 0, count);
                } else {
                    if (!wraps) {
                        RangeCheck.integers(longs, count, unsigned, (NumberType) target.dtype());
                    }
                    writeIntegers(target, count);
                }
            }
        }
    }

    /** Half of an unsigned number, the lost bit kept as a sticky one, so that the rounding is that of the whole. */
    private static long halved(long bits) {
        return (bits >>> 1) | (bits & 1);
    }

    private void fromDoubles(NpyArray target, int count) {
        switch (kind(target)) {
            case FLOAT64, LONGDOUBLE -> target.write(0, doubles, 0, count);
            case FLOAT32 -> {
                for (int k = 0; k < count; k++) {
                    floats[k] = (float) doubles[k];
                }
                target.write(0, floats, 0, count);
            }
            default -> {
                if (kind(target).isFloating()) {
                    for (int k = 0; k < count; k++) {
                        floats[k] = Rounding.toOdd(doubles[k]);
                    }
                    target.write(0, floats, 0, count);
                } else {
                    for (int k = 0; k < count; k++) {
                        longs[k] = integer(doubles[k], target);
                    }
                    writeIntegers(target, count);
                }
            }
        }
    }

    private void fromLongDoubles(NpyArray source, NpyArray target, int count) {
        if (kind(target) == NumberKind.FLOAT64) {
            source.read(0, doubles, 0, count);
            target.write(0, doubles, 0, count);
            return;
        }
        source.readBytes(0, wide, 0, count);
        ByteOrder order = order(source);
        if (kind(target) == NumberKind.LONGDOUBLE) {
            for (int k = 0; k < count; k++) {
                put(LongDoubleBits.read(wide, k * LONG_DOUBLE_BYTES, order), k, target);
            }
            target.writeBytes(0, wide, 0, count);
        } else if (kind(target).isFloating()) {
            for (int k = 0; k < count; k++) {
                double odd =
                        LongDoubleBits.read(wide, k * LONG_DOUBLE_BYTES, order).toOddDouble();
                floats[k] = kind(target) == NumberKind.FLOAT32 ? (float) odd : Rounding.toOdd(odd);
            }
            target.write(0, floats, 0, count);
        } else {
            for (int k = 0; k < count; k++) {
                LongDoubleBits value = LongDoubleBits.read(wide, k * LONG_DOUBLE_BYTES, order);
                longs[k] = kind(target) == NumberKind.BOOL
                        ? (value.isSpecial() || value.significand() != 0 ? 1 : 0)
                        : value.toInteger(kind(target)).orElseThrow(() -> undefined(value.toString(), target));
            }
            writeIntegers(target, count);
        }
    }

    /** Bools are 0 and 1, small unsigned integers positive, and uint64 its bits. */
    private void readIntegers(NpyArray source, int count) {
        (kind(source) == NumberKind.UINT64 ? integers(source) : source).read(0, longs, 0, count);
    }

    private static long integer(double value, NpyArray target) {
        NumberKind kind = kind(target);
        if (kind == NumberKind.BOOL) {
            return value == 0 ? 0 : 1;
        }
        int bits = kind.itemsize() * Byte.SIZE - (kind.isSigned() ? 1 : 0);
        double limit = Math.scalb(1.0, bits);
        double least = kind.isSigned() ? -limit - 1 : -1;
        // -2^63 - 1 is no double; -2^63 is in range.
        boolean fits = value < limit && (value > least || (bits == Long.SIZE - 1 && value == -TWO_63));
        if (!fits) {
            throw undefined(FloatText.of(value), target);
        }
        return value < TWO_63 ? (long) value : (long) (value - TWO_63) ^ Long.MIN_VALUE;
    }

    private static ArithmeticException undefined(String value, NpyArray target) {
        return new ArithmeticException("an element is " + value + ", which no " + target.dtype()
                + " holds; NumPy's result would be undefined");
    }

    /** Cut to the width of the type, as NumPy does. */
    private void writeIntegers(NpyArray target, int count) {
        // The sign that they get stands for no sign: what is written are the bits.
        int unused = Long.SIZE - target.dtype().itemsize() * Byte.SIZE;
        boolean bool = kind(target) == NumberKind.BOOL;
        for (int k = 0; k < count; k++) {
            longs[k] = bool ? (longs[k] == 0 ? 0 : 1) : longs[k] << unused >> unused;
        }
        integers(target).write(0, longs, 0, count);
    }

    private void put(LongDoubleBits value, int k, NpyArray target) {
        ByteOrder order = order(target);
        int at = k * LONG_DOUBLE_BYTES;
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        ByteBuffer.wrap(wide)
                .order(order)
                .putLong(little ? at : at + Long.BYTES, value.significand())
                .putLong(little ? at + Long.BYTES : at, value.signExponent());
    }

    /** The same bits as signed integers. */
    private static NpyArray integers(NpyArray array) {
        NumberType bits = switch (array.dtype().itemsize()) {
            case Byte.BYTES -> DType.INT8;
            case Short.BYTES -> DType.INT16;
            case Integer.BYTES -> DType.INT32;
            default -> DType.INT64;
        };
        return array.viewAs(bits.withOrder(order(array)));
    }

    private static NumberKind kind(NpyArray array) {
        return ((NumberType) array.dtype()).kind();
    }

    private static ByteOrder order(NpyArray array) {
        return ((NumberType) array.dtype()).order();
    }
}
