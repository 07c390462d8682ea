package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.array.HeapMapping;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SaveTest {
    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("a.npy");
    }

    private void assertSaved(DType dtype, Order order, Shape shape, int... littleEndianBytes) throws IOException {
        NpyHeader header = NpyHeader.of(dtype, order, shape);
        byte[] expected = Arrays.copyOf(header.toBytes(), (int) (header.dataOffset() + header.nbytes()));
        for (int k = 0; k < littleEndianBytes.length; k++) {
            expected[(int) header.dataOffset() + k] = (byte) littleEndianBytes[k];
        }
        assertThat(path()).hasBinaryContent(expected);
        assertThat(files()).containsExactly(path());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void everyPrimitiveTypeHasItsDType() throws IOException {
        Npy.save(path(), new double[] {1, -2});
        assertSaved(DType.FLOAT64, Order.C, Shape.of(2), 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0);
        Npy.save(path(), new float[] {1, -2});
        assertSaved(DType.FLOAT32, Order.C, Shape.of(2), 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
        Npy.save(path(), new long[] {-2});
        assertSaved(DType.INT64, Order.C, Shape.of(1), 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
        Npy.save(path(), new int[] {0x01020304, 5});
        assertSaved(DType.INT32, Order.C, Shape.of(2), 4, 3, 2, 1, 5, 0, 0, 0);
        Npy.save(path(), new short[] {0x0102, -1});
        assertSaved(DType.INT16, Order.C, Shape.of(2), 2, 1, 0xff, 0xff);
        Npy.save(path(), new byte[] {1, -1});
        assertSaved(DType.INT8, Order.C, Shape.of(2), 1, 0xff);
        Npy.save(path(), new boolean[] {true, false, true});
        assertSaved(DType.BOOL, Order.C, Shape.of(3), 1, 0, 1);
    }

    @Test
    void aShapeIsGivenOrIsOneAxis() throws IOException {
        Npy.save(path(), new byte[] {1, 2, 3, 4, 5, 6}, 3, 2);
        assertSaved(DType.INT8, Order.C, Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        Npy.save(path(), new double[0]);
        assertSaved(DType.FLOAT64, Order.C, Shape.of(0));
        Npy.save(path(), new double[0], 4, 0);
        assertSaved(DType.FLOAT64, Order.C, Shape.of(4, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.save(path(), new int[7], 3, 2))
                .withMessageContainingAll("(3, 2)", "24", "28");
        assertSaved(DType.FLOAT64, Order.C, Shape.of(4, 0));
    }

    @Test
    void aBufferIsSavedFromPositionToLimitWhateverItsOrder() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (boolean direct : new boolean[] {false, true}) {
                ByteBuffer bytes = (direct ? ByteBuffer.allocateDirect(16) : ByteBuffer.allocate(16)).order(order);
                bytes.putShort(2, (short) 0x0102)
                        .putShort(4, (short) 0x0304)
                        .position(2)
                        .limit(6);
                Npy.save(path(), bytes.asShortBuffer());
                assertSaved(DType.INT16, Order.C, Shape.of(2), 2, 1, 4, 3);
                Npy.save(path(), bytes.asIntBuffer());
                assertThat(Npy.header(path()).dtype()).isEqualTo(DType.INT32);
                Npy.save(path(), bytes, 4, 1);
                assertThat(Npy.header(path())).isEqualTo(NpyHeader.of(DType.INT8, Order.C, Shape.of(4, 1)));
                assertThat(bytes.position()).isEqualTo(2);
                assertThat(bytes.limit()).isEqualTo(6);
            }
        }
        DoubleBuffer numbers =
                DoubleBuffer.wrap(new double[] {7, 1, 7}).position(1).limit(2).slice();
        Npy.save(path(), numbers);
        assertSaved(DType.FLOAT64, Order.C, Shape.of(1), 0, 0, 0, 0, 0, 0, 0xf0, 0x3f);
        assertThatIllegalArgumentException().isThrownBy(() -> Npy.save(path(), CharBuffer.allocate(1)));
    }

    @Test
    void bytesAreElementsOfAnyType() throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 4, 5, 6, 9}).position(1).limit(7);
        Npy.save(path(), bytes, Npy.dtype("[('a', 'u1'), ('b', '>i2')]"), Shape.of(2, 1));
        assertSaved(Npy.dtype("[('a', 'u1'), ('b', '>i2')]"), Order.C, Shape.of(2, 1), 1, 2, 3, 4, 5, 6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.save(path(), bytes, DType.INT32, Shape.of(2)))
                .withMessageContainingAll("8 bytes", "6");
    }

    @Test
    void viewsAreSavedAsNumPyWould() throws IOException {
        NpyArray array = NpyArray.zeros(DType.INT16.bigEndian(), Shape.of(2, 3));
        array.write(new short[] {1, 2, 3, 4, 5, 6});
        Npy.save(path(), array);
        assertSaved(array.dtype(), Order.C, Shape.of(2, 3), 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6);
        Npy.save(path(), array.transpose());
        assertSaved(array.dtype(), Order.FORTRAN, Shape.of(3, 2), 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6);
        Npy.save(path(), array, SaveOption.FORTRAN_ORDER);
        assertSaved(array.dtype(), Order.FORTRAN, Shape.of(2, 3), 0, 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6);
        Npy.save(path(), array.slice("::-1, ::2"));
        assertSaved(array.dtype(), Order.C, Shape.of(2, 2), 0, 4, 0, 6, 0, 1, 0, 3);
        Npy.save(path(), array.slice("1, 2"));
        assertSaved(array.dtype(), Order.C, Shape.of(), 0, 6);
        Npy.save(path(), array.slice("1:1"));
        assertSaved(array.dtype(), Order.C, Shape.of(0, 3));
        Npy.save(path(), NpyArray.zeros(Npy.dtype("S0"), Shape.of(3)));
        assertSaved(Npy.dtype("S0"), Order.C, Shape.of(3));
    }

    @Test
    void elementsWiderThanABlockGoInPieces() throws IOException {
        NpyArray array = NpyArray.zeros(Npy.dtype("V300001"), Shape.of(4));
        byte[] bytes = new byte[4 * 300_001];
        for (int k = 0; k < bytes.length; k++) {
            bytes[k] = (byte) (k * 31 + k / 300_001);
        }
        array.writeBytes(0, bytes, 0, 4);
        Npy.save(path(), array.slice("::3"));
        ByteBuffer saved = ByteBuffer.wrap(Files.readAllBytes(path()));
        assertThat(saved.slice(128, 300_001)).isEqualTo(ByteBuffer.wrap(bytes, 0, 300_001));
        assertThat(saved.slice(128 + 300_001, 300_001)).isEqualTo(ByteBuffer.wrap(bytes, 900_003, 300_001));
        assertThat(saved.capacity()).isEqualTo(128 + 600_002);
    }

    @Test
    void newMeansNew() throws IOException {
        NpyArray array = NpyArray.zeros(DType.INT8, Shape.of(1));
        Npy.save(path(), array, SaveOption.NEW, SaveOption.SYNC);
        byte[] before = Files.readAllBytes(path());
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> Npy.save(path(), NpyArray.zeros(DType.INT8, Shape.of(2)), SaveOption.NEW))
                .withMessageContaining(path().toString());
        assertThat(path()).hasBinaryContent(before);
        assertThat(files()).containsExactly(path());
    }

    @Test
    void whatIsTooLargeForTheDiskIsRefusedBeforeAnythingIsWritten() throws IOException {
        Npy.save(path(), new int[] {1, 2});
        byte[] before = Files.readAllBytes(path());
        NpyArray huge = new NpyArray(
                HeapMapping.of(new byte[8]),
                DType.FLOAT64,
                new Layout(0, new long[] {1L << 56}, new long[] {0}),
                false);
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> Npy.save(path(), huge))
                .withMessageContainingAll(path().toString(), (1L << 59) + 128 + " bytes are needed", "are available");
        assertThat(path()).hasBinaryContent(before);
        assertThat(files()).containsExactly(path());
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Npy.save(path(), new int[] {1, 2});
        byte[] before = Files.readAllBytes(path());
        // As long as its shape says it is not: copying fails on the way.
        NpyArray broken = new NpyArray(
                HeapMapping.of(new byte[1 << 20]),
                DType.INT8,
                new Layout(0, new long[] {1 << 22}, new long[] {1}),
                false);
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> Npy.save(path(), broken));
        assertThat(path()).hasBinaryContent(before);
        assertThat(files()).containsExactly(path());
    }

    @Test
    void aFolderIsNoPlaceAndAMissingOneIsNamed() {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> Npy.save(folder, new int[1]))
                .withMessageContaining("not a regular file");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Npy.save(folder.resolve("none/a.npy"), new int[1]))
                .withMessageContainingAll("none", "a.npy", "no such folder");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatIsReplacedKeepsItsPermissionsAndLinksStayLinks() throws IOException {
        Npy.save(path(), new int[1]);
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve("link.npy"), path());
        Npy.save(link, new int[2]);
        assertThat(link).isSymbolicLink();
        assertThat(Npy.header(path()).shape()).isEqualTo(Shape.of(2));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void namesMayBeAsLongAsTheSystemAllows() throws IOException {
        Path longest = folder.resolve("x".repeat(251) + ".npy");
        Npy.save(longest, new int[] {1});
        Npy.save(longest, new int[] {1, 2});
        assertThat(Npy.header(longest).shape()).isEqualTo(Shape.of(2));
    }
}
