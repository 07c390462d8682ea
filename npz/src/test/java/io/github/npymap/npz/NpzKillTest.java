package io.github.npymap.npz;

import io.github.npymap.program.Victim;
import io.github.npymap.support.NumPy;
import io.github.npymap.support.Rounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while archives are written, one over the other; NumPy opens what is left. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag(Rounds.TAG)
class NpzKillTest {
    private static final int KILLS = Rounds.of(6, 500);

    private static final int SIZE = 100_000;

    /** Prints what all elements of all members of an archive are. */
    private static final String LOAD = """
            import sys
            import numpy as np
            for name in sys.argv[1:]:
                with np.load(name) as npz:
                    assert npz.files == ['x', 'y'], name
                    first = npz['x'][0]
                    assert all((npz[member] == first).all() for member in npz.files), name
                    print(first)
            """;

    @TempDir
    Path folder;

    @Test
    void anArchiveIsTheOldOneOrTheNewOne() throws Exception {
        NumPy.require();
        Path path = folder.resolve("a.npz");
        SplittableRandom random = new SplittableRandom(6);
        Victim.killAll(
                KILLS,
                path,
                k -> Victim.kill(Writer.class, k % 2 == 0 ? "stored" : "deflated", path, random),
                NpzKillTest::write,
                LOAD);
        Rounds.report("killed while it wrote archives", KILLS);
    }

    private static void write(Path path) throws IOException {
        try (NpzWriter npz = Npz.create(path)) {
            npz.add("x", new long[1]).commit();
        }
    }

    /** Runs in a process of its own. */
    static final class Writer {
        public static void main(String[] args) throws IOException {
            Path path = Path.of(args[1]);
            for (long k = 1; true; k++) {
                long[] values = new long[SIZE];
                Arrays.fill(values, k);
                try (NpzWriter npz =
                        args[0].equals("stored") ? Npz.create(path) : Npz.create(path, ArchiveOption.COMPRESSED)) {
                    npz.add("x", values).add("y", values).commit();
                }
                System.out.println(k);
            }
        }
    }
}
