package io.github.npymap.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.benchmarks.compare.Program.Kind;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String SUMMARY = "<details><summary>What was tried";
    private static final String LINE = "What was tried";

    @Test
    void whereABarIsNotMetItShowsWhatWasTried() throws IOException {
        Comparison comparison = comparison("sum", 0.01);

        assertThat(html(comparison))
                .contains(SUMMARY, "<h4>Sums (<code>sum</code>, <code>sum-float32</code>)</h4>", "</details>");
        assertThat(markdown(comparison))
                .contains("\n" + LINE, "performance-notes.md, \"Sums (`sum`, `sum-float32`)\".");
    }

    @Test
    void whereAllBarsAreMetNobodyHasToKnowWhatWasTried() throws IOException {
        Comparison comparison = comparison("sum", 100);

        assertThat(html(comparison)).contains("class=\"pass\"").doesNotContain("<details>");
        assertThat(markdown(comparison)).contains("| pass |").doesNotContain(LINE);
    }

    @Test
    void whatIsWithinTheNoiseIsSaidToBe() throws IOException {
        // The bar against C is 0.95, the one against NumPy 1.6.
        Comparison comparison = comparison("sum", 0.8, 1.0, 1.1);

        assertThat(html(comparison)).contains("pass, within the noise, bar ≥ 0.95x", "shortfall, bar ≥ 1.60x");
        assertThat(markdown(comparison)).contains("| ≥ 0.95x | pass, within the noise |", "| ≥ 1.60x | shortfall |");
        assertThat(new TextReport(comparison).text()).contains("  pass, within the noise ", "; 1 within the noise");
    }

    @Test
    void figuresThatDecideNothingAreShownButNotCounted() throws IOException {
        Comparison comparison = doubted("NOT WARM: so cold.", "sum", 0.01);

        assertThat(html(comparison)).contains("NOT WARM: so cold.").doesNotContain("class=\"shortfall\"", "<details>");
        assertThat(markdown(comparison))
                .contains("1 rounds. ", "NOT WARM: so cold.")
                .doesNotContain("| shortfall |");
        assertThat(new TextReport(comparison).text()).contains("NOT WARM: so cold.", " 0 shortfall");
    }

    private static String html(Comparison comparison) throws IOException {
        return new HtmlReport(comparison, Map.of(), Attempts.read()).page();
    }

    private static String markdown(Comparison comparison) throws IOException {
        return new MarkdownReport(comparison, Attempts.read()).text();
    }

    /** Of one row, in which npymap is so many times as fast as C and NumPy, round by round. */
    private static Comparison comparison(String row, double... speeds) {
        return doubted("", row, speeds);
    }

    private static Comparison doubted(String doubt, String row, double... speeds) {
        List<Double> npymap =
                DoubleStream.of(speeds).mapToObj(speed -> 10 / speed).toList();
        List<Double> others = Collections.nCopies(speeds.length, 10.0);
        List<Result> results = List.of(
                result("npymap jni, JDK 25", Kind.JNI, 25, npymap),
                result("C", Kind.C, 0, others),
                result("NumPy", Kind.NUMPY, 0, others));
        List<RowResult> rows = List.of(new RowResult(row, row, "a file", Unit.MICROSECONDS, results, "", "", doubt));
        return new Comparison(
                "2000-01-01",
                "1",
                "",
                true,
                Scale.QUICK,
                new Machine("a processor", 1, "1 GiB", "a system", "a disk"),
                Map.of(),
                rows,
                Judge.verdicts(rows),
                List.of());
    }

    private static Result result(String contender, Kind kind, int jdk, List<Double> nanoseconds) {
        Spread spread = Spread.of(nanoseconds).map(each -> 1 / each);
        return new Result(contender, kind, jdk, "work", nanoseconds, "1/ns", spread, "");
    }
}
