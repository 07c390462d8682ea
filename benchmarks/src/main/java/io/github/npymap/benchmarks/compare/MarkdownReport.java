package io.github.npymap.benchmarks.compare;

import java.util.Locale;

/** The figures in a text that a repository can show. */
final class MarkdownReport {
    private final Comparison comparison;
    private final Attempts attempts;
    private final StringBuilder text = new StringBuilder();

    MarkdownReport(Comparison comparison, Attempts attempts) {
        this.comparison = comparison;
        this.attempts = attempts;
    }

    String text() {
        text.setLength(0);
        text.append("# Measurements\n\n")
                .append(comparison.introduction())
                .append("\n\n")
                .append(new TextReport(comparison).summary())
                .append(". A ratio is the median of the rounds' ratios, in parentheses the middle half of them;"
                        + " a verdict is within the noise if the bar lies inside that half.\n")
                .append(
                        "Written by `java -jar benchmarks/target/benchmarks.jar compare`.\n\n![Speed as a multiple of the C"
                                + " program's](")
                .append(Report.PICTURE)
                .append(")\n");
        comparison.rows().forEach(this::row);
        text.append("\n## Versions\n\n| | |\n|---|---|\n");
        comparison.versions().forEach((contender, version) -> line(contender, version));
        return text.toString();
    }

    private void row(RowResult row) {
        text.append("\n## `").append(row.id()).append("`: ").append(row.title());
        if (!row.skipped().isEmpty()) {
            text.append("\n\nNot measured: ").append(row.skipped()).append('\n');
            return;
        }
        text.append("\n\n").append(row.conditions()).append("\n\n");
        line("Contender", row.unit().symbol, "middle half");
        text.append("|---|---|---|\n");
        for (Result result : row.results()) {
            if (result.isMeasured()) {
                line(result.contender(), Figures.of(result.spread().median()), Figures.range(result.spread()));
            } else {
                line(result.contender(), result.reason(), "");
            }
        }
        text.append('\n');
        line("npymap", "against", "ratio", "bar", "");
        text.append("|---|---|---|---|---|\n");
        for (Verdict verdict : comparison.verdicts()) {
            if (verdict.bar().row().equals(row.id())) {
                line(
                        verdict.contender(),
                        verdict.baseline(),
                        verdict.ratio() == null
                                ? verdict.reason()
                                : verdict.bar().subject()
                                        + String.format(
                                                Locale.ROOT,
                                                " %.2fx (%.2f–%.2f)",
                                                verdict.ratio().median(),
                                                verdict.ratio().lower(),
                                                verdict.ratio().upper()),
                        verdict.bar().text(),
                        verdict.text());
            }
        }
        if (comparison.fellShort(row)) {
            attempts.headings(row.id())
                    .forEach(
                            heading -> text.append("\nWhat was tried, and what each try gave: performance-notes.md, \"")
                                    .append(heading)
                                    .append("\".\n"));
        }
    }

    private void line(String... cells) {
        text.append("| ").append(String.join(" | ", cells).replace("\n", " ")).append(" |\n");
    }
}
