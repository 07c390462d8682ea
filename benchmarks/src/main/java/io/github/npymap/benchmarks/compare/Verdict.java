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
}
