package io.github.npymap.benchmarks.compare;

import java.util.Locale;

/** The bars and what became of them, for a terminal. */
final class TextReport {
    private final Comparison comparison;

    TextReport(Comparison comparison) {
        this.comparison = comparison;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (RowResult row : comparison.rows()) {
            text.append('\n').append(row.title()).append('\n');
            if (!row.skipped().isEmpty()) {
                text.append("  ").append(row.skipped()).append('\n');
                continue;
            }
            comparison.verdicts().stream()
                    .filter(verdict -> verdict.bar().row().equals(row.id()))
                    .forEach(verdict -> text.append(line(verdict)));
        }
        return text.append('\n').append(summary()).append('\n').toString();
    }

    private static String line(Verdict verdict) {
        Bar bar = verdict.bar();
        String measured = verdict.ratio() == null
                ? verdict.reason()
                : String.format(
                        Locale.ROOT,
                        "%.2fx (%.2f–%.2f)",
                        verdict.ratio().median(),
                        verdict.ratio().lower(),
                        verdict.ratio().upper());
        return String.format(
                Locale.ROOT,
                "  %-27s %s, %s against %s: %s, bar %s%n",
                verdict.text(),
                verdict.contender(),
                bar.subject(),
                verdict.baseline(),
                measured,
                bar.text());
    }

    /** How many bars were met. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%d bars: %d pass, %d shortfall, %d not measured%s%s",
                comparison.verdicts().size(),
                count(Verdict.Outcome.PASS),
                count(Verdict.Outcome.SHORTFALL),
                count(Verdict.Outcome.NOT_MEASURED),
                close(),
                caution());
    }

    private String close() {
        long close = comparison.verdicts().stream().filter(Verdict::isClose).count();
        return close == 0 ? "" : "; " + close + " within the noise";
    }

    private String caution() {
        if (comparison.quick()) {
            return "; a quick run, whose figures mean nothing";
        }
        return comparison.file().isEmpty() ? "" : "; the bars are for other files than this one";
    }

    private long count(Verdict.Outcome outcome) {
        return comparison.verdicts().stream()
                .filter(verdict -> verdict.outcome() == outcome)
                .count();
    }
}
