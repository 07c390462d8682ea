package io.github.npymap.internal.number;

import java.math.BigInteger;

/** Unsigned 64-bit integers in a {@code long}. */
public final class Unsigned {
    private Unsigned() {}

    /** The nearest double, ties to even. */
    public static double toDouble(long bits) {
        if (bits >= 0) {
            return (double) bits;
        }
        // Half the number, with the lost bit kept as a sticky one so that the rounding is that of the whole.
        return 2.0 * (double) ((bits >>> 1) | (bits & 1));
    }

    /** The number exactly. */
    public static BigInteger toBigInteger(long bits) {
        BigInteger low = BigInteger.valueOf(bits & Long.MAX_VALUE);
        return bits < 0 ? low.setBit(Long.SIZE - 1) : low;
    }
}
