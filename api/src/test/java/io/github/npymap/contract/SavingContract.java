package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.CreateOption;
import io.github.npymap.MapOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.program.Victim;
import io.github.npymap.support.Access;
import io.github.npymap.support.Disk;
import io.github.npymap.support.LostPages;
import io.github.npymap.support.NumPy;
import io.github.npymap.support.Rounds;
import io.github.npymap.support.Warnings;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag(Rounds.TAG)
abstract class SavingContract extends Contract {
    /** Elements in a file of {@link Victim}. */
    private static final int VICTIMS = 300_000;

    /** Files that NumPy is to look at. */
    private static final int KEPT = 20;

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void anAtomicFileTakesItsPlaceWhenItIsCommitted() throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(2), 5, 6);
        byte[] before = Files.readAllBytes(path);
        NpyArray reader = open(path, Mode.READ).array();
        NpyFile file = closing(backend()
                .create(path, DType.INT64, Shape.of(3), CreateOption.ATOMIC, CreateOption.REPLACE, CreateOption.SYNC));
        file.array().write(new long[] {7, 8, 9});
        file.sync();
        assertThat(file.path()).isEqualTo(path);
        assertThat(path).hasBinaryContent(before);
        file.commit();
        assertThat(open(path, Mode.READ).array().toLongArray()).containsExactly(7, 8, 9);
        file.array().setLong(0, 77);
        file.sync();
        file.commit();
        assertThat(files(directory)).containsExactly(path);
        file.close();
        file.close();
        assertThat(open(path, Mode.READ).array().toLongArray()).containsExactly(77, 8, 9);
        assertThat(reader.toLongArray()).containsExactly(5, 6);
        assertThat(files(directory)).containsExactly(path);
    }

    @Test
    void aFileThatWasCreatedIsKnownByItsName() throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(2), 5, 6);
        NpyFile file = closing(backend().create(path, DType.INT64, Shape.of(3), CreateOption.REPLACE));
        file.array().write(new long[] {7, 8, 9});
        assertThat(Files.readAllBytes(path)).endsWith(9, 0, 0, 0, 0, 0, 0, 0);
        file.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> file.array().getLong(0))
                .withMessageStartingWith(path + " is closed");
        assertThat(open(path, Mode.READ).array().toLongArray()).containsExactly(7, 8, 9);
        assertThat(files(directory)).containsExactly(path);
    }

    @Test
    void anAtomicFileThatIsGivenUpLeavesNothing() throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(2), 5, 6);
        byte[] before = Files.readAllBytes(path);
        NpyFile file =
                closing(backend().create(path, DType.INT64, Shape.of(3), CreateOption.ATOMIC, CreateOption.REPLACE));
        file.array().write(new long[] {7, 8, 9});
        String warnings = Warnings.during(file::close);
        assertThat(warnings).contains(path + ": the new file was closed without commit() and is discarded");
        assertThat(Warnings.during(file::close)).isEmpty();
        assertThat(file.isOpen()).isFalse();
        assertThatIllegalStateException().isThrownBy(file::commit).withMessageContaining("is closed");
        assertThat(path).hasBinaryContent(before);
        assertThat(files(directory)).containsExactly(path);
    }

    @Test
    void onlyAnAtomicFileIsCommitted() throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(2), 5, 6);
        NpyFile created = closing(backend().create(fresh(), DType.INT64, Shape.of(0)));
        for (NpyFile file : List.of(created, open(path, Mode.READ_WRITE), open(path, Mode.READ))) {
            assertThatIllegalStateException().isThrownBy(file::commit).withMessageContaining("CreateOption.ATOMIC");
        }
    }

    @Test
    void anAtomicFileThatMustBeNewDoesNotReplaceWhatCameMeanwhile() throws IOException {
        Path path = fresh();
        NpyFile file = closing(backend().create(path, DType.INT64, Shape.of(3), CreateOption.ATOMIC));
        assertThat(path).doesNotExist();
        Npy.save(path, new int[] {4});
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(file::commit);
        assertThat(open(path, Mode.READ).array().toIntArray()).containsExactly(4);
        Files.delete(path);
        file.commit();
        assertThat(open(path, Mode.READ).array().toLongArray()).containsExactly(0, 0, 0);
        assertThat(files(directory)).containsExactly(path);
    }

    @Test
    void whatIsSynchronisedIsTheMappedFileWhateverItsNameIsNow() throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(2), 5, 6);
        NpyFile file = open(path, Mode.READ_WRITE);
        Path moved = Files.move(path, fresh(), StandardCopyOption.ATOMIC_MOVE);
        file.array().setLong(0, 7);
        file.sync();
        assertThat(path).doesNotExist();
        assertThat(open(moved, Mode.READ).array().getLong(0)).isEqualTo(7);
    }

    @Test
    void mappedArraysAreSavedEvenOverThemselves() throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        NpyArray array = open(path, Mode.READ).array();
        Npy.save(path, array.slice("::-1, ::2"));
        assertThat(open(path, Mode.READ).array().toLongArray()).containsExactly(4, 6, 1, 3);
        Npy.save(path, array.transpose());
        NpyArray turned = open(path, Mode.READ).array();
        assertThat(turned.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(turned.transpose().toLongArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(array.toLongArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void stridedViewsOfEveryItemSizeAreSavedAsTheyAre() throws IOException {
        for (String descr :
                List.of("u1", "<i2", "V3", "<f4", "V6", "<c8", ">f8", "S12", "<c16", "[('a', 'u1'), ('b', '<f8')]")) {
            DType type = Npy.dtype(descr);
            int itemsize = type.itemsize();
            int count = 3000;
            byte[] bytes = new byte[2 * count * itemsize];
            new SplittableRandom(itemsize).nextBytes(bytes);
            Path path = fresh();
            Npy.save(path, ByteBuffer.wrap(bytes), type, Shape.of(count, 2));
            NpyArray column = open(path, Mode.READ).array().slice("::-1, 1");
            Path saved = fresh();
            Npy.save(saved, column);
            byte[] expected = new byte[count * itemsize];
            for (int k = 0; k < count; k++) {
                System.arraycopy(bytes, (2 * (count - 1 - k) + 1) * itemsize, expected, k * itemsize, itemsize);
            }
            byte[] file = Files.readAllBytes(saved);
            assertThat(Arrays.copyOfRange(file, file.length - expected.length, file.length))
                    .as(descr)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aShortFileIsExtendedOnRequest() throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(5), 1, 2, 3, 4);
        for (Mode mode : List.of(Mode.READ, Mode.COPY_ON_WRITE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> backend().open(path, mode, MapOption.EXTEND))
                    .withMessageContaining("READ_WRITE");
        }
        assertThat(path).hasSize(128 + 32);
        NpyArray array =
                closing(backend().open(path, Mode.READ_WRITE, MapOption.EXTEND)).array();
        assertThat(array.toLongArray()).containsExactly(1, 2, 3, 4, 0);
        assertThat(path).hasSize(128 + 40);
        closing(backend().open(path, Mode.READ_WRITE, MapOption.EXTEND));
        assertThat(path).hasSize(128 + 40);
    }

    @Test
    void aShortRawFileIsExtendedOnRequest() throws IOException {
        Path path = Files.write(fresh(), new byte[] {1, 2, 3});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend()
                        .raw(path, DType.UINT8)
                        .shape(Shape.of(9))
                        .extend()
                        .open());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend()
                        .raw(path, DType.UINT8)
                        .mode(Mode.READ_WRITE)
                        .extend()
                        .open())
                .withMessageContaining("shape");
        assertThat(path).hasSize(3);
        NpyArray array = closing(backend()
                        .raw(path, DType.UINT16)
                        .offset(2)
                        .shape(Shape.of(2, 2))
                        .mode(Mode.READ_WRITE)
                        .extend()
                        .open())
                .array();
        assertThat(array.toIntArray()).containsExactly(3, 0, 0, 0);
        assertThat(path).hasBinaryContent(new byte[] {1, 2, 3, 0, 0, 0, 0, 0, 0, 0});
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskChangesNothing() throws IOException {
        try (Disk disk = Disk.of(directory.resolve("disk"), "size=8m")) {
            Path path = disk.directory().resolve("a.npy");
            Npy.save(path, new long[500_000]);
            byte[] before = Files.readAllBytes(path);
            for (CreateOption[] options : new CreateOption[][] {
                {CreateOption.REPLACE},
                {CreateOption.REPLACE, CreateOption.ATOMIC},
                {CreateOption.REPLACE, CreateOption.SYNC}
            }) {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> backend().create(path, DType.INT64, Shape.of(600_000), options))
                        .withMessageContaining("no room");
                assertThat(path).hasBinaryContent(before);
                assertThat(files(disk.directory())).containsExactly(path);
            }
            Path other = disk.directory().resolve("b.npy");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> backend().create(other, DType.INT64, Shape.of(600_000)));
            assertThat(other).doesNotExist();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> backend()
                            .raw(path, DType.INT64)
                            .offset(128)
                            .shape(Shape.of(2_000_000))
                            .mode(Mode.READ_WRITE)
                            .extend()
                            .open());
            assertThat(path).hasBinaryContent(before);
        }
    }

    /** Too little is missing to be asked for beforehand: the disk says no when the file has grown by half of it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatCouldNotBeExtendedIsAsLongAsBefore() throws IOException {
        try (Disk disk = Disk.of(directory.resolve("disk"), "size=8m")) {
            Path raw = Files.write(disk.directory().resolve("raw"), new byte[] {1, 2, 3});
            Path cut = disk.directory().resolve("a.npy");
            byte[] header = NpyHeader.of(DType.INT8, Order.C, Shape.of(900_000)).toBytes();
            Files.write(cut, header);
            disk.fill(300_000);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> backend()
                            .raw(raw, DType.INT8)
                            .shape(Shape.of(900_000))
                            .mode(Mode.READ_WRITE)
                            .extend()
                            .open());
            assertThat(raw).hasBinaryContent(new byte[] {1, 2, 3});
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> backend().open(cut, Mode.READ_WRITE, MapOption.EXTEND));
            assertThat(cut).hasBinaryContent(header);
            assertThat(Files.getFileStore(cut).getUsableSpace()).isGreaterThan(200_000);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SCALAR_WRITE", "WRITE", "STRIDED_WRITE"})
    @EnabledOnOs(OS.LINUX)
    void aSparseFileOnAFullDiskIsAnExceptionAndWhatWasWrittenBeforeStays(Access access) throws IOException {
        try (Disk disk = Disk.of(directory.resolve("disk"), "size=8m")) {
            Path path = disk.directory().resolve("a.npy");
            Shape shape = Shape.of(40_000, Access.COLUMNS);
            try (NpyFile file = backend().create(path, DType.FLOAT64, shape, CreateOption.SPARSE)) {
                NpyArray array = file.array();
                array.at(0).write(ones(Access.COLUMNS));
                file.flush();
                disk.fill(4 << 20);
                assertThatThrownBy(() -> access.run(array))
                        .isInstanceOfAny(
                                UncheckedIOException.class,
                                mayBeLate(access) ? InternalError.class : UncheckedIOException.class);
                assertThat(array.at(0).toDoubleArray()).containsOnly(1);
                disk.empty();
                array.at(20_000).write(ones(Access.COLUMNS));
                assertThat(array.at(20_000).toDoubleArray()).containsOnly(1);
            }
            assertThat(Npy.header(path).shape()).isEqualTo(shape);
        }
    }

    /** Whether HotSpot's own error may come as it is; see {@link LostPages}. */
    private boolean mayBeLate(Access access) {
        return backend().name().equals("nio")
                && (access.isScalar() || Runtime.version().feature() < 22);
    }

    private static double[] ones(int count) {
        return DoubleStream.generate(() -> 1).limit(count).toArray();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatWasFlushedBeforeAProgramWasKilledIsThere() throws Exception {
        Path path = fresh();
        SplittableRandom random = new SplittableRandom(5);
        int kills = Rounds.of(3, 100);
        for (int k = 0; k < kills; k++) {
            Files.deleteIfExists(path);
            long said = Victim.kill("flush-" + backend().name(), path, random);
            NpyArray array = open(path, Mode.READ).array();
            assertThat(array.minLong()).isGreaterThanOrEqualTo(said);
            assertThat(array.maxLong()).isLessThanOrEqualTo(array.minLong() + 1);
        }
        Rounds.report("killed after a flush, " + backend().name(), kills);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aKilledProgramLeavesTheOldFileOrTheNewOne() throws Exception {
        Path path = fresh();
        SplittableRandom random = new SplittableRandom(4);
        int kills = Rounds.of(5, 100);
        List<Path> left = new ArrayList<>();
        for (int k = 0; k < kills; k++) {
            long said = Victim.kill(backend().name(), path, random);
            long[] values = whole(path);
            assertThat(values[0]).isGreaterThanOrEqualTo(said);
            assertThat(LongStream.of(values).distinct()).containsExactly(values[0]);
            keep(path, left);
        }
        requireNumPyLoads(left);
        Victim.requireNothingLeft(path, next -> Npy.save(next, new int[1]));
        Rounds.report("killed while it created files, " + backend().name(), kills);
    }

    /** Without {@link CreateOption#ATOMIC} a file is complete when it has its zeros; the rest is written in its place. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aProgramThatIsKilledWhileItReplacesFilesLeavesTheOldOneOrZerosAndWhatWasWritten() throws Exception {
        Path path = fresh();
        SplittableRandom random = new SplittableRandom(8);
        int kills = Rounds.of(5, 100);
        List<Path> left = new ArrayList<>();
        for (int k = 0; k < kills; k++) {
            long said = Victim.kill("replace-" + backend().name(), path, random);
            long[] found = LongStream.of(whole(path))
                    .distinct()
                    .filter(value -> value != 0)
                    .toArray();
            // All is of one file, which is the last that was finished or a later one.
            assertThat(found).hasSizeLessThanOrEqualTo(1);
            assertThat(LongStream.of(found)).allMatch(value -> value >= said);
            keep(path, left);
        }
        requireNumPyLoads(left);
        Victim.requireNothingLeft(path, next -> Npy.save(next, new int[1]));
        Rounds.report("killed while it replaced files, " + backend().name(), kills);
    }

    /** All elements of a file whose header is that of the victim's files, to the last byte, as is its length. */
    private static long[] whole(Path path) throws IOException {
        byte[] header = NpyHeader.of(DType.INT64, Order.C, Shape.of(VICTIMS)).toBytes();
        byte[] file = Files.readAllBytes(path);
        assertThat(file).hasSize(header.length + VICTIMS * Long.BYTES).startsWith(header);
        long[] values = new long[VICTIMS];
        ByteBuffer.wrap(file, header.length, VICTIMS * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(values);
        return values;
    }

    /** NumPy looks at some of what was left: all of them together, as it takes long to start. */
    private static void keep(Path path, List<Path> kept) throws IOException {
        if (kept.size() < KEPT) {
            kept.add(Files.copy(path, path.resolveSibling("state" + kept.size() + ".npy")));
        }
    }

    private static void requireNumPyLoads(List<Path> files) {
        if (NumPy.majorVersion() == 0) {
            return;
        }
        String shapes = NumPy.run(
                "import sys, numpy as np; print({(a.shape, a.dtype.str) for a in map(np.load, sys.argv[1:])})",
                files.stream().map(Path::toString).toArray(String[]::new));
        assertThat(shapes.strip()).isEqualTo("{((" + VICTIMS + ",), '<i8')}");
    }

    @Test
    void aFileThatIsNoNpyFileIsNotExtended() throws IOException {
        Path path = Files.write(fresh(), new byte[] {1, 2, 3});
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> backend().open(path, Mode.READ_WRITE, MapOption.EXTEND));
        assertThat(path).hasSize(3);
    }
}
