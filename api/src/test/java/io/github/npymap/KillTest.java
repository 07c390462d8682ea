package io.github.npymap;

import io.github.npymap.program.Victim;
import io.github.npymap.support.NumPy;
import io.github.npymap.support.Rounds;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while a file is appended to or saved; NumPy opens what is left. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag(Rounds.TAG)
class KillTest {
    private static final int KILLS = Rounds.of(10, 500);

    /** Prints the number of rows of a file whose rows count themselves, or what all elements of a file are. */
    private static final String LOAD = """
            import sys
            import numpy as np
            for name in sys.argv[1:]:
                a = np.load(name, mmap_mode='r')
                if a.ndim == 2:
                    assert (a == np.arange(len(a))[:, None]).all(), name
                    print(len(a))
                else:
                    assert (a == a[0]).all() and len(a) == 300000, name
                    print(a[0])
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void requireNumPy() {
        NumPy.require();
    }

    @Test
    void rowsThatWereFlushedAreThereAndNothingHalf() throws Exception {
        killAll("append", path -> Npy.append(path).close());
    }

    @Test
    void aFileIsTheOldOneOrTheNewOne() throws Exception {
        killAll("save", path -> Npy.save(path, new long[1]));
    }

    private void killAll(String task, Victim.Next next) throws Exception {
        Path path = folder.resolve("a.npy");
        SplittableRandom random = new SplittableRandom(9);
        Victim.killAll(KILLS, path, k -> Victim.kill(task, path, random), next, LOAD);
        Rounds.report("killed while it ran " + task, KILLS);
    }
}
