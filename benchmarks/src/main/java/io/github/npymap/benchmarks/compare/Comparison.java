package io.github.npymap.benchmarks.compare;

import java.util.List;
import java.util.Map;

/**
 * A whole run: what {@code results.json} holds.
 *
 * @param date when it began, as ISO 8601 writes it
 * @param npymap the version
 * @param file the user's own file; empty for the matrices that the bars are for
 * @param scale how much of everything
 * @param versions of all contenders
 */
record Comparison(
        String date,
        String npymap,
        String file,
        boolean quick,
        Scale scale,
        Machine machine,
        Map<String, String> versions,
        List<RowResult> rows,
        List<Verdict> verdicts,
        List<JmhScore> jmh) {
    /** Whether one of a row's bars was not met. */
    boolean fellShort(RowResult row) {
        return verdicts.stream()
                .anyMatch(verdict ->
                        verdict.bar().row().equals(row.id()) && verdict.outcome() == Verdict.Outcome.SHORTFALL);
    }

    /** What was measured, when and where. */
    String introduction() {
        return "npymap " + npymap + ", measured on " + date + ": " + machine.processor() + ", " + machine.processors()
                + " processors, " + machine.memory() + ", " + machine.system() + ", files on " + machine.disk() + ".";
    }
}
