package io.github.npymap.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.benchmarks.compare.Program.Kind;
import io.github.npymap.benchmarks.compare.Verdict.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class JudgeTest {
    @Test
    void everyRowHasBarsForBothBackends() {
        Set<String> rows = Row.ALL.stream().map(Row::id).collect(Collectors.toSet());
        for (Kind backend : List.of(Kind.JNI, Kind.NIO)) {
            assertThat(Bar.ALL.stream()
                            .filter(bar -> bar.backend() == backend)
                            .map(Bar::row)
                            .collect(Collectors.toSet()))
                    .isEqualTo(rows);
        }
    }

    @Test
    void theRatioIsTheMedianOfTheRoundsRatios() {
        // Round by round 2, 1 and 4 times as fast; the medians of the times would say 3.
        Result npymap = result("npymap jni, JDK 25", Kind.JNI, 25, List.of(10.0, 30.0, 5.0));
        Result numpy = result("NumPy", Kind.NUMPY, 0, List.of(20.0, 30.0, 20.0));

        Verdict verdict = verdict("open", npymap, numpy);

        assertThat(verdict.ratio().median()).isEqualTo(2);
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void lessThanTheBarIsAShortfall() {
        Result npymap = result("npymap jni, JDK 25", Kind.JNI, 25, List.of(10.0));
        Result numpy = result("NumPy", Kind.NUMPY, 0, List.of(19.9));

        assertThat(verdict("open", npymap, numpy).outcome()).isEqualTo(Outcome.SHORTFALL);
    }

    @Test
    void timesAreTheOtherWayAround() {
        Result npymap = result("npymap jni, JDK 25", Kind.JNI, 25, List.of(10.0));
        Result numpy = result("NumPy", Kind.NUMPY, 0, List.of(40.0));

        Verdict verdict = verdict("process", npymap, numpy);

        assertThat(verdict.ratio().median()).isEqualTo(0.25);
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aVerdictIsCloseIfTheMiddleHalfLiesOnBothSidesOfTheBar() {
        // The bar is 2.
        assertThat(atSpeeds("open", 1.5, 2.1, 2.5).text()).isEqualTo("pass, within the noise");
        assertThat(atSpeeds("open", 1.5, 1.9, 2.5).text()).isEqualTo("shortfall, within the noise");
        assertThat(atSpeeds("open", 2.0, 2.1, 2.5).text()).isEqualTo("pass");
        assertThat(atSpeeds("open", 1.5, 1.8, 1.9).text()).isEqualTo("shortfall");
        // One round of many is no half.
        assertThat(atSpeeds("open", 0.1, 2.1, 2.1, 2.1, 2.1).text()).isEqualTo("pass");
        // At most 1 times as long.
        assertThat(atSpeeds("process", 0.7, 1.1, 1.5).text()).isEqualTo("pass, within the noise");
        assertThat(atSpeeds("process", 0.7, 0.8, 0.9).text()).isEqualTo("shortfall");
    }

    @Test
    void aColdScanIsHeldAgainstTheFastestWayInC() {
        Result npymap = result("npymap jni, JDK 25", Kind.JNI, 25, List.of(10.0));
        Result map = result("C", Kind.C, 0, List.of(10.0));
        Result read = result("C, read()", Kind.C, 0, List.of(5.0));

        Verdict verdict = verdict("cold-scan", npymap, map, read);

        assertThat(verdict.baseline()).isEqualTo("C, read()");
        assertThat(verdict.ratio().median()).isEqualTo(0.5);
    }

    @Test
    void whatIsMissingIsNotMeasuredForAReason() {
        Result npymap = result("npymap jni, JDK 25", Kind.JNI, 25, List.of(10.0));
        Result numpy = new Result("NumPy", Kind.NUMPY, 0, "open", List.of(), "µs", null, "no Python here");

        Verdict verdict = verdict("open", npymap, numpy);

        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_MEASURED);
        assertThat(verdict.reason()).contains("no Python here");
    }

    @Test
    void figuresOfAFileThatDidNotStayInMemoryDecideNothing() {
        RowResult row = row(
                "open",
                result("npymap jni, JDK 25", Kind.JNI, 25, List.of(10.0)),
                result("NumPy", Kind.NUMPY, 0, List.of(40.0)));

        assertThat(verdict(ComparisonRun.checked(row, 0.999)).outcome()).isEqualTo(Outcome.PASS);
        Verdict verdict = verdict(ComparisonRun.checked(row, 0.5));
        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_MEASURED);
        assertThat(verdict.reason()).isEqualTo("NOT WARM: only 50 % of the file was in memory at the end.");
        assertThat(verdict.ratio()).isNull();
    }

    private static Verdict atSpeeds(String row, double... speeds) {
        Result npymap = result(
                "npymap jni, JDK 25",
                Kind.JNI,
                25,
                DoubleStream.of(speeds).mapToObj(speed -> 10 / speed).toList());
        Result numpy = result("NumPy", Kind.NUMPY, 0, Collections.nCopies(speeds.length, 10.0));
        return verdict(row, npymap, numpy);
    }

    private static Verdict verdict(String row, Result... results) {
        return verdict(row(row, results));
    }

    private static RowResult row(String row, Result... results) {
        return new RowResult(row, "", "", Unit.MICROSECONDS, List.of(results), "", "", "");
    }

    private static Verdict verdict(RowResult row) {
        return Judge.verdicts(List.of(row)).stream()
                .filter(verdict ->
                        verdict.bar().backend() == Kind.JNI && verdict.bar().jdk() == 25)
                .findFirst()
                .orElseThrow();
    }

    /** The spread is of rates: more is better. */
    private static Result result(String contender, Kind kind, int jdk, List<Double> nanoseconds) {
        Spread spread = Spread.of(nanoseconds).map(each -> 1 / each);
        return new Result(contender, kind, jdk, "work", nanoseconds, "1/ns", spread, "");
    }
}
