package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.npymap.format.NpyHeader;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.Order;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saves and appends what NumPy saves, and finds the same bytes. */
class NumPySavingTest {
    /** Saves random bytes as arrays of many types, shapes and orders, and the first rows of each. */
    private static final String SAVE = """
            import sys
            import numpy as np
            rng = np.random.default_rng(5)
            descrs = '? i1 u1 <i2 >i2 <u2 <i4 >i4 <i8 >u8 <f2 <f4 >f4 <f8 >f8 <c8 <c16 >c16 S1 S5 <U3 >U3 V7'.split()
            descrs += ['<M8[ns]', '>m8[25s]', [('a', '<f4'), ('b', '>i2', (3,))], [(('title', 'n'), 'S3'), ('m', [('x', '?')])]]
            descrs += [np.dtype([('a', 'u1'), ('b', '<f8')], align=True), [('\\u00e9', '<i4')], [('\\u4e2d', '<i4')]]
            descrs += [[('field%d' % k, '<f8') for k in range(400)]]
            shapes = [(), (0,), (1,), (7,), (1000,), (3, 4), (9, 2), (0, 5), (2, 3, 4), (1, 1, 1), (5, 1, 2)]
            count = 0
            for descr in descrs:
                dtype = np.dtype(descr)
                for shape in shapes:
                    for order in 'CF':
                        n = int(np.prod(shape))
                        if n * dtype.itemsize > 1000000:
                            continue
                        a = np.ndarray(shape, dtype, rng.integers(0, 2, n * dtype.itemsize, 'u1').tobytes(), order=order)
                        if dtype.isalignedstruct:
                            padded, a = a, np.zeros(shape, dtype, order)
                            for field in dtype.names:
                                a[field] = padded[field]
                        name = '%s/%d' % (sys.argv[1], count)
                        np.save(name + '.npy', a)
                        if len(shape) > 0 and n > 0:
                            columns = a.flags.f_contiguous and not a.flags.c_contiguous
                            some = a[..., :a.shape[-1] // 2] if columns else a[:a.shape[0] // 2]
                            np.lib.format.open_memmap(name + '.part', 'w+', dtype, some.shape, columns)[...] = some
                        count += 1
            print(count)
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void requireNumPy() {
        NumPy.require();
    }

    @Test
    void theBytesAreThoseOfNumPy() throws IOException {
        assumeTrue(NumPy.majorVersion() >= 2, "older headers have less room");
        int count = Integer.parseInt(NumPy.run(SAVE, folder.toString()).strip());
        int appended = 0;
        for (int k = 0; k < count; k++) {
            Path theirs = folder.resolve(k + ".npy");
            Path ours = folder.resolve("ours.npy");
            NpyHeader header = Npy.header(theirs);
            byte[] file = Files.readAllBytes(theirs);
            byte[] data = Arrays.copyOfRange(file, (int) header.dataOffset(), file.length);

            NpyArray array = array(header, data);
            Npy.save(ours, array);
            assertThat(ours).as("%s", header).hasSameBinaryContentAs(theirs);
            if (header.order() == Order.C) {
                Npy.save(ours, ByteBuffer.wrap(data), header.dtype(), header.shape());
                assertThat(ours).as("%s", header).hasSameBinaryContentAs(theirs);
            }

            Path part = folder.resolve(k + ".part");
            if (Files.exists(part)) {
                append(part, header, array);
                assertThat(part).as("%s", header).hasSameBinaryContentAs(theirs);
                appended++;
            }
        }
        assertThat(count).isGreaterThan(500);
        assertThat(appended).isGreaterThan(300);
    }

    private static NpyArray array(NpyHeader header, byte[] data) {
        boolean columns = header.order() == Order.FORTRAN;
        NpyArray array = NpyArray.zeros(header.dtype(), header.shape());
        if (columns) {
            array = NpyArray.zeros(header.dtype(), array.transpose().shape());
        }
        array.writeBytes(0, data, 0, (int) array.size());
        return columns ? array.transpose() : array;
    }

    /** The rows that are missing: one, then the others. */
    private static void append(Path part, NpyHeader header, NpyArray array) throws IOException {
        try (NpyAppender appender = Npy.append(part)) {
            String axes = header.order() == Order.FORTRAN ? "..., " : "";
            long first = appender.rows();
            appender.append(array.slice(axes + first));
            appender.flush();
            appender.append(array.slice(axes + (first + 1) + ":"));
        }
    }
}
