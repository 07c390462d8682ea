package io.github.npymap.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;

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
