package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.support.Disk;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Saves and appends on a disk of 8 MiB until it is full. */
@EnabledOnOs(OS.LINUX)
@Tag(Rounds.TAG)
class DiskFullTest {
    @TempDir
    Path folder;

    private Disk disk;
    private Path path;

    @BeforeEach
    void mount() throws IOException {
        disk = Disk.of(folder.resolve("disk"), "size=8m");
        path = disk.directory().resolve("a.npy");
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(disk.directory())) {
            return files.toList();
        }
    }

    private static long[] longs(long from, long to) {
        return LongStream.range(from, to).toArray();
    }

    @Test
    void savingLeavesTheOldFile() throws IOException {
        Npy.save(path, longs(0, 500_000));
        byte[] before = Files.readAllBytes(path);
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> Npy.save(path, longs(0, 600_000)))
                .withMessageContainingAll(path.toString(), "4800128 bytes are needed", "are available");
        assertThat(path).hasBinaryContent(before);
        assertThat(files()).containsExactly(path);
        // Too little to be asked for: the disk itself says no.
        Path filler = Files.write(disk.directory().resolve("filler"), new byte[4_000_000]);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Npy.save(path, longs(0, 100_000)));
        assertThat(path).hasBinaryContent(before);
        assertThat(files()).containsExactlyInAnyOrder(path, filler);
    }

    @Test
    void appendingLeavesTheLastGoodHeaderAndNoBytesBehindItsData() throws IOException {
        NpyAppender appender = Npy.append(path, DType.INT64, Shape.of());
        appender.append(longs(0, 500_000));
        appender.flush();
        appender.append(longs(500_000, 500_010));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> appender.append(longs(0, 1_000_000)))
                .withMessageContainingAll(
                        path.toString(), "500000 rows in the file are safe", "1000000 rows were not appended");
        assertThat(Npy.header(path).shape()).isEqualTo(Shape.of(500_000));
        // What came before the failure is not lost by it.
        appender.close();
        assertThat(path).hasBinaryContent(saved(500_010));
    }

    @Test
    void whatDidNotFitCanBeFlushedAgainOrIsGivenUp() throws IOException {
        Path filler = disk.directory().resolve("filler");
        NpyAppender appender = Npy.append(path, DType.INT64, Shape.of());
        appender.append(longs(0, 100_000));
        appender.flush();
        long free = Files.getFileStore(disk.directory()).getUsableSpace();
        Files.write(filler, new byte[(int) free]);
        appender.append(longs(100_000, 110_000));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(appender::flush)
                .withMessageContainingAll("100000 rows in the file are safe", "10000 more rows are in memory");
        assertThat(Npy.header(path).shape()).isEqualTo(Shape.of(100_000));
        Files.delete(filler);
        appender.flush();
        assertThat(path).hasBinaryContent(saved(110_000));

        Files.write(filler, new byte[(int) Files.getFileStore(disk.directory()).getUsableSpace()]);
        appender.append(longs(110_000, 120_000));
        assertThatExceptionOfType(IOException.class).isThrownBy(appender::close);
        assertThat(path).hasBinaryContent(saved(110_000));
    }

    private byte[] saved(int count) throws IOException {
        Path expected = folder.resolve("expected.npy");
        Npy.save(expected, longs(0, count));
        return Files.readAllBytes(expected);
    }

    @Test
    void aNewFileToAppendToIsNotLeftHalf() throws IOException {
        Path filler = disk.directory().resolve("filler");
        Files.write(filler, new byte[(int) Files.getFileStore(disk.directory()).getUsableSpace()]);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Npy.append(path, DType.INT64, Shape.of()));
        assertThat(files()).containsExactly(filler);
    }
}
