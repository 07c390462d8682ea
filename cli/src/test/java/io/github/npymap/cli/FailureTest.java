package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Npy;
import io.github.npymap.support.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(Rounds.TAG)
class FailureTest {
    @Test
    void whatAnUncheckedExceptionCarriesIsWhatWentWrong() {
        Failure failure = Failure.of(new UncheckedIOException(new NoSuchFileException("a.npy")));
        assertThat(failure).isEqualTo(new Failure(Failure.Kind.IO, "a.npy: no such file"));
    }

    @Test
    void namesThatCannotBePathsAreReportedAndTheOthersAreTaken(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.npy");
        Npy.save(file, new int[] {1});
        CommandRun run = CommandRun.of("info", "a\0b", file);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("npymap: ").contains("a\\u0000b").doesNotContain("\0");
        assertThat(run.out()).contains("int32");
        CommandRun json = CommandRun.of("info", "--json", "a\0b");
        assertThat(json.out()).contains("\"error\"", "a\\u0000b");
    }

    @Test
    void filesAreNotLookedIntoForArguments(@TempDir Path folder) throws IOException {
        Path arguments = Files.writeString(folder.resolve("arguments"), "--version");
        CommandRun run = CommandRun.of("info", "@" + arguments);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("@" + arguments + ": no such file");
    }

    @Test
    void namesInMessagesDoNotMoveTheTerminal() {
        assertThat(Text.oneLine("a\u001b[2Jb\u0007: x\n  y")).isEqualTo("a\\u001b[2Jb\\u0007: x; y");
    }
}
