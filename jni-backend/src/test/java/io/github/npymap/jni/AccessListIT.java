package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Access control lists, which {@code setfacl} makes. */
@Tag(Rounds.TAG)
@EnabledOnOs(OS.LINUX)
class AccessListIT {
    private static final String LISTED = "user:12345:";

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void listAUser() throws Exception {
        path = folder.resolve("a.npy");
        Npy.save(path, new int[] {1, 2});
        Environment.require(Files.isExecutable(Path.of("/usr/bin/setfacl")), "no setfacl");
        Process process = new ProcessBuilder("setfacl", "-m", LISTED + "r--", path.toString())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        Environment.require(process.waitFor() == 0, "no access control lists in the temporary folder");
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private String list() throws Exception {
        return run("getfacl", "--omit-header", "--absolute-names", "--numeric", path.toString());
    }

    private void replaceInEveryWay(String expected) throws Exception {
        Npy.save(path, new int[] {3});
        assertThat(list()).isEqualTo(expected);
        for (String backend : List.of("nio", "jni")) {
            if (Npy.backends().stream().anyMatch(found -> found.name().equals(backend))) {
                replaceByCreating(backend, expected);
            }
        }
        assertThat(files()).containsExactly(path);
    }

    private void replaceByCreating(String backend, String expected) throws Exception {
        try (NpyFile file =
                Npy.using(backend).create(path, DType.INT8, Shape.of(3), CreateOption.REPLACE, CreateOption.ATOMIC)) {
            file.commit();
        }
        assertThat(list()).isEqualTo(expected);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void theListOfAFileThatIsReplacedIsKept() throws Exception {
        String before = list();
        assertThat(before).contains(LISTED + "r--");
        replaceInEveryWay(before);
    }

    @Test
    void aFileWithoutAListGetsNoneFromItsFolder() throws Exception {
        run("setfacl", "--remove-all", path.toString());
        run("setfacl", "-d", "-m", LISTED + "rwx", folder.toString());
        String before = list();
        assertThat(before).doesNotContain(LISTED);
        replaceInEveryWay(before);
    }
}
