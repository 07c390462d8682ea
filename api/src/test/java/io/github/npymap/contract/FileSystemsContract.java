package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyAppender;
import io.github.npymap.NpyFile;
import io.github.npymap.program.AppendingRacer;
import io.github.npymap.support.Disk;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks with file systems of several kinds. The exFAT of user space has neither modes nor hard links. */
@EnabledOnOs(OS.LINUX)
@Tag(Rounds.TAG)
abstract class FileSystemsContract extends Contract {
    private static final long IMAGE = 400L << 20;

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "exfat-fuse"})
    void filesAreSavedOpenedChangedAndAppendedToOnAnyDisk(String type) throws Exception {
        Path image = directory.resolve("image");
        try (Disk disk = Disk.inFile(image, IMAGE, type, directory.resolve("disk"))) {
            Path path = disk.directory().resolve("a.npy");
            long[] values = new long[10_000];
            Arrays.setAll(values, k -> k);
            Npy.save(path, values);
            Npy.save(path, values);
            changes(path);
            appends(path, values.length);
            creates(disk.directory().resolve("b.npy"));
            disk.fill(1 << 20);
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(() -> Npy.save(path, new long[1 << 20]))
                    .withMessageContaining(path.toString());
            try (NpyFile file = backend().open(path)) {
                assertThat(file.array().getLong(1)).isEqualTo(-1);
                assertThat(file.array().size()).isEqualTo(values.length + 2);
            }
            try (Stream<Path> files = Files.list(disk.directory())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.startsWith(".npymap-"));
            }
        }
    }

    private void changes(Path path) throws IOException {
        try (NpyFile file = backend().open(path, Mode.READ_WRITE)) {
            file.array().setLong(1, -1);
            file.flush();
            file.sync();
        }
        try (NpyFile file = backend().open(path, Mode.COPY_ON_WRITE)) {
            assertThat(file.array().getLong(1)).isEqualTo(-1);
            file.array().setLong(1, 5);
        }
    }

    private void appends(Path path, int before) throws IOException {
        try (NpyAppender appender = Npy.append(path)) {
            appender.append(new long[] {3});
            appender.sync();
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(() -> Npy.append(path))
                    .withMessageContaining("another writer");
            assertThat(AppendingRacer.run(path, backend().name(), 1).refusals()).isOne();
            appender.append(new long[] {4});
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        try (NpyFile file = backend().open(path)) {
            assertThat(file.array().slice(before + ":").toLongArray()).containsExactly(3, 4);
        }
    }

    private void creates(Path path) throws IOException {
        for (List<CreateOption> options : List.of(
                List.of(CreateOption.ATOMIC),
                List.of(CreateOption.REPLACE),
                List.of(CreateOption.SPARSE, CreateOption.ATOMIC, CreateOption.REPLACE))) {
            try (NpyFile file =
                    backend().create(path, DType.INT32, Shape.of(5000), options.toArray(new CreateOption[0]))) {
                file.array().setInt(4999, 9);
                if (options.contains(CreateOption.ATOMIC)) {
                    file.commit();
                }
            }
            try (NpyFile file = backend().open(path)) {
                assertThat(file.array().sumLong()).isEqualTo(9);
            }
        }
        Path raw = Files.createFile(path.resolveSibling("raw"));
        try (NpyFile file = backend()
                .raw(raw, DType.INT8)
                .shape(Shape.of(100_000))
                .mode(Mode.READ_WRITE)
                .extend()
                .open()) {
            assertThat(file.array().getInt(99_999)).isZero();
        }
    }
}
