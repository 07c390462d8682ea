package io.github.npymap.internal.reduce;

import io.github.npymap.internal.number.ExactSum;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.Reduction;

/**
 * A sum of floating-point numbers. It adds the sums of chunks, keeps the digits that an addition drops and returns them at
 * the end (Neumaier's algorithm), and distinguishes infinite elements from partial sums that overflowed.
 */
public final class FloatingSum implements Accumulator<FloatingSum> {
    /** Infinite or NaN if partial sums overflowed. */
    private double sum;

    private double dropped;

    /** The sum of the elements that are NaN or infinite; 0 if there are none. A float is enough for these four. */
    private float special;

    /** The sum of a view's elements. */
    public static double of(Pass pass) {
        Chunk only = pass.only();
        if (only != null) {
            double sum = only.floating(Reduction.SUM);
            if (Double.isFinite(sum)) {
                // The sum of negative zeros is 0.0, as NumPy has it.
                return 0.0 + sum;
            }
        }
        return pass.into(new FloatingSum()).value(pass);
    }

    @Override
    public FloatingSum fresh() {
        return new FloatingSum();
    }

    @Override
    public void add(Chunk chunk) {
        double chunkSum = chunk.floating(Reduction.SUM);
        if (Double.isFinite(chunkSum)) {
            add(chunkSum);
        } else {
            addExtremes(chunk.floating(Reduction.MIN), chunk.floating(Reduction.MAX));
        }
    }

    /** Adds a chunk by its reductions. */
    void add(double chunkSum, double least, double greatest) {
        if (Double.isFinite(chunkSum)) {
            add(chunkSum);
        } else {
            addExtremes(least, greatest);
        }
    }

    private void add(double value) {
        double next = sum + value;
        dropped += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }

    /** Adds a chunk whose sum is NaN or infinite. Its least and greatest element give the reason. */
    private void addExtremes(double least, double greatest) {
        if (Double.isFinite(least) && Double.isFinite(greatest)) {
            add(Double.POSITIVE_INFINITY);
        } else {
            special += Double.isFinite(least) ? 0 : (float) least;
            special += Double.isFinite(greatest) ? 0 : (float) greatest;
        }
    }

    @Override
    public void take(FloatingSum part) {
        add(part.sum);
        special += part.special;
        part.sum = 0;
        part.dropped = 0;
        part.special = 0;
    }

    @Override
    public boolean isFinal() {
        return Float.isNaN(special);
    }

    /** The sum; by another pass if only {@link ExactSum} gives it. */
    double value(Pass pass) {
        return isLost(pass.kind()) ? ExactTotal.of(pass) : value();
    }

    /** Whether partial sums overflowed, or infinite elements may be numbers that no double can hold. */
    private boolean isLost(NumberKind kind) {
        return !Double.isFinite(value()) && (special == 0 || kind == NumberKind.LONGDOUBLE);
    }

    private double value() {
        return special == 0 ? sum + dropped : special;
    }
}
