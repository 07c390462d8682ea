package io.github.npymap.contract;

import io.github.npymap.NumPy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Some hundred files, valid and not, that the scripts in {@code io/github/npymap/corpus} make with the NumPy on this
 * machine, and what NumPy says about them.
 */
record Corpus(Path directory) {

    /** Runs a script of the corpus, which finds the directory in {@code sys.argv[1]}; returns what it prints. */
    static String run(String script, Path directory) {
        try (InputStream source = Corpus.class.getResourceAsStream("/io/github/npymap/corpus/" + script)) {
            return NumPy.run(new String(source.readAllBytes(), StandardCharsets.UTF_8), directory.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Corpus make(String script, Path directory) {
        run(script, directory);
        return new Corpus(directory);
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** A table of NumPy's, each line split into its columns. */
    List<String[]> table(String name) throws IOException {
        return Files.readAllLines(file(name)).stream()
                .map(line -> line.split("\t", -1))
                .toList();
    }
}
