package io.github.npymap.internal.reduce;

import io.github.npymap.types.Reduction;

/** The smallest or largest of floating-point numbers; NaN if any of them is NaN. */
public final class FloatingExtreme implements Accumulator<FloatingExtreme> {
    private final Reduction reduction;
    private double extreme;

    /** @param reduction {@link Reduction#MIN} or {@link Reduction#MAX} */
    FloatingExtreme(Reduction reduction) {
        this.reduction = reduction;
        clear();
    }

    /** The result for a view that has elements. */
    public static double of(Pass pass, Reduction reduction) {
        Chunk only = pass.only();
        return only != null
                ? only.floating(reduction)
                : pass.into(new FloatingExtreme(reduction)).value();
    }

    void clear() {
        extreme = switch (reduction) {
            case MIN -> Double.POSITIVE_INFINITY;
            case MAX -> Double.NEGATIVE_INFINITY;
            case SUM -> throw new IllegalArgumentException("a sum is not an extreme");
        };
    }

    @Override
    public FloatingExtreme fresh() {
        return new FloatingExtreme(reduction);
    }

    @Override
    public void add(Chunk chunk) {
        add(chunk.floating(reduction));
    }

    /** Adds a number, or a chunk by its extreme. */
    void add(double value) {
        extreme = switch (reduction) {
            case MIN -> Math.min(extreme, value);
            case MAX -> Math.max(extreme, value);
            case SUM -> throw new IllegalArgumentException("a sum is not an extreme");
        };
    }

    @Override
    public void take(FloatingExtreme part) {
        add(part.extreme);
        part.clear();
    }

    @Override
    public boolean isFinal() {
        return Double.isNaN(extreme);
    }

    /** The extreme; of no elements, the infinity that no element exceeds. */
    double value() {
        return extreme;
    }
}
