package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.array.HeapMapping;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyAppenderTest {
    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("a.npy");
    }

    private byte[] saved(int[] values, long... shape) throws IOException {
        Path path = folder.resolve("expected.npy");
        Npy.save(path, values, shape);
        return Files.readAllBytes(path);
    }

    private static int[] ints(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    @Test
    void theFileIsWhatSavingAllAtOnceWouldHaveMade() throws IOException {
        Npy.save(path(), ints(0, 6), 2, 3);
        try (NpyAppender appender = Npy.append(path())) {
            appender.append(ints(6, 12));
            assertThat(appender.rows()).isEqualTo(4);
            assertThat(appender.header().shape()).isEqualTo(Shape.of(2, 3));
            appender.flush();
            assertThat(appender.header().shape()).isEqualTo(Shape.of(4, 3));
            assertThat(path()).hasBinaryContent(saved(ints(0, 12), 4, 3));
            NpyArray row = NpyArray.zeros(DType.INT32, Shape.of(3));
            row.write(ints(12, 15));
            appender.append(row);
            NpyArray rows = NpyArray.zeros(DType.INT32, Shape.of(8, 3));
            rows.write(ints(15, 39));
            appender.append(rows);
        }
        assertThat(path()).hasBinaryContent(saved(ints(0, 39), 13, 3));
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFileThatIsNotThereBeginsWithoutRows() throws IOException {
        Npy.append(path(), DType.INT32, Shape.of(2)).close();
        assertThat(path()).hasBinaryContent(saved(new int[0], 0, 2));
        try (NpyAppender appender = Npy.append(path(), DType.INT32, Shape.of(2))) {
            appender.append(ints(0, 200_000));
        }
        assertThat(path()).hasBinaryContent(saved(ints(0, 200_000), 100_000, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.append(path(), DType.INT64, Shape.of(2)))
                .withMessageContainingAll("int32", "(100000, 2)", "int64");
        assertThatIllegalArgumentException().isThrownBy(() -> Npy.append(path(), DType.INT32, Shape.of()));
        // Nor is it locked now.
        Npy.append(path()).close();
        Path other = folder.resolve("other.npy");
        assertThatIllegalArgumentException().isThrownBy(() -> Npy.append(other, DType.INT32, Shape.of(0)));
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Npy.append(other));
        assertThat(other).doesNotExist();
    }

    @Test
    void scalarsAreTheRowsOfOneAxis() throws IOException {
        try (NpyAppender appender = Npy.append(path(), DType.INT32, Shape.of())) {
            for (int k = 0; k < 1001; k++) {
                NpyArray one = NpyArray.zeros(DType.INT32, Shape.of());
                one.setInt(new long[0], k);
                appender.append(one);
            }
        }
        assertThat(path()).hasBinaryContent(saved(ints(0, 1001)));
    }

    @Test
    void inFortranOrderTheLastAxisGrows() throws IOException {
        NpyArray whole = NpyArray.zeros(DType.INT32, Shape.of(2, 12));
        whole.write(ints(0, 24));
        Npy.save(path(), whole.slice(":, :2"), SaveOption.FORTRAN_ORDER);
        try (NpyAppender appender = Npy.append(path())) {
            appender.append(whole.slice(":, 2:9"));
            appender.append(whole.slice(":, 9"));
            appender.append(new int[] {10, 22, 11, 23});
            assertThatIllegalArgumentException().isThrownBy(() -> appender.append(whole.slice("0, :")));
        }
        Path expected = folder.resolve("expected.npy");
        Npy.save(expected, whole, SaveOption.FORTRAN_ORDER);
        assertThat(path()).hasSameBinaryContentAs(expected);
    }

    @Test
    void numbersGoIntoTypesThatHoldThem() throws IOException {
        try (NpyAppender appender = Npy.append(path(), DType.FLOAT64, Shape.of())) {
            appender.append(new byte[] {1});
            appender.append(new short[] {2});
            appender.append(new int[] {3});
            appender.append(new long[] {4});
            appender.append(new float[] {5.5f});
            appender.append(new double[] {6.25});
            appender.append(new boolean[] {true});
            NpyArray big = NpyArray.zeros(DType.INT16.bigEndian(), Shape.of(3000));
            big.setInt(2999, -7);
            appender.append(big.slice("2998:"));
        }
        Path expected = folder.resolve("expected.npy");
        Npy.save(expected, new double[] {1, 2, 3, 4, 5.5, 6.25, 1, 0, -7});
        assertThat(path()).hasSameBinaryContentAs(expected);
    }

    @Test
    void unsignedLongsChangeTheirByteOrderWithoutLoss() throws IOException {
        NpyArray big = NpyArray.zeros(DType.UINT64.bigEndian(), Shape.of(2));
        big.writeBytes(0, new byte[] {-1, -2, -3, -4, -5, -6, -7, -8, 0, 0, 0, 0, 0, 0, 0, 1}, 0, 2);
        try (NpyAppender appender = Npy.append(path(), DType.UINT64, Shape.of())) {
            appender.append(big);
        }
        byte[] bytes = Files.readAllBytes(path());
        assertThat(Arrays.copyOfRange(bytes, bytes.length - 16, bytes.length))
                .containsExactly(-8, -7, -6, -5, -4, -3, -2, -1, 1, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void whatDoesNotFitIsRefusedAndNotAppended() throws IOException {
        try (NpyAppender appender = Npy.append(path(), DType.UINT8, Shape.of(2))) {
            appender.append(new int[] {1, 2});
            int[] late = new int[400_000];
            late[399_999] = 256;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> appender.append(late))
                    .withMessageContaining("256 is out of bounds");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> appender.append(new int[3]))
                    .withMessageContaining("whole rows of 2");
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> appender.append(new double[2]));
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> appender.append(NpyArray.zeros(DType.FLOAT32, Shape.of(2))))
                    .withMessageContainingAll("float32", "uint8");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> appender.append(NpyArray.zeros(DType.UINT8, Shape.of(2, 3))))
                    .withMessageContainingAll("(2, 3)", "(2,)");
            appender.append(new int[] {3, 255});
            appender.append(new int[0]);
            appender.append(NpyArray.zeros(DType.UINT8, Shape.of(0, 2)));
        }
        Path expected = folder.resolve("expected.npy");
        NpyArray all = NpyArray.zeros(DType.UINT8, Shape.of(2, 2));
        all.write(new int[] {1, 2, 3, 255});
        Npy.save(expected, all);
        assertThat(path()).hasSameBinaryContentAs(expected);
    }

    @Test
    void fractionsAreNotRoundedOnTheWay() throws IOException {
        for (DType[] pair : new DType[][] {
            {DType.FLOAT64, DType.FLOAT32},
            {DType.FLOAT32, DType.FLOAT16},
            {DType.BFLOAT16, DType.FLOAT16},
            {DType.LONGDOUBLE, DType.FLOAT64},
            {DType.FLOAT64, DType.INT64},
            {DType.UINT64, DType.INT64},
            {DType.COMPLEX64, DType.COMPLEX128}
        }) {
            Path target = folder.resolve(pair[1] + ".npy");
            try (NpyAppender appender = Npy.append(target, pair[1], Shape.of())) {
                assertThatExceptionOfType(UnsupportedOperationException.class)
                        .as("%s to %s", (Object[]) pair)
                        .isThrownBy(() -> appender.append(NpyArray.zeros(pair[0], Shape.of(1))));
            }
        }
    }

    @Test
    void theFileIsCompleteAfterEveryFlushAndBetweenThem() throws IOException {
        try (NpyAppender appender = Npy.append(path(), DType.INT32, Shape.of(100))) {
            for (int k = 0; k < 50; k++) {
                appender.append(ints(100_000 * k, 100_000 * (k + 1)));
                assertThat(Npy.header(path()).shape()).isEqualTo(Shape.of(1000L * k, 100));
                appender.flush();
                assertThat(Npy.header(path()).shape()).isEqualTo(Shape.of(1000L * (k + 1), 100));
            }
            appender.sync();
        }
        assertThat(path()).hasBinaryContent(saved(ints(0, 5_000_000), 50_000, 100));
    }

    @Test
    void bytesBehindTheDataAreCutOffWhenThereAreRows() throws IOException {
        Npy.save(path(), ints(0, 2));
        Files.write(path(), new byte[1000], StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(path());
        Npy.append(path()).close();
        assertThat(path()).hasBinaryContent(before);
        try (NpyAppender appender = Npy.append(path())) {
            appender.append(ints(2, 3));
        }
        assertThat(path()).hasBinaryContent(saved(ints(0, 3)));
    }

    @Test
    void anArrayBehindTheFirstIsNotOverwritten() throws IOException {
        byte[] second = saved(ints(7, 9));
        Npy.save(path(), ints(0, 2));
        Files.write(path(), second, StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(path());
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> Npy.append(path()))
                .withMessageContainingAll(
                        path().toString(), "byte " + (before.length - second.length), "another array");
        assertThat(path()).hasBinaryContent(before);
    }

    @Test
    void aHeaderWithoutRoomIsRefusedBeforeAnythingIsWritten() throws IOException {
        byte[] old = oldHeader();
        Files.write(path(), Arrays.copyOf(old, old.length + 999 * 4));
        byte[] before = Files.readAllBytes(path());
        try (NpyAppender appender = Npy.append(path())) {
            assertThatExceptionOfType(NpyFormatException.class)
                    .isThrownBy(() -> appender.append(new int[9001]))
                    .withMessageContainingAll(path().toString(), "(10000,)", "Save the array anew");
        }
        assertThat(path()).hasBinaryContent(before);
        try (NpyAppender appender = Npy.append(path())) {
            appender.append(new int[1]);
        }
        assertThat(Npy.header(path()).shape()).isEqualTo(Shape.of(1000));
        assertThat(Npy.header(path()).dataOffset()).isEqualTo(old.length);
    }

    /** A header of 999 int32 as old NumPys wrote it, with room for one more digit. */
    private static byte[] oldHeader() {
        String text = "{'descr': '<i4', 'fortran_order': False, 'shape': (999,), }";
        int length = 10 + text.length() + 2;
        String header = "\u0093NUMPY\1\0" + (char) (length - 10) + "\0" + text;
        return (header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void arraysWithNothingToGrowAreRefused() throws IOException {
        for (Shape shape : new Shape[] {Shape.of(), Shape.of(3, 0)}) {
            Npy.save(path(), NpyArray.zeros(DType.INT32, shape));
            assertThatExceptionOfType(NpyFormatException.class)
                    .isThrownBy(() -> Npy.append(path()))
                    .withMessageContainingAll(path().toString(), shape.toString(), "axis to grow");
        }
        Npy.save(path(), NpyArray.zeros(Npy.dtype("S0"), Shape.of(3)));
        assertThatExceptionOfType(NpyFormatException.class).isThrownBy(() -> Npy.append(path()));
        Files.write(path(), "no npy file".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(NpyFormatException.class).isThrownBy(() -> Npy.append(path()));
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> Npy.append(folder))
                .withMessageContaining("a directory, not a file");
    }

    @Test
    void moreThanAFileCanHoldIsRefused() throws IOException {
        try (NpyAppender appender = Npy.append(path(), DType.INT8, Shape.of())) {
            appender.append(new byte[1000]);
            NpyArray most = new NpyArray(
                    HeapMapping.of(new byte[1]),
                    DType.INT8,
                    new Layout(0, new long[] {Long.MAX_VALUE - 500}, new long[] {0}),
                    false);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> appender.append(most))
                    .withMessageContaining("no file is large enough");
        }
        assertThat(Npy.header(path()).shape()).isEqualTo(Shape.of(1000));
    }

    @Test
    void thereIsOneAppenderToAFile() throws IOException {
        try (NpyAppender first = Npy.append(path(), DType.INT32, Shape.of())) {
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(() -> Npy.append(path()))
                    .withMessageContainingAll(path().toString(), "another writer is appending", ".lock");
            first.append(new int[1]);
        }
        Npy.append(path()).close();
    }

    @Test
    void aFileThatAnotherProgramChangedIsLeftAlone() throws IOException {
        Npy.save(path(), ints(0, 2));
        NpyAppender appender = Npy.append(path());
        appender.append(ints(0, 5));
        try (FileChannel other = FileChannel.open(path(), StandardOpenOption.WRITE)) {
            other.write(
                    ByteBuffer.wrap(
                            NpyHeader.of(DType.INT16, Order.C, Shape.of(4)).toBytes()),
                    0);
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(appender::flush)
                .withMessageContainingAll(path().toString(), "another program", "5 more rows");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> appender.append(ints(0, 1)));
        appender.close();
        assertThat(Npy.header(path()).dtype()).isEqualTo(DType.INT16);
    }

    @Test
    void aClosedAppenderSaysSo() throws IOException {
        NpyAppender appender = Npy.append(path(), DType.INT32, Shape.of());
        appender.close();
        appender.close();
        assertThatIllegalStateException().isThrownBy(() -> appender.append(new int[1]));
        assertThatIllegalStateException().isThrownBy(appender::flush).withMessageContaining("closed");
    }

    @Test
    void anInterruptedThreadGoesOnAndStaysInterrupted() throws IOException {
        try (NpyAppender appender = Npy.append(path(), DType.INT32, Shape.of())) {
            appender.append(ints(0, 3));
            appender.flush();
            appender.append(ints(3, 5));
            Thread.currentThread().interrupt();
            appender.sync();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Npy.header(path()).shape()).isEqualTo(Shape.of(5));
            appender.append(ints(5, 6));
        }
        assertThat(path()).hasBinaryContent(saved(ints(0, 6)));
    }

    @Test
    void interruptsAtAnyMomentLoseNothing() throws IOException {
        int block = 1 << 15;
        int blocks = 200;
        AtomicBoolean done = new AtomicBoolean();
        Thread appending = Thread.currentThread();
        try (NpyAppender appender = Npy.append(path(), DType.INT32, Shape.of())) {
            CompletableFuture<Void> interrupting = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    appending.interrupt();
                }
            });
            try {
                for (int k = 0; k < blocks; k++) {
                    appender.append(ints(k * block, (k + 1) * block));
                    appender.flush();
                }
            } finally {
                done.set(true);
                // No interrupt ends it.
                interrupting.join();
                Thread.interrupted();
            }
        }
        assertThat(path()).hasBinaryContent(saved(ints(0, blocks * block)));
    }

    @Test
    void aFileThatCannotBeOpenedAgainAfterAnInterruptIsTriedAgain() throws IOException {
        Path elsewhere = path().resolveSibling("elsewhere.npy");
        try (NpyAppender appender = Npy.append(path(), DType.INT32, Shape.of())) {
            appender.append(ints(0, 3));
            Files.move(path(), elsewhere);
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(appender::flush)
                    .withMessageContainingAll(path().toString(), "3 more rows");
            assertThat(Thread.interrupted()).isTrue();
            Files.move(elsewhere, path());
            appender.append(ints(3, 4));
            appender.flush();
            assertThat(Npy.header(path()).shape()).isEqualTo(Shape.of(4));
        }
        assertThat(path()).hasBinaryContent(saved(ints(0, 4)));
    }

    @Test
    void aFileThatWasReplacedBeforeTheInterruptIsLeftAlone() throws IOException {
        NpyAppender appender = Npy.append(path(), DType.INT32, Shape.of());
        appender.append(ints(0, 3));
        Npy.save(path(), ints(7, 9));
        byte[] others = Files.readAllBytes(path());
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(appender::close)
                    .withMessageContainingAll(path().toString(), "another", "0 rows", "3 more rows");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(path()).hasBinaryContent(others);
    }
}
