package io.github.npymap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.Npy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardOutputTest {

    @TempDir
    Path directory;

    /** The third byte does not fit. */
    private static final class FullDisk extends OutputStream {
        private static final int ROOM = 2;

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final String problem;

        FullDisk(String problem) {
            this.problem = problem;
        }

        @Override
        public void write(int value) throws IOException {
            if (written.size() == ROOM) {
                throw new IOException(problem);
            }
            written.write(value);
        }
    }

    private CommandRun run(FullDisk disk, String... args) {
        StringWriter err = new StringWriter();
        int status = Main.run(StandardOutput.writer(disk, UTF_8), new PrintWriter(err), args);
        return new CommandRun(status, disk.written.toString(UTF_8), err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "convert --help",
                "info A",
                "info A A",
                "info --json A missing.npy A",
                "head A",
                "head --json A",
                "get A 0",
                "get --backend nio A 0",
                "slice A :",
                "slice --json A :",
                "stats A",
                "stats --json A",
                "plot A",
                "digest A",
                "digest --json A",
                "residency A",
                "warm --json A",
                "evict --json A",
                "backends",
                "backends --json",
                "completion",
                "demo --rows 4 --columns 4 --directory D"
            })
    void aFullDiskEndsEveryCommandWithAMessage(String command) throws IOException {
        Path file = directory.resolve("a.npy");
        Npy.save(file, new double[3_000], 3_000);
        String[] args = command.split(" ");
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].equals("A") ? file.toString() : args[i].equals("D") ? directory.toString() : args[i];
        }

        CommandRun run = run(new FullDisk("No space left on device"), args);

        assertThat(run.status()).isOne();
        assertThat(run.out()).hasSize(FullDisk.ROOM);
        assertThat(run.err()).isEqualTo("npymap: standard output: No space left on device\n");
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aCommandThatFailsOnAFullDiskSaysBoth() throws IOException {
        Path text = Files.writeString(directory.resolve("text.npy"), "not an array");
        Path file = directory.resolve("a.npy");
        Npy.save(file, new double[3], 3);

        CommandRun run = run(new FullDisk("No space left on device"), "info", file.toString(), text.toString());

        assertThat(run.status()).isOne();
        assertThat(run.err()).contains("standard output: No space left on device");
    }

    @Test
    void aPipeThatIsClosedIsNotReported() {
        assertThat(run(new FullDisk("Broken pipe"), "backends"))
                .satisfies(run -> assertThat(run.status()).isOne())
                .satisfies(run -> assertThat(run.err()).isEmpty());
    }

    @Test
    void aFailureIsThrownOnceAndWhatFollowsIsDropped() {
        FullDisk disk = new FullDisk("No space left on device");
        PrintWriter writer = StandardOutput.writer(disk, UTF_8);
        writer.print("twelve bytes");

        assertThatThrownBy(writer::flush)
                .isInstanceOf(StandardOutput.FailedException.class)
                .hasMessage("standard output: No space left on device")
                .hasRootCauseInstanceOf(IOException.class);
        writer.print("more");
        writer.flush();
        assertThat(disk.written.toString(UTF_8)).isEqualTo("tw");
    }
}
