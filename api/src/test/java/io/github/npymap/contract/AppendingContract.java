package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.Npy;
import io.github.npymap.NpyAppender;
import io.github.npymap.NpyArray;
import io.github.npymap.program.AppendingRacer;
import io.github.npymap.program.Victim;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Files are appended to by one appender at a time, while the backend opens and closes them. */
@Tag(Rounds.TAG)
abstract class AppendingContract extends Contract {
    @Test
    void readersKeepTheShapeThatTheyOpenedWhileRowsAreAppended() throws IOException {
        Path path = fresh();
        try (NpyAppender appender = Npy.append(path, DType.INT64, Shape.of(2))) {
            appender.append(new long[] {1, 2, 3, 4});
            appender.flush();
            NpyArray old = open(path, Mode.READ).array();
            for (int k = 0; k < 100; k++) {
                // The file's own rows, over and over.
                appender.append(old);
            }
            appender.flush();
            assertThat(old.toLongArray()).containsExactly(1, 2, 3, 4);
            NpyArray grown = open(path, Mode.READ).array();
            assertThat(grown.shape()).isEqualTo(Shape.of(202, 2));
            assertThat(grown.sumLong()).isEqualTo(1010);
        }
    }

    @Test
    void aSecondAppenderIsRefusedWhateverElseIsOpenedAndClosed() throws Exception {
        Path path = fresh();
        try (NpyAppender first = Npy.append(path, DType.INT64, Shape.of())) {
            first.append(new long[] {7});
            first.flush();
            for (Mode mode : List.of(Mode.READ, Mode.READ_WRITE, Mode.COPY_ON_WRITE)) {
                backend().open(path, mode).close();
                assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> Npy.append(path));
                AppendingRacer.Result other = AppendingRacer.run(path, backend().name(), 1);
                assertThat(other.rows()).isEmpty();
                assertThat(other.refusals()).isOne();
            }
        }
        assertThat(open(path, Mode.READ).array().toLongArray()).containsExactly(7);
        assertThat(AppendingRacer.run(path, backend().name(), 1).rows()).hasSize(2);
    }

    /** Each of the two opens and closes the file while it appends: what took locks of the file itself away. */
    @Test
    void everyRowThatTwoRacingProgramsFlushedIsThereOnce() throws Exception {
        int rounds = Rounds.of(100, 1000);
        Path path = fresh();
        Npy.append(path, DType.INT64, Shape.of()).close();
        AppendingRacer.Result both = AppendingRacer.race(path, backend().name(), rounds);
        assertThat(LongStream.of(open(path, Mode.READ).array().toLongArray())
                        .boxed()
                        .toList())
                .containsExactlyInAnyOrderElementsOf(both.rows());
        assertThat(both.rows()).isNotEmpty();
        Rounds.report("two programs appending, " + backend().name() + ", " + both.refusals() + " refusals", rounds);
    }

    /** Hard links have a lock file each: what protects the rows is the comparison before they are written. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void rowsThatAnotherProgramFlushedByAHardLinkAreNotOverwritten() throws Exception {
        byte[] published;
        List<Long> rows;
        Path path = fresh();
        try (NpyAppender first = Npy.append(path, DType.INT64, Shape.of())) {
            first.append(new long[] {7});
            first.flush();
            first.append(new long[] {8, 9});
            Path link = Files.createLink(path.resolveSibling("link.npy"), path);
            AppendingRacer.Result other = AppendingRacer.run(link, backend().name(), 1);
            assertThat(other.rows()).hasSize(2);
            published = Files.readAllBytes(path);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(first::flush)
                    .withMessageContainingAll(path.toString(), "another program", "1 rows", "2 more rows");
            rows = other.rows();
        }
        assertThat(path).hasBinaryContent(published);
        assertThat(open(path, Mode.READ).array().toLongArray()).containsExactly(7, rows.get(0), rows.get(1));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theLockFileOfAKilledProgramIsTakenOverAndRemoved() throws Exception {
        Path path = fresh();
        Victim.kill("append", path, new SplittableRandom(3));
        Path lockFile = path.resolveSibling(".npymap-" + path.getFileName() + ".lock");
        assertThat(lockFile).isEmptyFile();
        try (NpyAppender appender = Npy.append(path)) {
            assertThat(appender.rows()).isPositive();
            open(path, Mode.READ);
            assertThat(AppendingRacer.run(path, backend().name(), 1).refusals()).isOne();
        }
        assertThat(lockFile).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderWhereNoFileCanBeMadeNeedsALockFileThatIsThere() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("closed"));
        Path path = folder.resolve("a.npy");
        Npy.save(path, new long[0]);
        Path lockFile = folder.resolve(".npymap-a.npy.lock");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        try {
            Jvm unprivileged = Jvm.unprivileged();
            AppendingRacer.Result refused =
                    AppendingRacer.run(unprivileged, path, backend().name(), 1);
            assertThat(refused.rows()).isEmpty();
            assertThat(refused.output()).contains(path.toString(), lockFile.toString(), "make files in the folder");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.createFile(lockFile);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
            assertThat(AppendingRacer.run(unprivileged, path, backend().name(), 1)
                            .rows())
                    .hasSize(2);
            assertThat(lockFile).isEmptyFile();
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
