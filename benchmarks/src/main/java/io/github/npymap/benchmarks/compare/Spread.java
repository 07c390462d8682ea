package io.github.npymap.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A median, with the quartiles around it. */
record Spread(double lower, double median, double upper, int count) {
    static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        return new Spread(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75), sorted.length);
    }

    /** Between two values it is a point on the line that joins them: NumPy's default too. */
    private static double quantile(double[] sorted, double q) {
        double at = q * (double) (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - (double) below) * (sorted[above] - sorted[below]);
    }

    /** In another unit, which may turn the order around. */
    Spread map(DoubleUnaryOperator unit) {
        double[] bounds = {unit.applyAsDouble(lower), unit.applyAsDouble(upper)};
        Arrays.sort(bounds);
        return new Spread(bounds[0], unit.applyAsDouble(median), bounds[1], count);
    }
}
