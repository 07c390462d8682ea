package io.github.npymap.npz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyAppender;
import io.github.npymap.NpyFile;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nobody but its owner reads a file of mode 0600, be it that it is written anew again and again. */
@EnabledOnOs(OS.LINUX)
@Tag(Rounds.TAG)
class ReplacedFilesTest {
    private static final long[] ROWS = new long[20_000];

    /** Anybody may read it. */
    private static final String CONTROL = "control";

    @TempDir
    Path folder;

    private interface Write {
        void to(Path path) throws IOException;
    }

    @Test
    void anotherUserThatOpensWhateverAppearsReadsNothing() throws Exception {
        Path array = ownersAlone("a.npy");
        Path archive = ownersAlone("a.npz");
        List<Write> writes = List.of(
                path -> Npy.save(path, ROWS),
                ReplacedFilesTest::create,
                ReplacedFilesTest::append,
                path -> archive(archive));
        int rounds = Rounds.of(100, 3000);
        Npy.save(array, ROWS);
        try (Eavesdropper other = Eavesdropper.on(folder)) {
            for (int round = 0; round < rounds; round++) {
                writes.get(round % writes.size()).to(array);
            }
            Files.setPosixFilePermissions(
                    Files.writeString(folder.resolve(CONTROL), "x"), PosixFilePermissions.fromString("rw-r--r--"));
            Eavesdropper.Report report = other.report();
            Rounds.report(
                    "files of mode 0600 written anew while another user opens them, " + report.denied() + " refused, "
                            + report.gone() + " gone, read: " + report.read(),
                    rounds);
            assertThat(report.read()).isEqualTo(CONTROL);
            assertThat(report.denied()).isGreaterThan(rounds);
        }
        for (Path path : List.of(array, archive)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
    }

    private Path ownersAlone(String name) throws IOException {
        return Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void create(Path path) throws IOException {
        try (NpyFile file =
                Npy.create(path, DType.INT64, Shape.of(ROWS.length), CreateOption.ATOMIC, CreateOption.REPLACE)) {
            file.array().write(ROWS);
            file.commit();
        }
    }

    /** The file is the same, the lock beside it new. */
    private static void append(Path path) throws IOException {
        try (NpyAppender appender = Npy.append(path)) {
            appender.append(ROWS);
        }
    }

    private static void archive(Path path) throws IOException {
        try (NpzWriter npz = Npz.create(path)) {
            npz.add("x", ROWS).commit();
        }
    }
}
