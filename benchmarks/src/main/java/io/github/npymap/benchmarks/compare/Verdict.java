package io.github.npymap.benchmarks.compare;

/**
 * Whether a bar is met.
 *
 * @param ratio of the rounds, as the bar writes it; {@code null} if it was not measured
 * @param reason why not; empty if it was
 */
record Verdict(Bar bar, String contender, String baseline, Spread ratio, Outcome outcome, String reason) {
    enum Outcome {
        PASS("pass"),
        SHORTFALL("shortfall"),
        NOT_MEASURED("not measured");

        final String text;

        Outcome(String text) {
            this.text = text;
        }
    }

    /** Whether the middle half of the rounds lies on both sides of the bar: another run may decide the other way. */
    boolean isClose() {
        return ratio != null && bar.isMetBy(ratio.lower()) != bar.isMetBy(ratio.upper());
    }

    /** The outcome, and whether it is close. */
    String text() {
        return outcome.text + (isClose() ? ", within the noise" : "");
    }
}
