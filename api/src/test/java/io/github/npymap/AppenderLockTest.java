package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two appenders to one file in this process, and files that other programs change while they are appended to. */
@Tag(Rounds.TAG)
class AppenderLockTest {
    /** More than one block of rows that are written together. */
    private static final int MANY = 100_000;

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void save() throws IOException {
        path = folder.resolve("a.npy");
        Npy.save(path, ints(0, 3));
    }

    private static int[] ints(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private static void requireRefused(Path path) {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> Npy.append(path))
                .withMessageContainingAll(path.toString(), "another writer is appending");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linksOfTheFileAreRefusedAsTheFileIs() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path hard = Files.createLink(other.resolve("hard.npy"), path);
        Path symbolic = Files.createSymbolicLink(other.resolve("symbolic.npy"), path);
        for (Path first : new Path[] {path, hard, symbolic}) {
            try (NpyAppender appender = Npy.append(first)) {
                assertThat(appender.rows()).isEqualTo(3);
                for (Path second : new Path[] {path, hard, symbolic}) {
                    requireRefused(second);
                }
            }
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.lock");
        assertThat(other).isDirectoryNotContaining("glob:**.lock");
    }

    @Test
    void aFileThatWasReplacedIsLeftAlone() throws IOException {
        Path next = folder.resolve("next.npy");
        Npy.save(next, ints(0, 3));
        NpyAppender appender = Npy.append(path);
        appender.append(ints(3, 5));
        Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
        requireStops(appender);
    }

    @Test
    void aFileThatVanishedIsNotAppendedTo() throws IOException {
        NpyAppender appender = Npy.append(path);
        appender.append(ints(3, 5));
        Files.delete(path);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(appender::flush)
                .withMessageContainingAll(path.toString(), "2 more rows are not published");
        appender.close();
        assertThat(folder).isEmptyDirectory();
    }

    /** The bytes may be rows of another appender, which has not published them yet. */
    @Test
    void aFileThatGrewIsLeftAlone() throws IOException {
        NpyAppender appender = Npy.append(path);
        appender.append(ints(3, 5));
        Files.write(path, new byte[8], StandardOpenOption.APPEND);
        requireStops(appender);
    }

    private void requireStops(NpyAppender appender) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(appender::flush)
                .withMessageContainingAll(
                        path.toString(), "another program", "had 3 rows", "2 more rows are not published");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> appender.append(ints(5, 6)));
        appender.close();
        assertThat(path).hasBinaryContent(bytes);
        Npy.append(path).close();
    }

    @Test
    void theFileIsComparedBeforeEveryBlockOfRows() throws IOException {
        NpyAppender appender = Npy.append(path);
        appender.append(ints(0, MANY));
        assertThat(Files.size(path)).isGreaterThan(MANY);
        Files.write(path, new byte[8], StandardOpenOption.APPEND);
        byte[] bytes = Files.readAllBytes(path);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> appender.append(ints(0, MANY)))
                .withMessageContainingAll("another program", MANY + " more rows are not published");
        appender.close();
        assertThat(path).hasBinaryContent(bytes);
    }

    @Test
    void aLockFileThatCannotBeOpenedIsNamedWithTheFile() throws IOException {
        Path lockFile = Files.createDirectory(folder.resolve(".npymap-a.npy.lock"));
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> Npy.append(path))
                .withMessageContainingAll(path.toString(), lockFile.toString(), "not a regular file");
        Files.delete(lockFile);
        Npy.append(path).close();
    }

    @Test
    void namesAsLongAsTheyCanBeAreLocked() throws IOException {
        Path longest = folder.resolve("x".repeat(251) + ".npy");
        Npy.save(longest, ints(0, 3));
        try (NpyAppender appender = Npy.append(longest)) {
            appender.append(ints(3, 5));
            requireRefused(longest);
        }
        assertThat(Npy.header(longest).shape()).isEqualTo(Shape.of(5));
        assertThat(folder).isDirectoryNotContaining("glob:**.lock");
    }

    @Test
    void anAppenderThatWasForgottenIsReleasedByTheGarbageCollector() throws IOException {
        forget();
        NpyAppender second = null;
        // A cleaner runs some time after the collection.
        for (int collection = 0; second == null && collection < 1000; collection++) {
            System.gc();
            try {
                second = Npy.append(path);
            } catch (FileSystemException e) {
                assertThat(e).hasMessageContaining("another writer");
            }
        }
        assertThat(second).isNotNull();
        second.close();
        assertThat(folder).isDirectoryNotContaining("glob:**.lock");
    }

    private void forget() throws IOException {
        NpyAppender first = Npy.append(path);
        requireRefused(path);
        assertThat(first.rows()).isEqualTo(3);
    }

    @Test
    @Timeout(60)
    void aFileInAZipFileHasOneAppenderInThisProcess() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
            Path member = Files.copy(path, zip.getPath("/a.npy"));
            try (NpyAppender appender = Npy.append(member)) {
                appender.append(ints(3, 5));
                requireRefused(member);
            }
            assertThat(Npy.header(member).dtype()).isEqualTo(DType.INT32);
        }
    }
}
