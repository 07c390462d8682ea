package io.github.npymap.support;

import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Some hundred files, valid or not, that a script in {@code io/github/npymap/corpus} makes with the NumPy on this
 * machine, and tables of what NumPy says about them.
 */
public record Corpus(Path directory) {

    /** Makes the files of a script. */
    public static Corpus make(String script, Path directory) throws IOException {
        run(script, directory);
        return new Corpus(directory);
    }

    /** Runs a script of the corpus, and returns the lines that it prints. */
    public static List<String> run(String script, Path... arguments) throws IOException {
        try (InputStream source = Corpus.class.getResourceAsStream("/io/github/npymap/corpus/" + script)) {
            String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            String[] paths = Arrays.stream(arguments).map(Path::toString).toArray(String[]::new);
            return NumPy.run(text, paths).lines().toList();
        }
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    /** The lines of a table, each split into its columns. */
    public List<String[]> table(String name) throws IOException {
        return Files.readAllLines(file(name)).stream()
                .map(line -> line.split("\t", -1))
                .toList();
    }

    /** What a header says, as columns of {@code valid.tsv} do from the second on. */
    public static List<String> describe(NpyHeader header) {
        return List.of(
                "" + header.major(),
                header.dtype().descr(),
                header.dtype().toString(),
                "" + header.dtype().itemsize(),
                commas(header.shape()),
                header.order() == Order.FORTRAN ? "F" : "C",
                "" + header.dataOffset());
    }

    public static String commas(Shape shape) {
        return Arrays.toString(shape.toArray()).replaceAll("[\\[\\] ]", "");
    }
}
