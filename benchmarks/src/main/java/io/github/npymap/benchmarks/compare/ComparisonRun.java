package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.benchmarks.contender.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Measures row after row. */
final class ComparisonRun {
    private static final double WARM = 0.99;

    /** Rows that drop files from memory come last. */
    private static final List<Row.Setting> ORDER =
            List.of(Row.Setting.WARM, Row.Setting.PROCESS, Row.Setting.COLD, Row.Setting.LIMITED);

    private final Lineup lineup;
    private final DataFiles files;
    private final Scale scale;
    private final Getters getters;
    private final Progress progress;

    ComparisonRun(Lineup lineup, DataFiles files, Scale scale, Getters getters, Progress progress) {
        this.lineup = lineup;
        this.files = files;
        this.scale = scale;
        this.getters = getters;
        this.progress = progress;
    }

    /** Results in the order of the rows given; the warm ones are measured first. */
    List<RowResult> measure(List<Row> rows) throws IOException {
        List<Row> order = new ArrayList<>(rows);
        order.sort(Comparator.comparingInt(row -> ORDER.indexOf(row.setting())));
        List<RowResult> results = new ArrayList<>();
        for (Row row : order) {
            progress.say("[" + (results.size() + 1) + "/" + rows.size() + "] " + row.id() + ": " + row.title());
            RowResult result = measure(row);
            describe(result);
            results.add(result);
        }
        results.sort(Comparator.comparingInt(
                result -> rows.stream().map(Row::id).toList().indexOf(result.id())));
        return results;
    }

    private RowResult measure(Row row) throws IOException {
        String refusal = files.refusal(row);
        if (!refusal.isEmpty()) {
            return RowResult.skipped(row, refusal);
        }
        boolean hasC = lineup.programs().stream()
                .anyMatch(program -> program.kind() == Program.Kind.C && !program.isMissing());
        DataFile file = files.of(row);
        List<Entrant> entrants = lineup.of(row);
        switch (row.setting()) {
            case WARM -> {
                if (hasC) {
                    files.keepWarm(file);
                }
                RowResult result = new WarmContest(scale).measure(row, file, entrants);
                return hasC ? checked(result, Reference.resident(file.path())) : result;
            }
            case PROCESS -> {
                return new ProcessContest(scale, getters).measure(row, file, entrants);
            }
            case COLD, LIMITED -> {
                if (!hasC) {
                    return RowResult.skipped(row, "not possible here: without C nothing can drop a file from memory");
                }
                files.release();
                Contest contest =
                        row.setting() == Row.Setting.COLD ? new ColdContest(scale) : new LimitedContest(scale);
                try {
                    return contest.measure(row, file, entrants);
                } catch (DataFile.WarmException e) {
                    return RowResult.skipped(row, "not possible here: " + e.getMessage());
                }
            }
        }
        throw new IllegalStateException(row.id());
    }

    /** Who read from the disk was held against who did not: if the file has not stayed in memory, nothing is decided. */
    static RowResult checked(RowResult result, double resident) {
        return resident < WARM
                ? result.doubted(String.format(
                        Locale.ROOT, "NOT WARM: only %.0f %% of the file was in memory at the end.", 100 * resident))
                : result;
    }

    private void describe(RowResult row) {
        if (!row.skipped().isEmpty()) {
            progress.say("    skipped: " + row.skipped());
        }
        for (Result result : row.results()) {
            progress.say(
                    "    " + result.contender() + ": " + (result.isMeasured() ? Figures.of(result) : result.reason()));
        }
        if (!row.note().isEmpty()) {
            progress.say("    " + row.note());
        }
        if (!row.doubt().isEmpty()) {
            progress.say("    " + row.doubt());
        }
    }
}
