package io.github.npymap.cli;

import io.github.npymap.cli.Sample.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A curve in as many steps as there is room for, each with the smallest and the largest value in it. */
final class Envelope {

    private Envelope() {}

    /**
     * One index, with the range of values there.
     *
     * @param index of the first element in the step
     */
    record Step(long index, Range range) {}

    /** Steps in which nothing is finite are empty. */
    static List<Step> of(Sample curve, int most) {
        int count = Math.min(most, curve.values().length);
        List<Step> steps = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            int from = (int) ((long) k * curve.values().length / count);
            int to = (int) ((k + 1L) * curve.values().length / count);
            steps.add(new Step(curve.columns()[from], Range.of(Arrays.copyOfRange(curve.values(), from, to))));
        }
        return steps;
    }
}
