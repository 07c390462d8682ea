package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import io.github.npymap.Npy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as it is unpacked in a clean folder. */
@DisabledOnOs(value = WINDOWS, disabledReason = "the launcher is a shell script")
class DistributionIT {

    @TempDir
    Path directory;

    private Path home;
    private Path npymap;
    private Path lib;
    private Path data;

    @BeforeEach
    void unpack() throws Exception {
        Path archive;
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            archive = built.filter(file -> file.toString().endsWith("-bin.tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        run("tar", "xzf", archive.toAbsolutePath().toString(), "-C", directory.toString());
        home = directory.resolve(archive.getFileName().toString().replace("-bin.tar.gz", ""));
        npymap = home.resolve("bin/npymap");
        lib = home.resolve("lib");
        data = directory.resolve("data.npy");
        Npy.save(data, new double[] {0.5, 1.5, 2.5, 3.5}, 2, 2);
    }

    @Test
    void runsAlsoThroughALinkAndFromAFolderWithABlank() throws Exception {
        assertThat(home.resolve("THIRD-PARTY.md")).isNotEmptyFile();
        npymap = Files.move(home, directory.resolve("a folder")).resolve("bin/npymap");
        lib = directory.resolve("a folder/lib");
        Path link = Files.createSymbolicLink(directory.resolve("link"), npymap);

        assertThat(never(npymap, "get", data, "-1,0")).isEqualTo(new CommandRun(0, "2.5\n", ""));
        assertThat(never(link, "get", data, "1,1")).isEqualTo(new CommandRun(0, "3.5\n", ""));
        assertThat(never(npymap, "head", directory.resolve("missing.npy")))
                .isEqualTo(new CommandRun(1, "", "npymap: " + directory.resolve("missing.npy") + ": no such file\n"));
        assertThat(lib).isDirectoryNotContaining("glob:**/{draft,start}*");
    }

    @Test
    void findsTheFastBackendWithoutAWarning() throws Exception {
        assumeThat(CommandRun.hasJni()).isTrue();
        CommandRun backends = never(npymap, "backends");

        assertThat(backends.err()).isEmpty();
        assertThat(backends.out()).containsPattern("jni .* yes");
    }

    @Test
    void getsAnElementThroughTheBackendThatIsAskedForWithoutAParserOfCommandLines() throws Exception {
        assumeThat(CommandRun.hasJni()).isTrue();
        Path log = directory.resolve("loaded");

        CommandRun get = run(
                "env",
                "NPYMAP_PREPARE=never",
                "NPYMAP_OPTS=-Dnpymap.backend=jni -Xlog:class+init=info:file=" + log,
                npymap.toString(),
                "get",
                data.toString(),
                "0,1");

        assertThat(get).isEqualTo(new CommandRun(0, "1.5\n", ""));
        assertThat(Files.readString(log))
                .contains("'io/github/npymap/jni/JniMapping'")
                .doesNotContain("'picocli/");
    }

    @Test
    void loadsFromTheFileThatPrepareMakesAndIgnoresADamagedOne() throws Exception {
        assertThat(run(lib.resolve("prepare").toString()).status()).isZero();
        assertThat(lib).isDirectoryContaining("glob:**/start-*").isDirectoryNotContaining("glob:**/draft-*");

        Path log = directory.resolve("loaded");
        CommandRun get = run(
                "env", "NPYMAP_OPTS=-Xlog:class+load:file=" + log, npymap.toString(), "get", data.toString(), "0,1");

        assertThat(get).isEqualTo(new CommandRun(0, "1.5\n", ""));
        List<String> own = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" io.github.npymap."))
                .toList();
        assertThat(own).hasSizeGreaterThan(30);
        // Some are made anew in every process.
        assertThat(own.stream().filter(line -> !line.contains("shared objects file")))
                .as("not from the file")
                .hasSizeLessThan(own.size() / 10);
        run("env", "NPYMAP_OPTS=-Xlog:class+load:file=" + log, npymap.toString(), "info", data.toString());
        assertThat(Files.readAllLines(log).stream().filter(line -> line.contains(" picocli.")))
                .as("the parser of command lines")
                .hasSizeGreaterThan(100)
                .allMatch(line -> line.contains("shared objects file"));
        String backend = CommandRun.hasJni() ? "jni" : "nio";
        for (String command : List.of("info", "head", "stats")) {
            assertThat(run(npymap.toString(), command, data.toString(), "--backend=" + backend)
                            .err())
                    .isEmpty();
        }

        damage();
        assertThat(run(npymap.toString(), "get", data.toString(), "1,0")).isEqualTo(new CommandRun(0, "2.5\n", ""));
    }

    @Test
    void leavesAnEmptyFileWhereItCannotPrepareAndIsNotHeldUpByWhatWasBrokenOff() throws Exception {
        Path jar = lib.resolve("npymap.jar");
        Path elsewhere = Files.move(jar, directory.resolve("npymap.jar"));
        assertThat(run(lib.resolve("prepare").toString()).status()).isEqualTo(1);
        Path start = start();
        assertThat(start).isEmptyFile();

        Path draft = Files.createDirectory(lib.resolve(
                start.getFileName().toString().replaceFirst("^start-", "draft-").replaceFirst("\\.[a-z]+$", "")));
        assertThat(run(lib.resolve("prepare").toString()).err()).contains("another is at work in " + draft);
        Files.setLastModifiedTime(draft, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        assertThat(run(lib.resolve("prepare").toString()).err())
                .contains("Rehearsal")
                .doesNotContain("another is at work");

        Files.move(elsewhere, jar);
        assertThat(run(npymap.toString(), "get", data.toString(), "1,0")).isEqualTo(new CommandRun(0, "2.5\n", ""));
        assertThat(start).isEmptyFile();
    }

    /** As if it were for another JVM. */
    private void damage() throws IOException {
        Path start = start();
        Files.delete(start);
        Files.writeString(start, "not for this JVM");
    }

    /** What prepare left. */
    private Path start() throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.getFileName().toString().startsWith("start-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aBarOnTheTerminalShowsHowFarAnArchiveIsAndNothingOfItElsewhere() throws Exception {
        assumeThat(scriptVersion()).contains("util-linux");
        double[] noise = new SplittableRandom(1).doubles(8 << 20).toArray();
        Npy.save(data, noise);
        Path archive = directory.resolve("noise.npz");
        String command = npymap + " convert --force --deflate " + data + " " + archive;

        CommandRun watched = run("script", "--quiet", "--return", "--command", command, "/dev/null");
        assertThat(watched.status()).isZero();
        assertThat(watched.out()).containsPattern("\r\\[#* *\\] \\d+ %").endsWith(" \r");

        // Nothing but the unpacking takes long enough for a bar.
        String unpacked = npymap + " head --rows 1 " + archive;
        assertThat(run("script", "--quiet", "--return", "--command", unpacked, "/dev/null")
                        .out())
                .containsPattern("\r\\[#* *\\] \\d+ %")
                .contains(Double.toString(noise[0]));
        CommandRun unwatched = never(npymap, "head", "--rows", "1", archive);
        assertThat(unwatched.err()).isEmpty();
        assertThat(unwatched.out()).contains(Double.toString(noise[0])).doesNotContain("%");
    }

    /** What this system's {@code script} says that it is; empty where there is none. */
    private String scriptVersion() throws InterruptedException {
        try {
            return run("script", "--version").out();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        CommandRun run = run("env", "JAVA_HOME=/nowhere", npymap.toString(), "--version");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("npymap: no Java: ").hasLineCount(1);
    }

    private CommandRun never(Path program, Object... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "NPYMAP_PREPARE=never", program.toString()));
        Arrays.stream(args).map(Object::toString).forEach(command::add);
        return run(command.toArray(String[]::new));
    }

    private CommandRun run(String... command) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int status = builder.start().waitFor();
        return new CommandRun(
                status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
