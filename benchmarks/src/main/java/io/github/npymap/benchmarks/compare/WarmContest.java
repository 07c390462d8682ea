package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.benchmarks.contender.Positions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A file in the page cache, mapped by all contenders from the first touch to the last measurement. */
final class WarmContest implements Contest {
    /** Compilers of a JVM want to see a few runs, however long one is. */
    private static final int LEAST_RUNS = 3;

    private static final int MOST_REPEATS = 9;
    /** These pass over the whole file anyway. */
    private static final Set<String> PASSES = Set.of("sum", "loop", "rows", "open");

    private final Scale scale;

    WarmContest(Scale scale) {
        this.scale = scale;
    }

    @Override
    public RowResult measure(Row row, DataFile file, List<Entrant> entrants) throws IOException {
        Scores scores = new Scores(row, file, scale, entrants);
        Path positions = Files.createTempFile("npymap-positions-", ".bin");
        boolean needsPositions = row.positions(scale) > 0;
        try (Team team = new Team()) {
            new Positions(file, row.positions(scale), 1).write(positions);
            Map<Entrant, Integer> repeats = new HashMap<>();
            for (Entrant entrant : scores.running(0)) {
                try {
                    prepare(team, entrant, file, needsPositions ? positions : null);
                    repeats.put(entrant, warmUp(team.of(entrant), entrant));
                } catch (ContenderException e) {
                    scores.fail(entrant, e.getMessage());
                }
            }
            for (int round = 0; round < scale.warmRounds(); round++) {
                for (Entrant entrant : scores.running(round)) {
                    try {
                        scores.add(entrant, turn(team.of(entrant), entrant.work(), repeats.get(entrant)));
                    } catch (ContenderException e) {
                        scores.fail(entrant, e.getMessage());
                    }
                }
            }
        } finally {
            Files.delete(positions);
        }
        return scores.result();
    }

    private static void prepare(Team team, Entrant entrant, DataFile file, Path positions) throws IOException {
        if (team.hasStarted(entrant)) {
            return;
        }
        Child child = team.of(entrant);
        try {
            child.open(file.path());
            if (positions != null) {
                child.positions(positions);
            }
            if (!PASSES.contains(entrant.work())) {
                child.run("sum");
            }
        } catch (ContenderException e) {
            team.dismiss(entrant);
            throw e;
        }
    }

    /** Returns how often the work fits into one turn. */
    private int warmUp(Child child, Entrant entrant) throws IOException {
        long end = System.nanoTime() + scale.warmUpMillis() * 1_000_000L;
        long fastest = Long.MAX_VALUE;
        for (int run = 0; run < LEAST_RUNS || System.nanoTime() < end; run++) {
            fastest = Math.min(fastest, Math.max(1, child.run(entrant.work()).nanoseconds()));
        }
        return (int) Math.max(1, Math.min(MOST_REPEATS, scale.turnMillis() * 1_000_000L / fastest));
    }

    /** The median of a few runs; short ones after one that brings the caches back. */
    private static Sample turn(Child child, String work, int repeats) throws IOException {
        if (repeats > 1) {
            child.run(work);
        }
        List<Sample> samples = new ArrayList<>();
        for (int k = 0; k < repeats; k++) {
            samples.add(child.run(work));
        }
        samples.sort(Comparator.comparingDouble(Sample::each));
        return samples.get(samples.size() / 2);
    }
}
