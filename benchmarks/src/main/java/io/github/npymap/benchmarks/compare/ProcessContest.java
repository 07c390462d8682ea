package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import java.io.IOException;
import java.util.List;

/** Processes from start to end, as a shell sees them. */
final class ProcessContest implements Contest {
    private final Scale scale;
    private final Getters getters;

    ProcessContest(Scale scale, Getters getters) {
        this.scale = scale;
        this.getters = getters;
    }

    @Override
    public RowResult measure(Row row, DataFile file, List<Entrant> entrants) throws IOException {
        Scores scores = new Scores(row, file, scale, entrants);
        for (Entrant entrant : scores.running(0)) {
            try {
                getters.prepare(entrant.program());
            } catch (ContenderException e) {
                scores.fail(entrant, e.getMessage());
            }
        }
        // The first time brings the programs into memory.
        for (int round = -1; round < scale.processRounds(); round++) {
            for (Entrant entrant : scores.running(round + 1)) {
                try {
                    Sample sample = run(entrant.program(), file);
                    if (round >= 0) {
                        scores.add(entrant, sample);
                    }
                } catch (ContenderException e) {
                    scores.fail(entrant, e.getMessage());
                }
            }
        }
        return scores.result().with(getters.description());
    }

    private Sample run(Program program, DataFile file) throws IOException {
        List<String> command = getters.command(program, file.path(), file.rows() / 2, file.columns() / 2);
        CommandOutput output = CommandOutput.of(command);
        try {
            return new Sample(
                    output.nanoseconds(), 1, Double.parseDouble(output.text().strip()));
        } catch (NumberFormatException e) {
            throw new ContenderException("no number but: " + output.text().strip(), e);
        }
    }
}
