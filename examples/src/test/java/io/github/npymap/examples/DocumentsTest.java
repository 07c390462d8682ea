package io.github.npymap.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.npymap.Npy;
import io.github.npymap.spi.Availability;
import io.github.npymap.support.NumPy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the examples of all documents. {@code -Ddocs=write} puts what they print into the documents instead of comparing
 * the two.
 */
class DocumentsTest {

    private static final boolean WRITES = "write".equals(System.getProperty("npymap.docs"));

    @TempDir
    Path folder;

    static List<Document> documents() {
        return Document.all();
    }

    static List<Document> withExamples() {
        return documents().stream()
                .filter(document -> !document.examples().isEmpty())
                .toList();
    }

    @BeforeAll
    static void prepare() {
        // As a terminal of today has it, whatever runs the tests.
        System.setProperty("stdout.encoding", "UTF-8");
    }

    @ParameterizedTest
    @MethodSource("withExamples")
    void printsWhatItSays(Document document) throws Exception {
        assumeTrue(
                Npy.backends().stream()
                        .anyMatch(backend -> backend.name().equals("jni")
                                && backend.availability().status() == Availability.Status.READY),
                "the documents show what jni can do");
        if (document.examples().stream().anyMatch(example -> example.language().equals("python"))) {
            NumPy.require();
        }
        StringBuilder text = new StringBuilder(document.text());
        int moved = 0;
        for (Example example : document.examples()) {
            String printed;
            try {
                printed = run(example);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(document + ":" + example.line() + ": " + e.getMessage(), e);
            }
            if (example.output() == null) {
                assertThat(printed).as("%s:%s", document, example.line()).isEmpty();
            } else if (WRITES) {
                int start = example.outputStart() + moved;
                text.replace(start, start + example.output().length(), printed);
                moved += printed.length() - example.output().length();
            } else {
                assertThat(Varying.masked(printed))
                        .as("%s:%s; -Ddocs=write writes it anew", document, example.line())
                        .isEqualTo(Varying.masked(example.output()));
            }
        }
        if (WRITES) {
            Files.writeString(document.path(), text);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Document document) throws IOException {
        List<String> broken = Stream.of(document.text().split("]\\("))
                .skip(1)
                .map(part -> part.substring(0, part.indexOf(')')).replaceFirst("#.*", ""))
                .filter(link -> !link.isEmpty() && !link.contains("://"))
                .filter(link -> !Files.exists(document.path().resolveSibling(link)))
                .toList();
        assertThat(broken).isEmpty();
    }

    private String run(Example example) throws Exception {
        return switch (example.language()) {
            case "java" -> JavaRun.of(example.code(), folder);
            case "python" -> NumPy.run("import os, sys; os.chdir(sys.argv[1])\n" + example.code(), folder.toString());
            case "console" -> ConsoleRun.of(example.code(), folder);
            default -> fail("nothing runs " + example.language());
        };
    }
}
