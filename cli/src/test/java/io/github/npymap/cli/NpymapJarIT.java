package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Npy;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command in a process of its own. */
@Tag(Rounds.TAG)
class NpymapJarIT {

    @TempDir
    Path directory;

    private CommandRun run(List<String> options, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", Path.of("target", "npymap.jar").toString()));
        command.addAll(List.of(args));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int status = process.waitFor();
        return new CommandRun(
                status,
                new String(Files.readAllBytes(out), StandardCharsets.UTF_8),
                new String(Files.readAllBytes(err), StandardCharsets.UTF_8));
    }

    @Test
    void readsAFileWithoutAWarning() throws Exception {
        Path file = directory.resolve("a.npy");
        Npy.create(file, DType.FLOAT32, Shape.of(2, 3)).close();

        CommandRun info = run(List.of(), "info", "--json", file.toString());
        CommandRun head = run(List.of(), "head", file.toString());

        assertThat(info.err()).isEmpty();
        assertThat(info.status()).isZero();
        assertThat(info.out()).contains("\"descr\":\"<f4\",\"shape\":[2,3]");
        assertThat(head).isEqualTo(new CommandRun(0, head.out(), ""));
        assertThat(head.out()).contains("[0.0 0.0 0.0]");
    }

    @Test
    void goesOnWithoutTheNativeLibraryAndSaysWhy() throws Exception {
        Environment.require(CommandRun.hasJni(), "no C library");
        Path file = directory.resolve("a.npy");
        Npy.save(file, new int[] {1, 2, 3});
        // Not below a directory: root could make it.
        String option =
                "-Djna.tmpdir=" + Files.createFile(directory.resolve("file")).resolve("tmp");
        assertThat(run(List.of(option), "backends").out())
                .containsPattern("nio +10 +ready +yes")
                .containsPattern("jni +100 +unavailable +no +the C library cannot be loaded: .* has to be writable");
        CommandRun stats = run(List.of(option), "stats", "--json", file.toString());
        assertThat(stats.status()).isZero();
        assertThat(stats.out()).contains("\"sum\":6");
        CommandRun asked = run(List.of(option, "-Dnpymap.backend=jni"), "stats", file.toString());
        assertThat(asked.status()).isNotZero();
        assertThat(asked.err())
                .contains("backend \"jni\" is unavailable", "let -Djna.tmpdir name one that is", "\"auto\"");
    }

    @Test
    void namesTheLicenceOfEveryLibraryThatIsInIt() throws Exception {
        try (JarFile jar = new JarFile("target/npymap.jar")) {
            String text = new String(
                    jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.md")).readAllBytes(), StandardCharsets.UTF_8);
            List<String> listed = Pattern.compile("\\| `([a-z0-9.]+)` \\|")
                    .matcher(text)
                    .results()
                    .map(row -> row.group(1) + ".")
                    .toList();
            List<String> others = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.replaceFirst("^META-INF/versions/\\d+/", "").replace('/', '.'))
                    .filter(name -> !name.startsWith("io.github.npymap."))
                    .toList();

            assertThat(others).isNotEmpty().allMatch(name -> listed.stream().anyMatch(name::startsWith));
            assertThat(listed).allMatch(library -> others.stream().anyMatch(name -> name.startsWith(library)));
        }
    }

    @Test
    void knowsItsVersion() throws Exception {
        CommandRun version = run(List.of(), "--version");

        assertThat(version.status()).isZero();
        assertThat(version.out()).containsPattern("npymap \\d+\\.\\d+").doesNotContain("not packaged");
    }

    @Test
    void demoShowsTheMistakeAndBothBackendsAndCleansUp() throws Exception {
        Environment.require(CommandRun.hasJni(), "no C library");
        Path files = Files.createDirectory(directory.resolve("demo"));

        CommandRun run = run(List.of(), "demo", "--rows", "20", "--columns", "1000", "--directory", files.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("refused: ")
                .contains("e-309")
                .contains("[19, 999] is 19999.0")
                .contains("jni")
                .contains("nio");
        assertThat(files).isEmptyDirectory();
    }

    @Test
    void thePropertyChoosesTheBackend() throws Exception {
        Environment.require(CommandRun.hasJni(), "no C library");
        assertThat(run(List.of("-Dnpymap.backend=nio"), "backends").out()).containsPattern("nio .* yes");
        assertThat(run(List.of("-Dnpymap.backend=jni"), "backends").out()).containsPattern("jni .* yes");
        CommandRun auto = run(List.of("-Dnpymap.backend=auto"), "backends");
        assertThat(auto.out()).containsPattern("jni .* yes");
        assertThat(auto.err()).isEmpty();
    }

    @Test
    void anUnknownBackendInThePropertyIsAnErrorThatListsWhatThereIs() throws Exception {
        Path file = directory.resolve("a.npy");
        Npy.create(file, DType.FLOAT32, Shape.of(2)).close();

        CommandRun run = run(List.of("-Dnpymap.backend=nonsense"), "head", file.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("npymap: there is no backend \"nonsense\"")
                .contains("jni (priority 100)")
                .contains("nio (priority 10)")
                .hasLineCount(1);
    }
}
