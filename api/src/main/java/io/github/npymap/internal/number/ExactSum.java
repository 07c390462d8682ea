package io.github.npymap.internal.number;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A sum of doubles that is exact and rounded once, in whatever order they come. Many times slower than an addition in
 * double, which is why it is left to sums whose partial sums overflow.
 */
public final class ExactSum {
    private static final int LIMB_BITS = 32;

    private static final long LIMB = 0xffff_ffffL;

    /** The lowest bit of the smallest double stands for 2 to this power. */
    private static final int LOWEST_EXPONENT = Double.MIN_EXPONENT - 52;

    /** For the 2098 bits of the largest double, and the carries of 2^63 of them. */
    private static final int LIMBS = 68;

    /** Numbers, each with less than 2^32 for a limb, until a limb could be full. */
    private static final int MOST_PENDING = 1 << 30;

    private static final long FRACTION = (1L << 52) - 1;

    /** The sum in units of the smallest double, from its low end; carries are not propagated yet. */
    private final long[] limbs = new long[LIMBS];

    /** The sum of the numbers that are NaN or infinite; 0 if there are none. */
    private double special;

    private int pending;

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
        int position = Math.max(0, exponent - 1);
        int limb = position / LIMB_BITS;
        int shift = position % LIMB_BITS;
        long sign = bits >> 63;
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
        for (int k = 0; k < LIMBS; k++) {
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
        for (int k = 0; k < LIMBS - 1; k++) {
            long limb = limbs[k] + carry;
            limbs[k] = limb & LIMB;
            carry = limb >> LIMB_BITS;
        }
        limbs[LIMBS - 1] += carry;
        pending = 0;
    }

    /** The double nearest to the sum: infinite only if that is beyond the largest, NaN only for want of a sum. */
    public double value() {
        if (special != 0) {
            return special;
        }
        propagate();
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + (LIMBS - 1) * Integer.BYTES);
        bytes.putLong(limbs[LIMBS - 1]);
        for (int k = LIMBS - 2; k >= 0; k--) {
            bytes.putInt((int) limbs[k]);
        }
        return rounded(new BigInteger(bytes.array()));
    }

    private static double rounded(BigInteger sum) {
        BigInteger magnitude = sum.abs();
        int below = Math.max(0, magnitude.bitLength() - Long.SIZE);
        BigInteger leading = magnitude.shiftRight(below);
        if (magnitude.signum() != 0 && magnitude.getLowestSetBit() < below) {
            // What is cut off decides between two doubles only if the rest is in the middle: one bit stands for all.
            leading = leading.setBit(0);
        }
        // A number below 2^53 is exact; a larger one is rounded here to what stays a normal double.
        return sum.signum() * Math.scalb(leading.doubleValue(), below + LOWEST_EXPONENT);
    }
}
