package io.github.npymap.internal.number;

import io.github.npymap.types.Reduction;
import java.math.BigInteger;

/** Signed 128-bit results, low word first: every sum, least and greatest of 64-bit integers is exact in them. */
public final class Wide {
    private static final long LOW_HALF = 0xffff_ffffL;

    private Wide() {}

    /** The value that reducing begins with: 0, or what no element exceeds. */
    public static void setIdentity(Reduction reduction, boolean unsigned, long[] wide) {
        switch (reduction) {
            case SUM -> set(wide, 0, 0);
            case MIN -> set(wide, unsigned ? -1 : Long.MAX_VALUE, 0);
            case MAX -> set(wide, unsigned ? 0 : Long.MIN_VALUE, unsigned ? 0 : -1);
        }
    }

    /** Takes {@code count} ≤ {@link Scratch#LENGTH} elements into a result. */
    public static void reduce(Reduction reduction, boolean unsigned, long[] values, int count, long[] wide) {
        switch (reduction) {
            case SUM -> sum(unsigned, values, count, wide);
            case MIN -> {
                // Flipping the sign bit makes the order of unsigned numbers that of signed ones.
                long flip = unsigned ? Long.MIN_VALUE : 0;
                long least = wide[0] ^ flip;
                for (int k = 0; k < count; k++) {
                    least = Math.min(least, values[k] ^ flip);
                }
                setWord(wide, least ^ flip, unsigned);
            }
            case MAX -> {
                long flip = unsigned ? Long.MIN_VALUE : 0;
                long greatest = wide[0] ^ flip;
                for (int k = 0; k < count; k++) {
                    greatest = Math.max(greatest, values[k] ^ flip);
                }
                setWord(wide, greatest ^ flip, unsigned);
            }
        }
    }

    /** Joins the results of two parts. */
    public static void combine(Reduction reduction, long[] part, long[] wide) {
        switch (reduction) {
            case SUM -> add(wide, part[0], part[1]);
            case MIN -> {
                if (compare(part, wide) < 0) {
                    set(wide, part[0], part[1]);
                }
            }
            case MAX -> {
                if (compare(part, wide) > 0) {
                    set(wide, part[0], part[1]);
                }
            }
        }
    }

    private static int compare(long[] one, long[] other) {
        return one[1] != other[1] ? Long.compare(one[1], other[1]) : Long.compareUnsigned(one[0], other[0]);
    }

    /** The result if it is a {@code long}. */
    public static boolean fitsLong(long[] wide) {
        return wide[1] == wide[0] >> (Long.SIZE - 1);
    }

    /** The result, exactly. */
    public static BigInteger toBigInteger(long[] wide) {
        return BigInteger.valueOf(wide[1]).shiftLeft(Long.SIZE).add(Unsigned.toBigInteger(wide[0]));
    }

    /** The nearest double. */
    public static double toDouble(long[] wide) {
        return fitsLong(wide) ? (double) wide[0] : toBigInteger(wide).doubleValue();
    }

    /** Halves are summed apart, where a block cannot overflow. */
    private static void sum(boolean unsigned, long[] values, int count, long[] wide) {
        long low = 0;
        long high = 0;
        for (int k = 0; k < count; k++) {
            low += values[k] & LOW_HALF;
            high += unsigned ? values[k] >>> Integer.SIZE : values[k] >> Integer.SIZE;
        }
        add(wide, high << Integer.SIZE, high >> Integer.SIZE);
        add(wide, low, 0);
    }

    private static void add(long[] wide, long low, long high) {
        long sum = wide[0] + low;
        int carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        set(wide, sum, wide[1] + high + carry);
    }

    private static void setWord(long[] wide, long word, boolean unsigned) {
        set(wide, word, unsigned ? 0 : word >> (Long.SIZE - 1));
    }

    private static void set(long[] wide, long low, long high) {
        wide[0] = low;
        wide[1] = high;
    }
}
