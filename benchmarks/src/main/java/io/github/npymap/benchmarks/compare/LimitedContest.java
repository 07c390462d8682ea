package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A cold file, and for each sample a new process with a sixth of the memory that the file would take. It scans twice, and
 * the second scan counts.
 */
final class LimitedContest implements Contest {
    private static final int TIMES = 6;
    private static final String HEAP = "-Xmx32m";

    private final Scale scale;

    LimitedContest(Scale scale) {
        this.scale = scale;
    }

    @Override
    public RowResult measure(Row row, DataFile file, List<Entrant> entrants) throws IOException {
        Scores scores = new Scores(row, file, scale, entrants);
        long bytes = Math.max(scale.leastLimit(), file.nbytes() / TIMES);
        try (MemoryLimit limit = MemoryLimit.of(bytes)) {
            for (int round = 0; round < scale.limitedRounds(); round++) {
                for (Entrant entrant : scores.running(round)) {
                    file.evict();
                    try (Child child = new Child(limit.around(command(entrant.program())))) {
                        // So that no JVM is measured while it compiles.
                        scan(child, entrant, file);
                        file.evict();
                        scores.add(entrant, scan(child, entrant, file));
                    } catch (ContenderException | DataFile.WarmException e) {
                        scores.fail(entrant, e.getMessage());
                    }
                }
            }
        } catch (MemoryLimit.ImpossibleException e) {
            return RowResult.skipped(row, "not possible here: " + e.getMessage());
        }
        String note = "The limit was " + (bytes >> 20) + " MiB"
                + (bytes * TIMES > file.nbytes() + TIMES ? ": the file is too small for this row to mean much." : ".");
        return scores.result().with(note);
    }

    private static Sample scan(Child child, Entrant entrant, DataFile file) throws IOException {
        child.open(file.path());
        Sample sample = child.run(entrant.work());
        child.closeFile();
        return sample;
    }

    /** Beside the limit of the process, the JVM's heap is limited: mapped data is not in it. */
    private static List<String> command(Program program) {
        List<String> command = new ArrayList<>(program.command());
        if (program.jdk() > 0) {
            command.removeIf(argument -> argument.startsWith("-Xmx"));
            command.add(1, HEAP);
        }
        return command;
    }
}
