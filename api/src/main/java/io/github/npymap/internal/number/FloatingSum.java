package io.github.npymap.internal.number;

import io.github.npymap.types.NumberKind;

/**
 * A running sum of the sums of chunks, which keeps the digits that an addition drops and returns them at the end
 * (Neumaier's algorithm), and tells infinite elements from partial sums that overflowed.
 */
public final class FloatingSum {
    /** Infinite or NaN if partial sums overflowed. */
    private double sum;

    private double dropped;

    /** The sum of the elements that are NaN or infinite; 0 if there are none. A float is enough for these four. */
    private float special;

    /** Adds a chunk by its sum, which is finite. */
    public void add(double value) {
        double next = sum + value;
        dropped += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }

    /** Adds a chunk whose sum is NaN or infinite. Its least and greatest element tell why. */
    public void addExtremes(double least, double greatest) {
        if (Double.isFinite(least) && Double.isFinite(greatest)) {
            add(Double.POSITIVE_INFINITY);
        } else {
            special += Double.isFinite(least) ? 0 : (float) least;
            special += Double.isFinite(greatest) ? 0 : (float) greatest;
        }
    }

    /** Adds the one chunk, if any, that another sum has, which then begins anew. */
    public void take(FloatingSum part) {
        add(part.sum);
        special += part.special;
        part.clear();
    }

    public void clear() {
        sum = 0;
        dropped = 0;
        special = 0;
    }

    /** Whether the sum is NaN, whatever else may come. */
    public boolean isNaN() {
        return Float.isNaN(special);
    }

    /**
     * Whether only another pass, with {@link ExactSum}, tells the sum: partial sums overflowed, or infinite elements may
     * be numbers that no double can hold.
     */
    public boolean isLost(NumberKind kind) {
        return !Double.isFinite(value()) && (special == 0 || kind == NumberKind.LONGDOUBLE);
    }

    /** The sum, unless it {@link #isLost}. */
    public double value() {
        return special == 0 ? sum + dropped : special;
    }
}
