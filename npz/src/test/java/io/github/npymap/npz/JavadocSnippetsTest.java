package io.github.npymap.npz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in the Javadoc compiles: of the overview, of the api, which this module sees, and of this module. */
class JavadocSnippetsTest {
    private static final Pattern SNIPPET =
            Pattern.compile("<pre>\\{@code\\n(.*?)\\n *(?:\\* )?\\}</pre>", Pattern.DOTALL);

    private static final String BEFORE = """
            import io.github.npymap.*;
            import io.github.npymap.format.*;
            import io.github.npymap.types.*;
            import io.github.npymap.npz.*;
            import java.nio.file.Path;

            abstract class Snippet%d {
                Path path;
                DType dtype;
                Shape shape;
                float[] embedding;
                NpyArray array, weights, bias, images, labels;

                abstract void fill(NpyArray array);

                void run() throws Exception {
            """;

    private static final String AFTER = """

                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void everySnippetCompiles() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String root : List.of("../src/main/javadoc", "../api/src/main", "src/main")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    for (String snippet : snippets(Files.readString(file))) {
                        sources.add(source(sources.size(), snippet));
                    }
                }
            }
        }
        assertThat(sources).hasSizeGreaterThan(5);

        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = javac.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-d",
                                directory.toString(),
                                "-proc:none",
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        sources)
                .call();

        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static List<String> snippets(String text) {
        return SNIPPET.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1).replaceAll("(?m)^ *\\* ?", ""))
                .toList();
    }

    /** Statements, or lines that are an expression each. */
    private static JavaFileObject source(int number, String snippet) {
        StringBuilder body = new StringBuilder(snippet);
        if (!snippet.contains(";")) {
            body.setLength(0);
            int line = 0;
            for (String expression : snippet.split("\n")) {
                body.append("Object line")
                        .append(line++)
                        .append(" = ")
                        .append(expression.replaceAll("\\s*//.*", ""))
                        .append(";\n");
            }
        }
        String code = BEFORE.formatted(number) + body + AFTER;
        return new SimpleJavaFileObject(
                URI.create("string:///Snippet" + number + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }

            @Override
            public String toString() {
                return code;
            }
        };
    }
}
