package io.github.npymap.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.benchmarks.compare.Program.Kind;
import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.types.DType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Row SUM = Row.ALL.get(0);
    private static final DataFile FILE = new DataFile(Path.of("a.npy"), DType.FLOAT64, 10, 10);

    private final Entrant jni = entrant("npymap jni, JDK 25", Kind.JNI, "");
    private final Entrant c = entrant("C", Kind.C, "");
    private final Entrant numpy = entrant("NumPy", Kind.NUMPY, "");
    private final Entrant absent = entrant("DJL", Kind.DJL, "not installed");

    private final Scores scores = new Scores(SUM, FILE, Scale.QUICK, List.of(jni, c, numpy, absent));

    @Test
    void everyoneIsTheFirstOnce() {
        assertThat(List.of(
                        scores.running(0).get(0),
                        scores.running(1).get(0),
                        scores.running(2).get(0)))
                .containsExactly(jni, c, numpy);
    }

    @Test
    void whoeverIsNotHereDoesNotRun() {
        assertThat(scores.running(0)).doesNotContain(absent);
        assertThat(scores.result().of("DJL").orElseThrow().reason()).isEqualTo("not installed");
    }

    @Test
    void whoeverComesToAnotherAnswerHasNoFigures() {
        scores.add(jni, new Sample(800, 100, 49));
        scores.add(c, new Sample(400, 100, 50));
        scores.add(numpy, new Sample(1600, 100, 50.0001));

        RowResult result = scores.result();

        assertThat(result.of("npymap jni, JDK 25").orElseThrow().reason()).contains("49");
        assertThat(result.of("NumPy").orElseThrow().isMeasured()).isTrue();
        // 8 bytes in 4 ns.
        assertThat(result.of("C").orElseThrow().spread().median()).isEqualTo(2);
    }

    @Test
    void whoeverFailsKeepsTheReason() {
        scores.add(c, new Sample(400, 100, 50));
        scores.fail(c, "out of memory");

        assertThat(scores.running(0)).doesNotContain(c);
        assertThat(scores.result().of("C").orElseThrow().nanoseconds()).isEmpty();
        assertThat(scores.result().of("C").orElseThrow().reason()).isEqualTo("out of memory");
    }

    private static Entrant entrant(String label, Kind kind, String missing) {
        return new Entrant(label, new Program(label, kind, 0, List.of(), missing), "sum");
    }
}
