package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.CreateOption;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.support.Primitive;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag(Rounds.TAG)
abstract class ModeContract extends Contract {

    @ParameterizedTest
    @MethodSource("io.github.npymap.support.Values#types")
    void readOnlyArraysRefuseEveryAssignment(NumberType type) throws IOException {
        Path path = write(type, Order.C, Shape.of(4), 0, 1, 1, 0);
        byte[] before = Files.readAllBytes(path);
        NpyArray whole = open(path, Mode.READ).array();
        for (NpyArray array : List.of(whole, whole.slice("::-2"), whole.reshape(4), whole.transpose())) {
            assertThat(array.isWritable()).isFalse();
            for (Primitive primitive : Primitive.values()) {
                if (primitive.hasAccessors()) {
                    assertReadOnly(() -> primitive.set(array, primitive.of(1), 0));
                    assertReadOnly(() -> primitive.set1(array, primitive.of(1), 0));
                }
                assertReadOnly(() -> primitive.write(array, primitive.newArray(4)));
                assertReadOnly(() -> primitive.write(array, 0, primitive.newArray(1), 0, 1));
            }
        }
        assertReadOnly(() -> whole.reshape(2, 2).setBoolean(0, 0, true));
        assertReadOnly(() -> whole.reshape(2, 2, 1).setBoolean(0, 0, 0, true));
        assertReadOnly(() -> whole.at(0).setBoolean(new long[0], true));
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    private static void assertReadOnly(Runnable call) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(call::run)
                .withMessageContaining("read-only");
    }

    @Test
    void aLoadOfAnyViewBringsWhatCanBeToldOfItAndChangesNothing() throws IOException {
        long[] bits = new Random(3)
                .doubles(BulkContract.ROWS * BulkContract.COLUMNS)
                .mapToLong(Double::doubleToRawLongBits)
                .toArray();
        Shape shape = Shape.of(BulkContract.ROWS, BulkContract.COLUMNS);
        NpyArray whole = open(write(DType.FLOAT64, Order.C, shape, bits), Mode.COPY_ON_WRITE)
                .array();
        whole.setDouble(7, 7, 42);
        double[] expected = whole.toDoubleArray();
        BulkContract.views(whole).forEach((name, view) -> {
            view.load();
            view.residency()
                    .ifPresent(
                            found -> assertThat(found.residentPages()).as(name).isEqualTo(found.totalPages()));
        });
        assertThat(whole.toDoubleArray()).isEqualTo(expected);
    }

    @Test
    void copiesOnWriteAreSeenByNobodyElse() throws IOException {
        Path path = write(DType.INT32, Order.C, Shape.of(3000), new long[3000]);
        byte[] before = Files.readAllBytes(path);
        NpyFile file = open(path, Mode.COPY_ON_WRITE);
        NpyArray array = file.array();
        array.setInt(0, 1);
        array.slice("::-1").write(0, new int[] {7}, 0, 1);
        array.write(1000, new int[1000], 0, 1000);
        array.flush();
        file.flush();
        file.sync();
        assertThat(array.getInt(0)).isEqualTo(1);
        assertThat(array.sumLong()).isEqualTo(8);
        assertThat(open(path, Mode.READ).array().sumLong()).isZero();
        assertThat(open(path, Mode.COPY_ON_WRITE).array().sumLong()).isZero();
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        file.close();
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void changesAreSeenByEveryOtherMapOfTheFile() throws IOException {
        Path path = write(DType.FLOAT64, Order.C, Shape.of(3000), new long[3000]);
        NpyArray reader = open(path, Mode.READ).array();
        NpyFile file = open(path, Mode.READ_WRITE);
        assertThat(file.mode()).isEqualTo(Mode.READ_WRITE);
        assertThat(file.path()).isEqualTo(path);
        assertThat(file.backend()).isEqualTo(backend().name());
        file.array().setDouble(2999, 1.5);
        file.array().write(0, new double[] {1, 2}, 0, 2);
        assertThat(reader.sum()).isEqualTo(4.5);
        file.array().flush();
        file.sync();
        file.close();
        assertThat(reader.getDouble(2999)).isEqualTo(1.5);
        assertThat(open(path, Mode.READ).array().sum()).isEqualTo(4.5);
    }

    @Test
    void aNewFileHasTheHeaderOfItsArrayAndZeros() throws IOException {
        Path path = fresh();
        Shape shape = Shape.of(3, 5);
        NpyFile file = closing(backend().create(path, DType.INT16.bigEndian(), shape));
        assertThat(file.header()).contains(NpyHeader.of(DType.INT16.bigEndian(), Order.C, shape));
        byte[] header = file.header().orElseThrow().toBytes();
        assertThat(Files.readAllBytes(path)).isEqualTo(Arrays.copyOf(header, header.length + 30));
        assertThat(file.array().sumLong()).isZero();
        assertThat(file.array().isWritable()).isTrue();
    }

    @Test
    void anArrayInFortranOrderHasItsFirstAxisFastest() throws IOException {
        Path path = fresh();
        NpyFile file = closing(backend().create(path, DType.INT8, Shape.of(2, 3), CreateOption.FORTRAN_ORDER));
        assertThat(file.header().orElseThrow().order()).isEqualTo(Order.FORTRAN);
        file.array().write(new byte[] {0, 1, 2, 10, 11, 12});
        file.flush();
        byte[] bytes = Files.readAllBytes(path);
        assertThat(Arrays.copyOfRange(bytes, bytes.length - 6, bytes.length)).containsExactly(0, 10, 1, 11, 2, 12);
        NpyArray again = open(path, Mode.READ).array();
        assertThat(again.strides()).containsExactly(1, 2);
        assertThat(again.toByteArray()).containsExactly(0, 1, 2, 10, 11, 12);
    }

    @Test
    void aSparseFileReadsAsZeros() throws IOException {
        NpyArray array = zeros(DType.UINT8, Shape.of(1 << 20), CreateOption.SPARSE);
        assertThat(array.maxLong()).isZero();
        array.setInt((1 << 20) - 1, 200);
        assertThat(array.sumLong()).isEqualTo(200);
        assertThat(zeros(DType.UINT8, Shape.of(0), CreateOption.SPARSE).size()).isZero();
    }

    @Test
    void aNewFileReplacesAnotherOnlyIfToldTo() throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(2), 5, 6);
        byte[] before = Files.readAllBytes(path);
        for (CreateOption[] options :
                new CreateOption[][] {{}, {CreateOption.ATOMIC}, {CreateOption.SPARSE, CreateOption.FORTRAN_ORDER}}) {
            assertThatExceptionOfType(FileAlreadyExistsException.class)
                    .isThrownBy(() -> backend().create(path, DType.INT8, Shape.of(1), options))
                    .withMessage(path + ": there is a file; CreateOption.REPLACE replaces it");
            assertThat(Files.readAllBytes(path)).isEqualTo(before);
        }
        NpyArray array = closing(backend().create(path, DType.INT64, Shape.of(3), CreateOption.REPLACE))
                .array();
        assertThat(array.toLongArray()).containsExactly(0, 0, 0);
        Path other = fresh();
        closing(backend().create(other, DType.INT64, Shape.of(3), CreateOption.REPLACE));
        assertThat(other).exists();
    }

    @Test
    void whatCannotBeMadeLeavesAnExistingFileAsItWas() throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(2), 5, 6);
        byte[] before = Files.readAllBytes(path);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> backend().create(path, DType.UINT8, Shape.of(Long.MAX_VALUE), CreateOption.REPLACE));
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        Path missing = fresh();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> backend().create(missing, DType.COMPLEX64, Shape.of(Long.MAX_VALUE / 8)));
        assertThat(missing).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aFileThatWasCutShortIsRefusedAndNotMadeLonger(Mode mode) throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(5), 1, 2, 3, 4);
        byte[] before = Files.readAllBytes(path);
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> backend().open(path, mode))
                .withMessageContainingAll(path.toString(), "(5,)", "cut short");
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aFileThatIsNotThereIsNotMade(Mode mode) {
        Path missing = fresh();
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> backend().open(missing, mode));
        assertThat(missing).doesNotExist();
    }

    @Test
    void aFolderIsRefusedByItsName() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> backend().open(directory))
                .withMessageContaining(directory.toString());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> backend().raw(directory, DType.UINT8).open())
                .withMessageContaining(directory.toString());
    }
}
