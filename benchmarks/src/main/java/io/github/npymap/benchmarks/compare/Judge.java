package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.compare.Program.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Holds what was measured against the bars. */
final class Judge {
    private Judge() {}

    /** A verdict for each bar of a row that was to be measured. */
    static List<Verdict> verdicts(List<RowResult> rows) {
        return rows.stream()
                .flatMap(row -> Bar.ALL.stream()
                        .filter(bar -> bar.row().equals(row.id()))
                        .map(bar -> verdict(bar, row)))
                .toList();
    }

    private static Verdict verdict(Bar bar, RowResult row) {
        Optional<Result> contender = find(
                row,
                result -> result.kind() == bar.backend()
                        && result.jdk() == bar.jdk()
                        && !result.work().equals("memcpy"));
        Optional<Result> baseline = baseline(bar, row, contender);
        String name = contender.map(Result::contender).orElse("npymap " + bar.backend());
        String against = baseline.map(Result::contender).orElse(bar.baseline().title);
        if (!row.skipped().isEmpty()) {
            return notMeasured(bar, name, against, row.skipped());
        }
        if (!row.doubt().isEmpty()) {
            return notMeasured(bar, name, against, row.doubt());
        }
        if (contender.isEmpty() || !contender.get().isMeasured()) {
            return notMeasured(bar, name, against, contender.map(Result::reason).orElse("it did not take part"));
        }
        if (baseline.isEmpty() || !baseline.get().isMeasured()) {
            return notMeasured(
                    bar,
                    name,
                    against,
                    against + ": " + baseline.map(Result::reason).orElse("it did not take part"));
        }
        List<Double> speeds = contender.get().speedAgainst(baseline.get());
        Spread ratio = Spread.of(speeds.stream().map(bar.measure()::of).toList());
        return new Verdict(
                bar,
                name,
                against,
                ratio,
                bar.isMetBy(ratio.median()) ? Verdict.Outcome.PASS : Verdict.Outcome.SHORTFALL,
                "");
    }

    private static Verdict notMeasured(Bar bar, String name, String against, String reason) {
        return new Verdict(bar, name, against, null, Verdict.Outcome.NOT_MEASURED, reason);
    }

    private static Optional<Result> baseline(Bar bar, RowResult row, Optional<Result> contender) {
        return switch (bar.baseline()) {
            case C, UNADVISED -> row.of(Lineup.C);
            case BEST_C ->
                row.results().stream()
                        .filter(result -> result.kind() == Kind.C && result.isMeasured())
                        .max(Comparator.comparingDouble(
                                result -> result.spread().median()))
                        .or(() -> row.of(Lineup.C));
            case NUMPY -> find(row, result -> result.kind() == Kind.NUMPY);
            case BY_HAND -> find(row, result -> result.kind() == Kind.BY_HAND && result.jdk() == bar.jdk());
            case SEGMENT -> find(row, result -> result.kind() == Kind.BY_HAND && result.jdk() == 25);
            case MEMCPY -> contender.flatMap(result -> row.of(Entrant.memcpyIn(result.contender())));
        };
    }

    private static Optional<Result> find(RowResult row, Predicate<Result> condition) {
        return row.results().stream().filter(condition).findFirst();
    }
}
