package io.github.npymap.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * What one contender made of a row.
 *
 * @param nanoseconds for one piece, a figure for each round; empty if there is a reason
 * @param unit of the spread
 * @param spread of the rounds, in the row's unit; {@code null} if there is a reason
 * @param reason why there are no figures; empty if there are
 */
record Result(
        String contender,
        Program.Kind kind,
        int jdk,
        String work,
        List<Double> nanoseconds,
        String unit,
        Spread spread,
        String reason) {
    boolean isMeasured() {
        return reason.isEmpty();
    }

    /** How many times as fast as another, round by round. */
    List<Double> speedAgainst(Result other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(nanoseconds.size(), other.nanoseconds.size()); round++) {
            ratios.add(other.nanoseconds.get(round) / nanoseconds.get(round));
        }
        return ratios;
    }
}
