package io.github.npymap.cli;

import io.github.npymap.cli.Sample.Range;
import java.util.Arrays;

/**
 * How many values lie in each of a row of equal intervals, of which the last includes its upper end: {@code
 * np.histogram}.
 *
 * @param range from the start of the first interval to the end of the last
 * @param left values that are in none: NaN and infinite
 */
@SuppressWarnings("ArrayRecordComponent") // made and used at once, never compared
record Histogram(Range range, long[] counts, long left) {

    static Histogram of(Sample sample, int bins) {
        Range range = sample.range();
        if (range.isEmpty()) {
            return new Histogram(range, new long[0], sample.values().length);
        }
        // As in NumPy, one value gets an interval around it.
        Range wide = range.min() == range.max() ? new Range(range.min() - 0.5, range.max() + 0.5) : range;
        long[] counts = new long[bins];
        for (double value : sample.values()) {
            if (Double.isFinite(value)) {
                counts[Math.min(bins - 1, (int) (wide.share(value) * bins))]++;
            }
        }
        return new Histogram(
                wide, counts, sample.values().length - Arrays.stream(counts).sum());
    }

    double edge(int bin) {
        return range.at((double) bin / counts.length);
    }
}
