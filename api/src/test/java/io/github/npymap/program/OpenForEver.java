package io.github.npymap.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.ProcFiles;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Opens and closes a file again and again, in a process whose heap has the size that it begins with: what its memory
 * grows by is not garbage. Prints what there was of everything when it was warm, and at the end.
 */
public final class OpenForEver {
    /** Rounds after which code is compiled, and what is kept for the next time is there. */
    private static final int WARM = 20_000;

    /** A JVM grows by a hundred kilobytes or two of its own, however many rounds there are. */
    private static final long ITS_OWN = 1 << 20;

    /** Bytes that each round may leave beside that: fewer than anything that has to be given back. */
    private static final long PER_ROUND = 8;

    /** The JVM makes and drops some of its own. */
    private static final int DESCRIPTORS = 5;

    private static final int MAPPINGS = 100;

    private OpenForEver() {}

    /** All of the heap is there from the beginning, and code is compiled once. */
    public static Jvm jvm() {
        return Jvm.granted()
                .with("-Xms64m", "-Xmx64m", "-Xmn16m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC")
                .with("-XX:TieredStopAtLevel=1", "-XX:-UseDynamicNumberOfCompilerThreads");
    }

    public static void main(String[] arguments) throws IOException {
        Backend backend = Npy.using(arguments[0]);
        Path path = Path.of(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        int warm = Math.max(WARM, rounds / 10);
        openAndClose(backend, path, 1);
        long most = ProcFiles.mappings() + MAPPINGS;
        openAndClose(backend, path, warm);
        State before = settled(path, most);
        openAndClose(backend, path, rounds - warm);
        State after = settled(path, most);
        System.out.println("descriptors " + before.descriptors + " -> " + after.descriptors
                + ", mappings " + before.mappings + " -> " + after.mappings
                + ", anonymous memory " + (before.anonymous >> 10) + " kB -> " + (after.anonymous >> 10) + " kB");
        assertThat(after.descriptors).as("descriptors").isLessThanOrEqualTo(before.descriptors + DESCRIPTORS);
        assertThat(after.anonymous - before.anonymous)
                .as("growth of anonymous memory in bytes")
                .isLessThan(ITS_OWN + PER_ROUND * (rounds - warm));
    }

    private static void openAndClose(Backend backend, Path path, int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            try (NpyFile file = backend.open(path, round % 2 == 0 ? Mode.READ : Mode.READ_WRITE)) {
                assertThat(file.array().getDouble(0, 3)).isEqualTo(1);
            }
        }
    }

    private record State(long descriptors, long mappings, long anonymous) {
        static State now() throws IOException {
            return new State(ProcFiles.descriptors(), ProcFiles.mappings(), ProcFiles.anonymous());
        }
    }

    /** When the file is out of the maps, and the addresses of those that were closed are given back. */
    private static State settled(Path path, long most) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            System.gc();
            State now = State.now();
            if (now.mappings < most && !ProcFiles.isMapped(path)) {
                return now;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 30 s; there are " + now);
            }
        }
    }
}
