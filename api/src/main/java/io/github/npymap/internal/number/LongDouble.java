package io.github.npymap.internal.number;

/**
 * The 80-bit extended float of x86: a 64-bit significand with its leading bit written out, and above it the sign and a
 * 15-bit exponent. Files give it 16 bytes, of which the last six mean nothing.
 */
public final class LongDouble {
    /** Of the leading bit of the largest number. */
    static final int MAX_EXPONENT = 16383;

    /** Of the leading bit of the smallest number that has one. */
    static final int MIN_EXPONENT = 1 - MAX_EXPONENT;

    private static final int EXPONENT = 0x7fff;
    private static final int SIGN = 0x8000;
    private static final int BIAS = MAX_EXPONENT;
    private static final long FRACTION = 0x000f_ffff_ffff_ffffL;
    private static final int DROPPED_BITS = 64 - 53;
    private static final long QUIET = 0x0008_0000_0000_0000L;
    private static final long INFINITY = 0x7ff0_0000_0000_0000L;

    /** What the processor makes of bits that stand for no number. */
    private static final long INDEFINITE = 0xfff8_0000_0000_0000L;

    private LongDouble() {}

    /**
     * The nearest double, ties to even, as the processor has it: of a NaN's payload the upper bits are kept, a signalling
     * NaN becomes a quiet one, and without the leading bit a number with an exponent is none.
     *
     * @param signExponent in its low 16 bits the sign and the exponent
     */
    public static double toDouble(long significand, long signExponent) {
        int biased = (int) signExponent & EXPONENT;
        long sign = (signExponent & SIGN) << 48;
        if (biased > 0 && significand >= 0) {
            return fromBits(INDEFINITE);
        }
        if (biased == EXPONENT) {
            long payload = (significand << 1) >>> 12;
            return fromBits(sign | INFINITY | (significand == Long.MIN_VALUE ? 0 : payload | QUIET));
        }
        if (significand == 0) {
            return fromBits(sign);
        }
        int shift = Long.numberOfLeadingZeros(significand);
        return fromBits(sign | magnitude(significand << shift, exponent(signExponent) - shift));
    }

    /** Whether the bits stand for a number. */
    static boolean isFinite(long significand, long signExponent) {
        int biased = (int) signExponent & EXPONENT;
        return biased == 0 || (biased < EXPONENT && significand < 0);
    }

    static boolean isNegative(long signExponent) {
        return (signExponent & SIGN) != 0;
    }

    /** The power of two that the highest bit of the significand stands for. */
    static int exponent(long signExponent) {
        return Math.max((int) signExponent & EXPONENT, 1) - BIAS;
    }

    /**
     * The double nearest to a positive number, ties to even.
     *
     * @param significand with its leading bit
     * @param exponent the power of two that the leading bit stands for
     */
    static double nearestDouble(long significand, int exponent) {
        return fromBits(magnitude(significand, exponent));
    }

    /** The significand of a double, which is exact; of a signalling NaN that of the quiet one. */
    public static long significand(double value) {
        long bits = Double.doubleToRawLongBits(value) | (Double.isNaN(value) ? QUIET : 0);
        long fraction = bits & FRACTION;
        if (value == 0) {
            return 0;
        }
        if (Math.abs(value) < Double.MIN_NORMAL) {
            return fraction << Long.numberOfLeadingZeros(fraction);
        }
        return Long.MIN_VALUE | (fraction << DROPPED_BITS);
    }

    /** Sign and exponent of a double in the low 16 bits. */
    public static long signExponent(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long sign = (bits >>> 48) & SIGN;
        if (value == 0) {
            return sign;
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return sign | EXPONENT;
        }
        if (Math.abs(value) < Double.MIN_NORMAL) {
            int below = Long.numberOfLeadingZeros(bits & FRACTION) - DROPPED_BITS;
            return sign | (BIAS + Double.MIN_EXPONENT - below);
        }
        return sign | (BIAS + Math.getExponent(value));
    }

    /** The significand of an integer, which is exact. */
    public static long significand(long value) {
        long magnitude = Math.abs(value);
        return value == 0 ? 0 : magnitude << Long.numberOfLeadingZeros(magnitude);
    }

    /** Sign and exponent of an integer in the low 16 bits. */
    public static long signExponent(long value) {
        int exponent = BIAS + Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.abs(value));
        return value == 0 ? 0 : (value < 0 ? SIGN : 0) | exponent;
    }

    /** @param exponent of the significand's leading bit, which is set */
    private static long magnitude(long significand, int exponent) {
        if (exponent > Double.MAX_EXPONENT) {
            return INFINITY;
        }
        int below = Math.max(0, Double.MIN_EXPONENT - exponent);
        int dropped = DROPPED_BITS + below;
        if (dropped > Long.SIZE) {
            return 0;
        }
        long kept = dropped == Long.SIZE ? 0 : significand >>> dropped;
        long rest = significand << (Long.SIZE - dropped);
        int order = Long.compareUnsigned(rest, Long.MIN_VALUE);
        if (order > 0 || (order == 0 && (kept & 1) == 1)) {
            kept++;
        }
        // The leading bit adds one to the exponent; a carry goes on to the next power of two, and at last to infinity.
        return below > 0 ? kept : ((long) (exponent - Double.MIN_EXPONENT) << 52) + kept;
    }

    private static double fromBits(long bits) {
        return Double.longBitsToDouble(bits);
    }
}
