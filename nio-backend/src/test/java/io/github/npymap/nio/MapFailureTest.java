package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(Rounds.TAG)
class MapFailureTest {
    private static final IOException CAUSE = new IOException("Map failed", new OutOfMemoryError("Map failed"));

    @TempDir
    Path proc;

    @Test
    void theLimitsAreNamedWithTheirValues() throws IOException {
        writeLimits("4000000");
        assertThat(explain(Mode.READ))
                .isEqualTo("/data/x.npy: cannot map 1000 bytes from byte 128 on, mode READ: Map failed. Limits:"
                        + " vm.max_map_count is 65530, and this process has 3 mappings;"
                        + " address space (ulimit -v) is 4000000 bytes, of which 2048000 are taken");
    }

    @Test
    void noLimitIsAValueToo() throws IOException {
        writeLimits("unlimited");
        assertThat(explain(Mode.READ)).contains("(ulimit -v) is unlimited, of which 2048000 are taken");
    }

    @Test
    void privateMappingsMeetOneLimitMore() throws IOException {
        writeLimits("unlimited");
        assertThat(explain(Mode.COPY_ON_WRITE)).contains("vm.overcommit_memory is 2", "jni backend");
    }

    @Test
    void withoutProcThereIsOnlyWhatTheJdkSays() throws IOException {
        assertThat(explain(Mode.READ)).endsWith("mode READ: Map failed");
    }

    /** A closed channel is as good as a device that fails: nothing can be read from it. */
    @Test
    void whatCanBeReadAndNotMappedIsSaidToBeSoInWhateverLanguageTheSystemSpeaks() throws IOException {
        writeLimits("unlimited");
        IOException cause = new IOException("Kein passendes Gerät gefunden");
        Path file = Files.write(proc.resolve("a.npy"), new byte[200]);
        FileChannel channel = FileChannel.open(file);
        try (channel) {
            assertThat(explain(channel, Mode.READ, cause))
                    .contains(
                            "gefunden; the file can be read, so either the file system does not map files (copy the file to"
                                    + " one that does; the jni backend may map it, and nio with permission to write), or a"
                                    + " limit is met. Limits: vm.max_map_count is ",
                            "; locked memory (ulimit -l) is 8388608 bytes, of which 1024000 are taken");
            assertThat(explain(channel, Mode.READ, CAUSE)).contains("Limits").doesNotContain("copy", "locked");
            assertThat(explain(channel, Mode.READ, new OutOfMemoryError("Map failed")))
                    .contains("Limits")
                    .doesNotContain("copy", "locked");
        }
        assertThat(explain(channel, Mode.READ, cause))
                .contains("Gerät", "Limits", "ulimit -l")
                .doesNotContain("copy");
    }

    private String explain(Mode mode) throws IOException {
        try (FileChannel channel = FileChannel.open(Files.createFile(proc.resolve("x.npy")))) {
            return explain(channel, mode, CAUSE);
        }
    }

    private String explain(FileChannel channel, Mode mode, Throwable cause) {
        IOException explained =
                MapFailure.explain(new MapRequest(Path.of("/data/x.npy"), mode, 128, 1000), channel, cause, proc);
        assertThat(explained).hasCause(cause);
        return explained.getMessage();
    }

    private void writeLimits(String addressSpace) throws IOException {
        Files.createDirectories(proc.resolve("sys/vm"));
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("sys/vm/max_map_count"), "65530\n");
        Files.writeString(proc.resolve("sys/vm/overcommit_memory"), "2\n");
        Files.writeString(proc.resolve("self/maps"), "a\nb\nc\n");
        Files.writeString(proc.resolve("self/status"), "Name:\tjava\nVmSize:\t    2000 kB\nVmLck:\t    1000 kB\n");
        Files.writeString(proc.resolve("self/limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max address space         %s              unlimited            bytes
                Max locked memory         8388608              8388608              bytes
                """.formatted(addressSpace));
    }
}
