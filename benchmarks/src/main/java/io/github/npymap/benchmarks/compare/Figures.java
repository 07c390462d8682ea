package io.github.npymap.benchmarks.compare;

import java.util.Locale;

/** Numbers as people read them: three digits that count. */
final class Figures {
    private Figures() {}

    static String of(double value) {
        double magnitude = Math.abs(value);
        int decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 0.1 ? 2 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** The median, and the middle half of the rounds. */
    static String of(Result result) {
        return of(result.spread().median()) + " " + result.unit() + " (" + range(result.spread()) + ")";
    }

    static String range(Spread spread) {
        return of(spread.lower()) + "–" + of(spread.upper());
    }
}
