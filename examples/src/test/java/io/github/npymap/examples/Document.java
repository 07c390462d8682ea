package io.github.npymap.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in Markdown. Its examples are one story: they run in their order and in one folder, where each finds the files
 * of those before it.
 *
 * @param path of the page
 * @param text all of it
 * @param examples its blocks of code that can be run
 */
record Document(Path path, String text, List<Example> examples) {

    /** Where the documents are, seen from a module. */
    private static final Path ROOT = Path.of("..");

    /** A fence of three, what is behind it, and the lines up to the next fence. */
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\w+)\\n((?:.*\\n)*?)```$");

    /** README and its neighbours, and everything in docs. */
    static List<Document> all() {
        try (Stream<Path> beside = Files.list(ROOT);
                Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(beside.sorted(), files.sorted())
                    .filter(path -> path.toString().endsWith(".md"))
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document read(Path path) {
        try {
            String text = Files.readString(path);
            return new Document(path, text, examples(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Example> examples(String text) {
        List<Example> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        for (int from = 0; block.find(from); from = block.end()) {
            String language = block.group(1);
            String code = block.group(2);
            int line = (int) text.substring(0, block.start()).lines().count() + 1;
            Example example = new Example(language, code, line, null, -1);
            if (language.equals("console")) {
                example = new Example(language, code, line, code, block.start(2));
            } else {
                Matcher next = BLOCK.matcher(text);
                boolean adjacent = next.find(block.end())
                        && text.substring(block.end(), next.start()).isBlank();
                if (adjacent && next.group(1).equals("text")) {
                    example = new Example(language, code, line, next.group(2), next.start(2));
                }
            }
            if (example.isRunnable()) {
                examples.add(example);
            }
        }
        return examples;
    }

    /** The name in the test report. */
    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
