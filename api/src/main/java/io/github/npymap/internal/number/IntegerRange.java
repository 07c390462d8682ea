package io.github.npymap.internal.number;

import io.github.npymap.types.NumberKind;
import java.math.BigInteger;

/** Which integers an integer kind can hold. */
public final class IntegerRange {
    private IntegerRange() {}

    /**
     * Requires that the kind can hold the value. Every non-negative {@code long} fits a uint64.
     *
     * @throws IllegalArgumentException naming the value and the range, as NumPy's {@code OverflowError} does
     */
    public static void check(NumberKind kind, long value) {
        if (value < minimum(kind) || value > maximum(kind)) {
            throw outOfBounds(kind, value);
        }
    }

    /** Requires that the kind can hold an integer of any size; throws as {@link #check(NumberKind, long)} does. */
    public static void check(NumberKind kind, BigInteger value) {
        boolean unsigned64 = kind == NumberKind.UINT64 && value.signum() >= 0 && value.bitLength() == Long.SIZE;
        if (unsigned64) {
            return;
        }
        if (value.bitLength() >= Long.SIZE) {
            throw outOfBounds(kind, value);
        }
        check(kind, value.longValue());
    }

    private static IllegalArgumentException outOfBounds(NumberKind kind, Number value) {
        return new IllegalArgumentException(value + " is out of bounds for " + kind.numpyName() + ", which holds "
                + minimum(kind) + " to " + (kind == NumberKind.UINT64 ? "2^64-1" : maximum(kind)));
    }

    private static long minimum(NumberKind kind) {
        return kind.isSigned() ? Long.MIN_VALUE >> (Long.SIZE - bits(kind)) : 0;
    }

    private static long maximum(NumberKind kind) {
        if (kind == NumberKind.BOOL) {
            return 1;
        }
        int valueBits = Math.min(kind.isSigned() ? bits(kind) - 1 : bits(kind), Long.SIZE - 1);
        return Long.MAX_VALUE >> (Long.SIZE - 1 - valueBits);
    }

    private static int bits(NumberKind kind) {
        return kind.itemsize() * Byte.SIZE;
    }
}
