package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.compare.Program.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One page with everything in it. */
final class HtmlReport {
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; margin: 1rem 0; }
            th, td { border: 1px solid #ddd; padding: .3rem .6rem; text-align: left; vertical-align: top; }
            td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .pass { background: #e3f4e3; } .shortfall { background: #fbe0dd; } .not-measured { color: #777; }
            small { color: #666; } svg { max-width: 100%; height: auto; }
            """;

    private final Comparison comparison;
    private final Map<String, String> charts;
    private final Attempts attempts;
    private final StringBuilder html = new StringBuilder();

    /** @param charts as SVG, by the rows' names */
    HtmlReport(Comparison comparison, Map<String, String> charts, Attempts attempts) {
        this.comparison = comparison;
        this.charts = charts;
        this.attempts = attempts;
    }

    String page() {
        html.setLength(0);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<title>npymap: the comparison</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>npymap: the comparison</h1>\n");
        introduction();
        bars();
        chart(Charts.OVERVIEW);
        comparison.rows().forEach(this::row);
        jmh();
        versions();
        return html.append("</body>\n</html>\n").toString();
    }

    private void introduction() {
        paragraph(comparison.introduction());
        if (!comparison.file().isEmpty()) {
            paragraph("On a file of the user's own: " + comparison.file());
        }
        paragraph(new TextReport(comparison).summary() + ".");
        paragraph("All contenders ran in turn, round after round. A ratio is the median of the rounds' ratios, in"
                + " parentheses the middle half of them; a verdict is within the noise if the bar lies inside that half."
                + " Speed is that of npymap as a multiple of the other's, time likewise.");
    }

    private void bars() {
        html.append("<h2>Bars</h2>\n<table id=\"bars\">\n<tr><th>Work</th><th>Ratio</th>")
                .append("<th>jni, JDK 17</th><th>jni, JDK 25</th><th>nio, JDK 17</th><th>nio, JDK 25</th></tr>\n");
        for (RowResult row : comparison.rows()) {
            Map<String, List<Verdict>> lines = comparison.verdicts().stream()
                    .filter(verdict -> verdict.bar().row().equals(row.id()))
                    .collect(Collectors.groupingBy(
                            verdict -> verdict.bar().subject() + " against "
                                    + verdict.bar().baseline().title,
                            LinkedHashMap::new,
                            Collectors.toList()));
            lines.forEach((ratio, verdicts) -> {
                html.append("<tr><td>").append(escape(row.title())).append("</td><td>");
                html.append(escape(ratio)).append("</td>");
                for (Kind backend : List.of(Kind.JNI, Kind.NIO)) {
                    cell(verdicts, backend, 17);
                    cell(verdicts, backend, 25);
                }
                html.append("</tr>\n");
            });
        }
        html.append("</table>\n");
    }

    private void cell(List<Verdict> verdicts, Kind backend, int jdk) {
        for (Verdict verdict : verdicts) {
            Bar bar = verdict.bar();
            if (bar.backend() == backend && bar.jdk() == jdk) {
                html.append("<td class=\"")
                        .append(verdict.outcome().text.replace(' ', '-'))
                        .append("\">");
                html.append(
                        verdict.ratio() == null
                                ? escape(verdict.reason())
                                : "<b>" + ratio(verdict.ratio().median()) + "x</b> <small>("
                                        + ratio(verdict.ratio().lower()) + "–"
                                        + ratio(verdict.ratio().upper()) + ")</small>");
                html.append("<br><small>")
                        .append(escape(verdict.text() + ", bar " + bar.text()))
                        .append("</small></td>");
                return;
            }
        }
        html.append("<td class=\"not-measured\">no bar</td>");
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private void row(RowResult row) {
        html.append("<h2 id=\"")
                .append(row.id())
                .append("\">")
                .append(escape(row.id() + ": " + row.title()))
                .append("</h2>\n");
        if (!row.skipped().isEmpty()) {
            paragraph("Not measured: " + row.skipped());
            return;
        }
        paragraph(row.conditions());
        html.append("<table>\n<tr><th>Contender</th><th>")
                .append(escape(row.unit().symbol))
                .append("</th><th>middle half</th></tr>\n");
        for (Result result : row.results()) {
            html.append("<tr><td>").append(escape(result.contender())).append("</td>");
            if (result.isMeasured()) {
                html.append("<td class=\"number\">")
                        .append(Figures.of(result.spread().median()))
                        .append("</td><td class=\"number\">")
                        .append(Figures.range(result.spread()))
                        .append("</td></tr>\n");
            } else {
                html.append("<td class=\"not-measured\" colspan=\"2\">")
                        .append(escape(result.reason()))
                        .append("</td></tr>\n");
            }
        }
        html.append("</table>\n");
        chart(row.id());
        String tried = comparison.fellShort(row) ? attempts.html(row.id()) : "";
        if (!tried.isEmpty()) {
            html.append("<details><summary>What was tried, and what each try gave</summary>\n")
                    .append(tried)
                    .append("</details>\n");
        }
    }

    /** Without the prolog of a document of its own. */
    private void chart(String name) {
        String svg = charts.get(name);
        if (svg != null) {
            html.append("<figure>").append(svg.substring(svg.indexOf("<svg"))).append("</figure>\n");
        }
    }

    private void jmh() {
        if (comparison.jmh().isEmpty()) {
            return;
        }
        html.append("<h2>JMH</h2>\n");
        paragraph("Single figures in short runs, each contender in a JVM of its own and after the other: they drift"
                + " with the machine, and only the ratios above are ratios.");
        html.append("<table id=\"jmh\">\n<tr><th>Benchmark</th><th>JDK</th><th>Score</th><th>Unit</th></tr>\n");
        for (JmhScore score : comparison.jmh()) {
            html.append("<tr><td>")
                    .append(escape(score.benchmark() + " " + score.parameters()))
                    .append("</td><td>")
                    .append(score.jdk())
                    .append("</td><td class=\"number\">")
                    .append(Figures.of(score.score()))
                    .append(" ± ")
                    .append(Figures.of(score.error()))
                    .append("</td><td>")
                    .append(escape(score.unit()))
                    .append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    private void versions() {
        html.append("<h2>Versions</h2>\n<table>\n");
        comparison
                .versions()
                .forEach((contender, version) -> html.append("<tr><th>")
                        .append(escape(contender))
                        .append("</th><td>")
                        .append(escape(version))
                        .append("</td></tr>\n"));
        html.append("</table>\n");
    }

    private void paragraph(String text) {
        html.append("<p>").append(escape(text.strip())).append("</p>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
