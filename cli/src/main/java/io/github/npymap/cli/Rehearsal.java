package io.github.npymap.cli;

import io.github.npymap.Npy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Runs what is run most, for the JVM to note what that takes; the distribution's {@code lib/prepare} asks it to. */
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("npymap-rehearsal", ".npy");
        try {
            // With many digits, since to print them takes more than to print zeros.
            Npy.save(file, IntStream.range(0, 100).mapToDouble(k -> k / 3.0).toArray());
            String name = file.toString();
            for (String backend : List.of("nio", "jni")) {
                System.setProperty("npymap.backend", backend);
                QuickGet.run(new String[] {"get", name, "5"}, silent());
            }
            System.clearProperty("npymap.backend");
            for (String backend : List.of("nio", "jni")) {
                for (String command : List.of("get", "info", "head", "stats", "digest")) {
                    play(command, name, "--backend", backend);
                }
            }
            play("info", "--json", name);
            play("backends");
            play("--help");
            play("--version");
        } finally {
            Files.delete(file);
        }
    }

    private static void play(String... args) {
        Main.commandLine(silent(), silent(), args).execute(args);
    }

    private static PrintWriter silent() {
        return new PrintWriter(Writer.nullWriter());
    }
}
