package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

    @TempDir
    Path directory;

    @Test
    void bashCompletesCommandsOptionsAndTheirValues() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        Path script = Files.writeString(
                directory.resolve("npymap"), CommandRun.of("completion").out());

        assertThat(completions(script, "re")).containsExactly("residency");
        assertThat(completions(script, "plot", "--k")).containsExactly("--kind");
        assertThat(completions(script, "plot", "--kind", "")).containsExactly("line", "histogram", "image");
        assertThat(completions(script, "")).contains("info", "warm", "evict", "completion");
    }

    /** What bash would offer for the last of these words. */
    private static String[] completions(Path script, String... words) throws IOException, InterruptedException {
        String line = "source " + script + "; compopt() { :; }; COMP_WORDS=(npymap " + quoted(words) + "); COMP_CWORD="
                + words.length + "; _complete_npymap; echo \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("/bin/bash", "-c", line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).isZero();
        return output.strip().split("\\s+");
    }

    private static String quoted(String... words) {
        return "'" + String.join("' '", words) + "'";
    }
}
