package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.benchmarks.contender.Positions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that is dropped from memory before each run; nobody has it open then. */
final class ColdContest implements Contest {
    /** On the warm file, so that no JVM is measured while it compiles. */
    private static final int WARM_UP_RUNS = 3;

    private final Scale scale;

    ColdContest(Scale scale) {
        this.scale = scale;
    }

    @Override
    public RowResult measure(Row row, DataFile file, List<Entrant> entrants) throws IOException {
        Scores scores = new Scores(row, file, scale, entrants);
        Path path = Files.createTempFile("npymap-positions-", ".bin");
        boolean needsPositions = row.positions(scale) > 0;
        try (Team team = new Team()) {
            new Positions(file, row.positions(scale), 0).write(path);
            for (Entrant entrant : scores.running(0)) {
                run(team, entrant, file, needsPositions ? path : null, WARM_UP_RUNS, scores);
            }
            for (int round = 0; round < scale.coldRounds(); round++) {
                // Elsewhere each time: disks have caches of their own.
                new Positions(file, row.positions(scale), 1L + round).write(path);
                for (Entrant entrant : scores.running(round)) {
                    tire(team, scores.running(round), file);
                    file.evict();
                    Sample sample = run(team, entrant, file, needsPositions ? path : null, 1, scores);
                    if (sample != null) {
                        scores.add(entrant, sample);
                    }
                }
            }
        } finally {
            Files.delete(path);
        }
        return scores.result();
    }

    /**
     * Reads as much past the page cache as the scan will read. Some disks are twice as fast for a while after they had
     * little to do: without this, whoever follows a slow contender is fast.
     */
    private static void tire(Team team, List<Entrant> entrants, DataFile file) throws IOException {
        for (Entrant entrant : entrants) {
            if (entrant.work().equals(Lineup.PAST_THE_CACHE)) {
                Child child = team.of(entrant);
                child.open(file.path());
                child.run(entrant.work());
                child.closeFile();
            }
        }
    }

    /** The last run, or {@code null} if the contender cannot do it. */
    private static Sample run(Team team, Entrant entrant, DataFile file, Path positions, int times, Scores scores)
            throws IOException {
        try {
            Child child = team.of(entrant);
            child.open(file.path());
            if (positions != null) {
                child.positions(positions);
            }
            Sample sample = null;
            for (int k = 0; k < times; k++) {
                sample = child.run(entrant.work());
            }
            child.closeFile();
            return sample;
        } catch (ContenderException e) {
            // It may still map the file, which then could not be dropped for the others.
            team.dismiss(entrant);
            scores.fail(entrant, e.getMessage());
            return null;
        }
    }
}
