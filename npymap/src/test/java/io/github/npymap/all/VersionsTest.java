package io.github.npymap.all;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the version is written down for people to copy, it is this one. */
class VersionsTest {
    private static final Path ROOT = Path.of("..");

    private static final Pattern OWN = Pattern.compile(
            "<groupId>io.github.npymap</groupId>\\s*<artifactId>[a-z-]+</artifactId>\\s*<version>([^<$]+)</version>");

    private static final Pattern OF_CONSUMERS = Pattern.compile("<npymap.version>([^<]+)</npymap.version>");

    private final String version = versions(OWN, ROOT.resolve("pom.xml")).get(0);

    @Test
    void theDocumentsShowIt() {
        assertThat(versions(OWN, ROOT.resolve("README.md"))).isNotEmpty().containsOnly(version);
        assertThat(versions(OWN, ROOT.resolve("docs/getting-started.md"))).containsOnly(version);
    }

    @Test
    void theBillOfMaterialsHasIt() {
        assertThat(versions(OWN, ROOT.resolve("bom/pom.xml"))).containsExactly(version);
    }

    @Test
    void theConsumersUseIt() throws IOException {
        try (Stream<Path> projects = Files.list(ROOT.resolve("consumers/projects"))) {
            List<Path> poms = projects.map(project -> project.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
            assertThat(poms)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(pom -> assertThat(versions(OF_CONSUMERS, pom)).containsExactly(version));
        }
    }

    @Test
    void theBillOfMaterialsAndTheParentAreOfOneTime() {
        Pattern time = Pattern.compile("<project.build.outputTimestamp>([^<]+)<");

        assertThat(versions(time, ROOT.resolve("bom/pom.xml"))).isEqualTo(versions(time, ROOT.resolve("pom.xml")));
    }

    @Test
    void theBillOfMaterialsAndTheParentUseTheSamePlugins() throws IOException {
        Pattern plugin =
                Pattern.compile("<plugin>\\s*(?:<groupId>[^<]+</groupId>\\s*)?<artifactId>[^<]+</artifactId>\\s*"
                        + "<version>[^<]+</version>");
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        List<String> plugins = plugin.matcher(Files.readString(ROOT.resolve("bom/pom.xml")))
                .results()
                .map(match -> match.group().replaceAll("\\s+", ""))
                .toList();

        assertThat(plugins).hasSizeGreaterThan(4);
        assertThat(parent.replaceAll("\\s+", "")).contains(plugins);
    }

    private static List<String> versions(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
