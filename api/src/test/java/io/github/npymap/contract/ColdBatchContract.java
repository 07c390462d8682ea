package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.program.ColdBatchProbe;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.PageCache;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages of a batch that is not in memory are asked for together. That is seen in what is there afterwards: whoever
 * waits for a page of a mapped file gets those around it too, and whoever asks does not.
 */
@EnabledOnOs(OS.LINUX)
abstract class ColdBatchContract extends Contract {
    private static final int ROWS = 16_384;

    private static final int ROW_BYTES = PageCache.PAGE;

    /** So far apart that the system, by itself, reads all of the file, even if it reads only 128 KiB around each. */
    private static final int STEP = 32;

    private static final long[] SOME =
            LongStream.range(0, ROWS / STEP).map(k -> STEP * k).toArray();

    /** Room for what lies around the header and the first elements: megabytes where disks are set up so. */
    private static final int MOST = ROWS / 2;

    /** A file of which no page but the first is in memory, nor on the device. */
    private Path holes(DType type, Order order, Shape shape) throws IOException {
        Path file = Files.write(fresh(), NpyHeader.of(type, order, shape).toBytes());
        assumeTrue(!Files.getFileStore(file).type().equals("tmpfs"), "a file system in memory has nothing to read");
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(opened.length() + shape.size() * type.itemsize());
        }
        return file;
    }

    /** A file of which no page is in memory, and all are on the device. */
    private Path evicted(DType type, Shape shape) throws Exception {
        Path file = fresh();
        byte[] row = new byte[ROW_BYTES];
        new Random(1).nextBytes(row);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(NpyHeader.of(type, Order.C, shape).toBytes());
            for (int k = 0; k < ROWS; k++) {
                out.write(row);
            }
        }
        PageCache.evict(file);
        return file;
    }

    private static void requireOnly(int pages, Path file) throws IOException {
        assertThat(PageCache.residentPages(file)).isBetween(pages, MOST);
    }

    @ParameterizedTest
    @CsvSource({
        "<f4, float, ':'",
        "<f2, float, ':'",
        "<u1, float, ':'",
        "<f4, double, ':'",
        "<f4, float, ':, ::2'",
        "<f4, float, '::-1'",
        "<f2, float, '::-1, ::-3'",
    })
    void rowsAreAskedForTogetherWhateverTheyBecome(String type, String java, String slice) throws Exception {
        NumberType number = (NumberType) Npy.dtype(type);
        Path file = holes(number, Order.C, Shape.of(ROWS, ROW_BYTES / number.itemsize()));
        NpyArray array = open(file, Mode.READ).array().slice(slice);
        int count = (int) (SOME.length * array.at(0).size());
        if (java.equals("float")) {
            array.gatherRows(SOME, new float[count]);
        } else {
            array.gatherRows(SOME, new double[count]);
        }
        requireOnly(SOME.length, file);
    }

    /** From the first element of a row to its last is nearly all of the file. */
    @Test
    void elementsOfARowInFortranOrderAreAskedForTogether() throws IOException {
        Path file = holes(DType.FLOAT32, Order.FORTRAN, Shape.of(STEP * ROW_BYTES / 4, ROWS / STEP));
        NpyArray array = open(file, Mode.READ).array();
        array.gatherRows(new long[] {5}, new float[ROWS / STEP]);
        requireOnly(ROWS / STEP, file);
    }

    /** Linux tells nobody else what is in memory, but says that all is. */
    @Test
    void aBatchIsAskedForTogetherByWhoMayOnlyReadTheFileToo() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files to others");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv to be less than root");
        Path file = evicted(DType.FLOAT32, Shape.of(ROWS, ROW_BYTES / 4));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Files.setAttribute(file, "unix:uid", 65534);
        Jvm granted = Jvm.granted();
        Jvm jvm = new Jvm(
                List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"), granted.environment(), granted.options());
        Jvm.Result result =
                jvm.run(ColdBatchProbe.class, backend().name(), file.toString(), Long.toString(STEP * ROW_BYTES / 4));
        assertThat(result.status()).as(result.output()).isZero();
        requireOnly(SOME.length, file);
    }
}
