package io.github.npymap.npz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Npy;
import io.github.npymap.program.AppendingRacer;
import io.github.npymap.support.NumPy;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two programs append to one file, and each opens and closes it meanwhile: here, where both backends are, through either. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag(Rounds.TAG)
class RacingAppendersTest {
    private static final String BACKENDS = "nio,jni";

    @TempDir
    Path folder;

    @Test
    void numPyFindsEveryFlushedRowOnceWhicheverBackendsAreTaken() throws Exception {
        NumPy.require();
        int rounds = Rounds.of(20, 1000);
        Path path = folder.resolve("a.npy");
        Npy.append(path, DType.INT64, Shape.of()).close();
        AppendingRacer.Result both = AppendingRacer.race(path, BACKENDS, rounds);
        String loaded = NumPy.run("import sys, numpy as np; print(*np.load(sys.argv[1]), sep='\\n')", path.toString());
        List<Long> found = loaded.lines().map(Long::valueOf).toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(both.rows());
        assertThat(found).isNotEmpty().doesNotHaveDuplicates();
        Rounds.report(
                "two programs appending, " + BACKENDS + " at random, " + found.size() + " rows, " + both.refusals()
                        + " refusals",
                rounds);
    }
}
