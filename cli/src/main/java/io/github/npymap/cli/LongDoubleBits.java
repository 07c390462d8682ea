package io.github.npymap.cli;

import io.github.npymap.types.NumberKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * The 80-bit extended float of x86, taken apart.
 *
 * @param signExponent the sign above 15 bits of exponent
 * @param significand with its leading bit written out
 */
record LongDoubleBits(int signExponent, long significand) {

    private static final int EXPONENT = 0x7fff;

    /** Of the lowest bit of the significand where the exponent's bits are 0. */
    private static final int BIAS = 16383 + 63;

    static LongDoubleBits read(byte[] bytes, int at, ByteOrder order) {
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        long low = Bits.read(bytes, little ? at : at + Long.BYTES, Long.BYTES, order);
        long high = Bits.read(bytes, little ? at + Long.BYTES : at, Long.BYTES, order);
        return new LongDoubleBits((int) (high & 0xffff), low);
    }

    /** An integer, exactly. */
    static LongDoubleBits of(long integer, boolean unsigned) {
        boolean negative = integer < 0 && !unsigned;
        long magnitude = negative ? -integer : integer;
        if (magnitude == 0) {
            return new LongDoubleBits(0, 0);
        }
        int shift = Long.numberOfLeadingZeros(magnitude);
        return new LongDoubleBits((negative ? EXPONENT + 1 : 0) | (BIAS - shift), magnitude << shift);
    }

    /** The double below in magnitude, with its last bit set if it is not exact: see {@link Rounding}. */
    double toOddDouble() {
        if (isSpecial() || significand == 0) {
            double magnitude = isNaN() ? Double.NaN : isSpecial() ? Double.POSITIVE_INFINITY : 0;
            return isNegative() ? -magnitude : magnitude;
        }
        int shift = Long.numberOfLeadingZeros(significand);
        long normal = significand << shift;
        long kept = normal >>> 11 | ((normal & 0x7ff) == 0 ? 0 : 1);
        int exponent = Math.max(-1200, Math.min(1200, scale() - shift + 11));
        // What underflows in a double is far below all types that this is for, and what overflows far above.
        double magnitude = Math.scalb((double) kept, exponent);
        return isNegative() ? -magnitude : magnitude;
    }

    /** The integer that is left without the fraction; empty if the kind does not hold it. */
    OptionalLong toInteger(NumberKind kind) {
        if (isSpecial() || scale() > 0) {
            return OptionalLong.empty();
        }
        long magnitude = scale() <= -Long.SIZE ? 0 : significand >>> -scale();
        int bits = kind.itemsize() * Byte.SIZE - (kind.isSigned() ? 1 : 0);
        long limit = bits == Long.SIZE ? -1 : (1L << bits) - 1;
        if (isNegative() && magnitude != 0) {
            boolean fits = kind.isSigned() && Long.compareUnsigned(magnitude - 1, limit) <= 0;
            return fits ? OptionalLong.of(-magnitude) : OptionalLong.empty();
        }
        return Long.compareUnsigned(magnitude, limit) <= 0 ? OptionalLong.of(magnitude) : OptionalLong.empty();
    }

    boolean isNegative() {
        return signExponent > EXPONENT;
    }

    /** Infinity or NaN. */
    boolean isSpecial() {
        return (signExponent & EXPONENT) == EXPONENT;
    }

    boolean isNaN() {
        return isSpecial() && significand << 1 != 0;
    }

    /** What the lowest bit of the significand counts is 2 to this power. */
    int scale() {
        return Math.max(1, signExponent & EXPONENT) - BIAS;
    }

    /** As NumPy's {@code str} writes it. */
    @Override
    public String toString() {
        if (isNaN()) {
            return "nan";
        }
        if (isSpecial() || significand == 0) {
            double value = isSpecial() ? Double.POSITIVE_INFINITY : 0;
            return FloatText.special(isNegative() ? -value : value);
        }
        // Four times as fine, so that the midpoints to both neighbours are whole.
        BigInteger exact = new BigInteger(Long.toUnsignedString(significand)).shiftLeft(2);
        boolean closeBelow = significand == Long.MIN_VALUE && (signExponent & EXPONENT) > 1;
        BigInteger low = exact.subtract(closeBelow ? BigInteger.ONE : BigInteger.TWO);
        BigInteger high = exact.add(BigInteger.TWO);
        int scale = scale() - 2;
        BigDecimal digits = FloatText.shortest(
                scaled(exact, scale), scaled(low, scale), scaled(high, scale), (significand & 1) == 0);
        return FloatText.wide(isNegative(), digits);
    }

    private static BigDecimal scaled(BigInteger number, int scale) {
        return scale >= 0
                ? new BigDecimal(number.shiftLeft(scale))
                // 2^-n is 5^n / 10^n.
                : new BigDecimal(number.multiply(BigInteger.valueOf(5).pow(-scale)), -scale);
    }
}
