package io.github.npymap.fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file for all inputs: mapping needs files. It goes when the JVM does. */
final class ScratchFile {
    private final Path path;

    ScratchFile(String suffix) {
        try {
            path = Files.createTempFile("fuzzed", suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        path.toFile().deleteOnExit();
    }

    Path write(byte[] content) throws IOException {
        return Files.write(path, content);
    }
}
