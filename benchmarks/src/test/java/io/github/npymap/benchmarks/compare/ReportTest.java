package io.github.npymap.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.benchmarks.compare.Program.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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

    private static String html(Comparison comparison) throws IOException {
        return new HtmlReport(comparison, Map.of(), Attempts.read()).page();
    }

    private static String markdown(Comparison comparison) throws IOException {
        return new MarkdownReport(comparison, Attempts.read()).text();
    }

    /** Of one row, in which npymap is so many times as fast as C and NumPy. */
    private static Comparison comparison(String row, double speed) {
        List<Result> results = List.of(
                result("npymap jni, JDK 25", Kind.JNI, 25, 10 / speed),
                result("C", Kind.C, 0, 10),
                result("NumPy", Kind.NUMPY, 0, 10));
        List<RowResult> rows = List.of(new RowResult(row, row, "a file", Unit.MICROSECONDS, results, "", ""));
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

    private static Result result(String contender, Kind kind, int jdk, double nanoseconds) {
        Spread spread = Spread.of(List.of(nanoseconds)).map(each -> 1 / each);
        return new Result(contender, kind, jdk, "work", List.of(nanoseconds), "1/ns", spread, "");
    }
}
