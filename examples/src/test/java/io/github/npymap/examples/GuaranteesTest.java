package io.github.npymap.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether the tests that docs/guarantees.md names are there, and are run by {@code -Psoak}. */
class GuaranteesTest {
    private static final Path ROOT = Path.of("..");

    private static final String CLASS = "\\b[A-Z]\\w*(?:Test|IT|Contract|Spec)\\b";

    private static final Pattern METHOD = Pattern.compile("(" + CLASS + ")\\.(\\w+)");

    /** Names of methods that stand alone, and may be cut short. */
    private static final Pattern ALONE = Pattern.compile("`([a-z]+(?:[A-Z0-9][a-z0-9]*){3,})…?`");

    private static final Pattern PARENT = Pattern.compile("\\bclass \\w+ extends (" + CLASS + ")");

    private static String text;

    /** Of every test, by its name: the text of its source; of all of one name together. */
    private static Map<String, String> sources;

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(ROOT.resolve("docs/guarantees.md"));
        try (Stream<Path> modules = Files.list(ROOT)) {
            sources = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(GuaranteesTest::files)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            GuaranteesTest::source,
                            String::concat));
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> named() {
        return all(Pattern.compile(CLASS), MatchResult::group);
    }

    private static Set<String> all(Pattern pattern, Function<MatchResult, String> part) {
        return pattern.matcher(text).results().map(part).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyTestThatIsNamedExists() {
        assertThat(named()).hasSizeGreaterThan(20).isSubsetOf(sources.keySet());
    }

    @Test
    void everyMethodThatIsNamedExists() {
        List<MatchResult> methods = METHOD.matcher(text).results().toList();
        assertThat(methods)
                .hasSizeGreaterThan(20)
                .allSatisfy(method -> assertThat(sources.get(method.group(1)))
                        .as(method.group())
                        .contains(" " + method.group(2) + "("));
        String everything = String.join("", sources.values());
        assertThat(all(ALONE, name -> name.group(1)))
                .hasSizeGreaterThan(5)
                .allSatisfy(name ->
                        assertThat(everything.contains("void " + name)).as(name).isTrue());
    }

    @Test
    void theSoakRunsEveryTestThatIsNamed() {
        assertThat(named())
                .allSatisfy(test -> assertThat(isTagged(test)).as(test).isTrue());
    }

    /** Tags are inherited. */
    private static boolean isTagged(String test) {
        String source = sources.getOrDefault(test, "");
        Matcher parent = PARENT.matcher(source);
        return source.contains("@Tag(Rounds.TAG)") || (parent.find() && isTagged(parent.group(1)));
    }
}
