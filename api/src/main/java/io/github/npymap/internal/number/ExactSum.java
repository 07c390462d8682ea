package io.github.npymap.internal.number;

import io.github.npymap.types.NumberKind;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A sum of doubles or long doubles that is exact and rounded once, in whatever order they come. Many times slower than an
 * addition in double, which is why it is left to sums whose partial sums overflow.
 */
public final class ExactSum {
    private static final int LIMB_BITS = 32;

    private static final long LIMB = 0xffff_ffffL;

    /** Limbs for the carries of 2^63 numbers, and the limb that the highest bits of a number may end in. */
    private static final int SPARE_LIMBS = 4;

    /** Numbers, each with less than 2^32 for a limb, until a limb could be full. */
    private static final int MOST_PENDING = 1 << 30;

    private static final long FRACTION = (1L << 52) - 1;

    private final Range range;

    /** The sum in units of the smallest number, from its low end; carries are not propagated yet. */
    private final long[] limbs;

    /** The sum of the numbers that are NaN or infinite; 0 if there are none. */
    private double special;

    private int pending;

    /**
     * The powers of two that the bits of a number stand for.
     *
     * @param lowest that of the lowest bit of the smallest number
     * @param highest that of the highest bit of the largest number
     */
    private record Range(int lowest, int highest) {
        static final Range OF_DOUBLES = new Range(Double.MIN_EXPONENT - 52, Double.MAX_EXPONENT);
        static final Range OF_LONG_DOUBLES = new Range(LongDouble.MIN_EXPONENT - 63, LongDouble.MAX_EXPONENT);

        int limbs() {
            return (highest - lowest) / LIMB_BITS + SPARE_LIMBS;
        }
    }

    private ExactSum(Range range) {
        this.range = range;
        this.limbs = new long[range.limbs()];
    }

    /** For numbers of a kind. */
    public static ExactSum of(NumberKind kind) {
        return new ExactSum(kind == NumberKind.LONGDOUBLE ? Range.OF_LONG_DOUBLES : Range.OF_DOUBLES);
    }

    /** Adds the first numbers of an array. */
    public void add(double[] values, int count) {
        for (int k = 0; k < count; k++) {
            add(values[k]);
        }
    }

    private void add(double value) {
        if (!Double.isFinite(value)) {
            special += value;
            return;
        }
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) & 0x7ff;
        long significand = exponent == 0 ? bits & FRACTION : (bits & FRACTION) | (FRACTION + 1);
        add(significand, Math.max(0, exponent - 1), bits >> 63);
    }

    /**
     * Adds a long double.
     *
     * @param signExponent in its low 16 bits the sign and the exponent
     */
    void addLongDouble(long significand, long signExponent) {
        if (LongDouble.isFinite(significand, signExponent)) {
            int position = LongDouble.exponent(signExponent) - LongDouble.MIN_EXPONENT;
            add(significand, position, LongDouble.isNegative(signExponent) ? -1 : 0);
        } else {
            special += LongDouble.toDouble(significand, signExponent);
        }
    }

    /**
     * Adds a number.
     *
     * @param position of the significand's lowest bit in the sum
     * @param sign -1 or 0
     */
    private void add(long significand, int position, long sign) {
        int limb = position / LIMB_BITS;
        int shift = position % LIMB_BITS;
        long rest = significand >>> (LIMB_BITS - shift);
        // Two's complement: x ^ -1 - -1 is -x.
        limbs[limb] += (((significand << shift) & LIMB) ^ sign) - sign;
        limbs[limb + 1] += ((rest & LIMB) ^ sign) - sign;
        limbs[limb + 2] += ((rest >>> LIMB_BITS) ^ sign) - sign;
        count();
    }

    /** Adds what another one has, which then begins anew. */
    public void take(ExactSum part) {
        part.propagate();
        for (int k = 0; k < limbs.length; k++) {
            limbs[k] += part.limbs[k];
        }
        special += part.special;
        Arrays.fill(part.limbs, 0);
        part.special = 0;
        count();
    }

    private void count() {
        if (++pending == MOST_PENDING) {
            propagate();
        }
    }

    /** Leaves 32 bits in each limb but the last, which has the sign. */
    private void propagate() {
        long carry = 0;
        for (int k = 0; k < limbs.length - 1; k++) {
            long limb = limbs[k] + carry;
            limbs[k] = limb & LIMB;
            carry = limb >> LIMB_BITS;
        }
        limbs[limbs.length - 1] += carry;
        pending = 0;
    }

    /** The double nearest to the sum: infinite only if that is beyond the largest, NaN only for want of a sum. */
    public double value() {
        if (special != 0) {
            return special;
        }
        propagate();
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + (limbs.length - 1) * Integer.BYTES);
        bytes.putLong(limbs[limbs.length - 1]);
        for (int k = limbs.length - 2; k >= 0; k--) {
            bytes.putInt((int) limbs[k]);
        }
        return rounded(new BigInteger(bytes.array()));
    }

    private double rounded(BigInteger sum) {
        BigInteger magnitude = sum.abs();
        int length = magnitude.bitLength();
        int below = length - Long.SIZE;
        long leading = magnitude.shiftRight(below).longValue();
        if (below > 0 && magnitude.getLowestSetBit() < below) {
            // What is cut off decides between two doubles only if the rest is in the middle: one bit stands for all.
            leading |= 1;
        }
        double nearest = length == 0 ? 0 : LongDouble.nearestDouble(leading, range.lowest() + length - 1);
        return sum.signum() < 0 ? -nearest : nearest;
    }
}
