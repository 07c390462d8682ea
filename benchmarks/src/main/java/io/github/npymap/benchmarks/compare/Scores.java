package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The samples of a row while it is measured, round by round, and who left it and why. */
final class Scores {
    /**
     * NumPy adds up float32 in float32, in pairs: of the generated embeddings it comes to the sum of doubles but for 1e-8 of
     * it, and the error that is possible at worst grows with the logarithm of their number, to 3e-6. Files of users may
     * hold numbers that cancel each other out for the most part, and are left room for that. Whoever skips a
     * thousandth of the generated elements, which have one sign, is found out.
     */
    private static final double TOLERANCE = 1e-3;

    private final Row row;
    private final DataFile file;
    private final Scale scale;
    private final Map<Entrant, List<Sample>> samples = new LinkedHashMap<>();
    private final Map<Entrant, String> reasons = new LinkedHashMap<>();

    Scores(Row row, DataFile file, Scale scale, List<Entrant> entrants) {
        this.row = row;
        this.file = file;
        this.scale = scale;
        for (Entrant entrant : entrants) {
            samples.put(entrant, new ArrayList<>());
            if (entrant.program().isMissing()) {
                fail(entrant, entrant.program().missing());
            } else if (row.setting() != Row.Setting.WARM
                    && entrant.program().kind().copiesToHeap()) {
                fail(entrant, "it reads the whole file into an array first, whatever is asked of it");
            }
        }
    }

    void add(Entrant entrant, Sample sample) {
        samples.get(entrant).add(sample);
    }

    void fail(Entrant entrant, String reason) {
        reasons.put(entrant, reason);
    }

    /** Those still in it; each round another one is the first. */
    List<Entrant> running(int round) {
        List<Entrant> running = new ArrayList<>();
        for (Entrant entrant : samples.keySet()) {
            if (!reasons.containsKey(entrant)) {
                running.add(entrant);
            }
        }
        if (!running.isEmpty()) {
            Collections.rotate(running, -(round % running.size()));
        }
        return running;
    }

    RowResult result() {
        disqualifyOtherAnswers();
        List<Result> results = new ArrayList<>();
        samples.forEach((entrant, list) -> results.add(result(entrant, list)));
        return new RowResult(row.id(), row.title(), description(), row.unit(), results, "", "", "");
    }

    private String description() {
        int positions = row.positions(scale);
        return file.dtype() + " " + file.rows() + " x " + file.columns()
                + (positions > 0 ? ", " + positions + " at random" : "");
    }

    private Result result(Entrant entrant, List<Sample> list) {
        Program program = entrant.program();
        String reason = reasons.getOrDefault(entrant, list.isEmpty() ? "not measured" : "");
        List<Double> nanoseconds = reason.isEmpty()
                ? list.stream()
                        .map(sample -> sample.each() * row.countOfPiece(scale))
                        .toList()
                : List.of();
        Spread spread = nanoseconds.isEmpty()
                ? null
                : Spread.of(nanoseconds).map(each -> row.unit().of(each, row.bytes(file)));
        return new Result(
                entrant.label(),
                program.kind(),
                program.jdk(),
                entrant.work(),
                nanoseconds,
                row.unit().symbol,
                spread,
                reason);
    }

    /** Whoever comes to another answer than the others did other work. */
    private void disqualifyOtherAnswers() {
        int rounds = samples.values().stream().mapToInt(List::size).max().orElse(0);
        for (int round = 0; round < rounds; round++) {
            List<Double> answers = new ArrayList<>();
            for (Entrant entrant : running(0)) {
                if (answersLikeOthers(entrant) && round < samples.get(entrant).size()) {
                    answers.add(samples.get(entrant).get(round).checksum());
                }
            }
            if (!answers.isEmpty()) {
                disqualify(round, Spread.of(answers).median());
            }
        }
    }

    private void disqualify(int round, double expected) {
        for (Entrant entrant : running(0)) {
            if (answersLikeOthers(entrant) && round < samples.get(entrant).size()) {
                double answer = samples.get(entrant).get(round).checksum();
                // Not the other way around: NaN is no answer.
                if (!(Math.abs(answer - expected) <= TOLERANCE * Math.abs(expected))) {
                    fail(entrant, String.format(Locale.ROOT, "it came to %s, the others to %s", answer, expected));
                }
            }
        }
    }

    /** memcpy copies what the others convert. */
    private static boolean answersLikeOthers(Entrant entrant) {
        return !entrant.work().equals("memcpy");
    }
}
