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

    /**
     * Scans in a row, of which the faster one counts. The host of a virtual machine may take back what memory is free and
     * give it anew page by page: that costs more than the disk, and it is one scan's bad luck and the next one's good.
     */
    private static final int SCANS = 2;

    private final Scale scale;

    ColdContest(Scale scale) {
        this.scale = scale;
    }

    @Override
    public RowResult measure(Row row, DataFile file, List<Entrant> entrants) throws IOException {
        Scores scores = new Scores(row, file, scale, entrants);
        Path path = Files.createTempFile("npymap-positions-", ".bin");
        boolean needsPositions = row.positions(scale) > 0;
        int turns = needsPositions ? 1 : SCANS;
        try (Team team = new Team()) {
            new Positions(file, row.positions(scale), 0).write(path);
            for (Entrant entrant : scores.running(0)) {
                run(team, entrant, file, needsPositions ? path : null, WARM_UP_RUNS, scores);
            }
            for (int round = 0; round < scale.coldRounds(); round++) {
                // Elsewhere each time: disks have caches of their own.
                new Positions(file, row.positions(scale), 1L + round).write(path);
                for (Entrant entrant : scores.running(round)) {
                    Sample sample = fastest(team, entrant, file, needsPositions ? path : null, turns, scores);
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

    /** Of some runs, each on the cold file; {@code null} if the contender cannot do it. */
    private static Sample fastest(Team team, Entrant entrant, DataFile file, Path positions, int turns, Scores scores)
            throws IOException {
        Sample fastest = null;
        for (int k = 0; k < turns; k++) {
            file.evict();
            Sample sample = run(team, entrant, file, positions, 1, scores);
            if (sample == null) {
                return null;
            }
            if (fastest == null || sample.each() < fastest.each()) {
                fastest = sample;
            }
        }
        return fastest;
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
