package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The warm benchmarks of this jar under JMH, with settings that are short. */
final class JmhRuns {
    private final Path jar;
    private final Path directory;

    JmhRuns(Path jar, Path directory) {
        this.jar = jar;
        this.directory = directory;
    }

    List<JmhScore> run(Jdk jdk, boolean quick) throws IOException {
        Path results = Files.createTempFile("npymap-jmh-", ".json");
        try {
            List<String> command = new ArrayList<>(List.of(
                    jdk.java().toString(),
                    "-D" + DataFile.DIRECTORY + "=" + directory,
                    "-jar",
                    jar.toString(),
                    "-f",
                    "1",
                    "-wi",
                    "1",
                    "-i",
                    "3",
                    "-w",
                    "500ms",
                    "-r",
                    "300ms",
                    "-foe",
                    "true",
                    "-rf",
                    "json",
                    "-rff",
                    results.toString()));
            // Cold files are what the rows are better for: JMH has one contender after the other.
            command.addAll(quick ? List.of("-p", "megabytes=1", "SequentialScan.sum$") : List.of("-e", "Cold"));
            CommandOutput output = CommandOutput.of(command);
            if (output.status() != 0) {
                throw new IOException("JMH on " + jdk + " failed:\n" + output.text());
            }
            return JmhScore.parse(jdk.feature(), Files.readString(results));
        } finally {
            Files.delete(results);
        }
    }
}
