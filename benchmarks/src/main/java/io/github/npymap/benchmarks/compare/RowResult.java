package io.github.npymap.benchmarks.compare;

import java.util.List;
import java.util.Optional;

/**
 * A row of the comparison.
 *
 * @param file what it was measured on
 * @param skipped why nothing was measured; empty if something was
 * @param note what one has to know about the figures; often empty
 * @param doubt why the figures decide nothing; empty if they do
 */
record RowResult(
        String id,
        String title,
        String file,
        Unit unit,
        List<Result> results,
        String skipped,
        String note,
        String doubt) {
    static RowResult skipped(Row row, String reason) {
        return new RowResult(row.id(), row.title(), "", row.unit(), List.of(), reason, "", "");
    }

    /** What it was measured on, how often, and what else one has to know. */
    String conditions() {
        int rounds = results.stream()
                .mapToInt(result -> result.nanoseconds().size())
                .max()
                .orElse(0);
        return ("On " + file + ", " + rounds + " rounds. " + note + " " + doubt).strip();
    }

    RowResult with(String newNote) {
        return new RowResult(id, title, file, unit, results, skipped, newNote, doubt);
    }

    /** The same figures, of which one cannot tell what they are figures of. */
    RowResult doubted(String reason) {
        return new RowResult(id, title, file, unit, results, skipped, note, reason);
    }

    Optional<Result> of(String contender) {
        return results.stream()
                .filter(result -> result.contender().equals(contender))
                .findFirst();
    }
}
