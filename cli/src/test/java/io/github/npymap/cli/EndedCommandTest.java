package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.support.Jvm;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that the user ends, as Ctrl-C and a supervisor do. */
@DisabledOnOs(value = WINDOWS, disabledReason = "a process is killed there, and cannot clean up")
class EndedCommandTest {
    private static final int SIGTERM = 128 + 15;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convert --backend nio --astype float32 IN out.npy",
                "convert --backend nio IN out.npz",
                "convert --backend nio --astype float32 IN out.npz",
                "create --backend nio --dtype f8 --shape 250000000 out.npy"
            })
    @Timeout(60)
    void leaveNothing(String command) throws IOException {
        Path in = directory.resolve("in.npy");
        Npy.create(in, DType.FLOAT64, Shape.of(250_000_000), CreateOption.SPARSE)
                .close();
        Path folder = Files.createDirectory(directory.resolve("out"));
        String[] args = Stream.of(command.split(" "))
                .map(word -> word.equals("IN") ? in.toString() : word)
                .map(word -> word.startsWith("out.") ? folder.resolve(word).toString() : word)
                .toArray(String[]::new);
        Process process = Jvm.granted()
                .builder(Main.class, args)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();

        while (process.isAlive() && largest(folder) < 1 << 20) {
            Thread.onSpinWait();
        }
        process.destroy();

        assertThat(process.onExit().join().exitValue())
                .as(Files.readString(directory.resolve("log")))
                .isEqualTo(SIGTERM);
        assertThat(folder).isEmptyDirectory();
    }

    private static long largest(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        long largest = 0;
        for (Path file : files) {
            largest = Math.max(largest, file.toFile().length());
        }
        return largest;
    }
}
