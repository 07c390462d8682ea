package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pass leaves mapped, by the system's own account. */
@EnabledOnOs(OS.LINUX)
class StreamingTest {
    private static final int MIB = 1 << 20;
    private static final int LENGTH = 96 * MIB;

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void nameFile() {
        Mappings.requireLibrary();
        path = directory.resolve("data.npy");
    }

    private static Stream<DType> types() {
        return Stream.of(DType.INT8, DType.FLOAT64);
    }

    private NpyFile open(DType type) throws IOException {
        Npy.using("jni")
                .create(path, type, Shape.of(LENGTH / type.itemsize()), CreateOption.SPARSE)
                .close();
        return Npy.using("jni").open(path, Mode.READ);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aPassGivesBackTheMemoryOfWhatLiesBehindIt(DType type) throws IOException {
        try (NpyFile file = open(type)) {
            long[] most = new long[1];
            long[] next = new long[1];
            long step = file.array().size() / 16;
            file.array().streaming().statistics(done -> {
                // Asking takes the system some milliseconds.
                if (done >= next[0]) {
                    next[0] = done + step;
                    most[0] = Math.max(most[0], mappedBytes());
                }
            });
            requireWindow(file, most[0]);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void soDoesOneOfSeveralThreads(DType type) throws IOException {
        try (NpyFile file = open(type)) {
            long[] most = new long[1];
            // The first task of a round does all of it, and nothing is given back before the last is done.
            file.array()
                    .streaming()
                    .parallel(
                            task -> {
                                task.run();
                                most[0] = Math.max(most[0], mappedBytes());
                            },
                            3)
                    .statistics();
            requireWindow(file, most[0]);
        }
    }

    private void requireWindow(NpyFile file, long most) {
        assertThat(most).isBetween(1L, LENGTH / 4L);
        assertThat(mappedBytes()).isLessThan(LENGTH / 16);
        file.array().statistics();
        assertThat(mappedBytes()).as("what any other pass leaves").isGreaterThan(LENGTH / 2);
    }

    private long mappedBytes() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
            long kib = 0;
            for (int k = 0; k < lines.size(); k++) {
                if (lines.get(k).endsWith(path.toRealPath().toString())) {
                    String rss = lines.subList(k, lines.size()).stream()
                            .filter(line -> line.startsWith("Rss:"))
                            .findFirst()
                            .orElseThrow();
                    kib += Long.parseLong(rss.replaceAll("\\D", ""));
                }
            }
            return kib << 10;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
