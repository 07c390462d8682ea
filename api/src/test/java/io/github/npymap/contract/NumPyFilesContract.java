package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Each reads what the other writes, number by number: a backend and NumPy. */
abstract class NumPyFilesContract extends NumPyComparison {
    /**
     * Saves arrays of every number type, and what is in them in C order: the bits as signed integers, the values as
     * doubles and, but for floating-point numbers, as longs. Prints name, type, order and shape of each.
     */
    private static final String SAVE = """
            import os, sys
            import numpy as np
            where = sys.argv[1]
            axes = 64 if int(np.__version__.split('.')[0]) >= 2 else 32
            deep = (1,) * 17 + (2,) * 3 + (1,) * (axes - 20)
            shapes = [(), (0,), (1,), (7,), (3, 4), (0, 5), (2, 3, 4), deep]
            floats = {
                2: [0, 1 << 15, 1, 0x3ff, 0x400, 0x7bff, 0xfbff, 0x7c00, 0xfc00, 0x7e2a, 0x7c01, 0xfe00, 0x3c01],
                4: [0, 1 << 31, 1, 0x7fffff, 0x800000, 0x7f7fffff, 0xff7fffff, 0x7f800000, 0xff800000,
                    0x7fc00abc, 0x7f800001, 0xffc00000, 0x40490fdb],
                8: [0, 1 << 63, 1, (1 << 52) - 1, 1 << 52, 0x7fefffffffffffff, 0xffefffffffffffff, 0x7ff << 52,
                    0xfff << 52, 0x7ff8000000000abc, (0x7ff << 52) + 1, 0xfff8 << 48, 0x400921fb54442d18]}
            count = 0
            with open(where + '/bits', 'wb') as bits, open(where + '/doubles', 'wb') as doubles, \\
                    open(where + '/longs', 'wb') as longs:
                for code in 'b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8'.split():
                    for dtype in [np.dtype('<' + code), np.dtype('>' + code)][:1 if code[1] == '1' else 2]:
                        size = dtype.itemsize
                        if dtype.kind == 'f':
                            pool = np.array(floats[size], 'u8').astype('u%d' % size).view('f%d' % size)
                        elif dtype.kind == 'b':
                            pool = np.array([True, False, False, True, True])
                        else:
                            info = np.iinfo(dtype)
                            pool = np.array([info.min, info.max, 0, 1, info.max - 1, info.max // 3, info.min + 1],
                                            'i%d' % size if dtype.kind == 'i' else 'u%d' % size)
                        for shape in shapes:
                            for order in 'CF':
                                n = int(np.prod(shape, dtype='i8'))
                                data = np.resize(np.roll(pool, count), n).reshape(shape)
                                data = data.byteswap().view(data.dtype.newbyteorder()) if not (
                                    data.dtype == dtype) else data
                                # Never astype: the conversion may quiet a signalling NaN.
                                assert data.dtype == dtype
                                data = np.array(data, order=order)
                                np.save('%s/%d.npy' % (where, count), data)
                                if n > 0:
                                    np.lib.format.open_memmap('%s/%d.map' % (where, count), 'w+', dtype, shape,
                                                              order == 'F')[...] = data
                                flat = data.ravel('C')
                                bits.write(flat.view(dtype.str[0].replace('|', '<') + 'i%d' % size)
                                           .astype('<i8').tobytes())
                                doubles.write(flat.astype('<f8').tobytes())
                                if dtype.kind != 'f':
                                    longs.write(flat.astype('<i8').tobytes())
                                else:
                                    longs.write(bytes(8 * n))
                                print(count, dtype.str, order, ','.join(map(str, shape)), sep=';')
                                count += 1
            """;

    /** Loads what was made here, and compares it with what NumPy saved. */
    private static final String LOAD = """
            import sys
            import numpy as np
            for k in range(int(sys.argv[2])):
                theirs = np.load('%s/%d.npy' % (sys.argv[1], k))
                for mode in (None, 'r') if theirs.size else (None,):
                    ours = np.load('%s/%d.made' % (sys.argv[1], k), mmap_mode=mode)
                    assert ours.dtype.str == theirs.dtype.str, k
                    assert ours.shape == theirs.shape, k
                    assert ours.tobytes() == theirs.tobytes(), k
            print('equal')
            """;

    /** The bit of a double's NaN that says that it does not signal. */
    private static final long QUIET = 1L << 51;

    private record Saved(
            int number, NumberType type, Order order, Shape shape, long[] bits, double[] doubles, long[] longs) {
        NumberType signed() {
            return ((NumberType) Npy.dtype("<i" + type.itemsize())).withOrder(type.order());
        }

        /**
         * The bits of a double made of an element, as far as they are promised: a conversion may make a signalling NaN
         * quiet, here as in NumPy, but keeps the rest of it.
         */
        long promised(double value) {
            boolean isConverted = type.kind() != NumberKind.FLOAT64;
            return Double.doubleToRawLongBits(value) | (isConverted && Double.isNaN(value) ? QUIET : 0);
        }

        long[] promised(double[] values) {
            return DoubleStream.of(values).mapToLong(this::promised).toArray();
        }

        @Override
        public String toString() {
            return number + ".npy: " + type + " " + order + " " + shape;
        }
    }

    private List<Saved> save() throws IOException {
        String[] lines = run(SAVE).split("\n");
        ByteBuffer bits = data("bits");
        ByteBuffer doubles = data("doubles");
        ByteBuffer longs = data("longs");
        List<Saved> all = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(";", -1);
            Shape shape = Shape.parse(parts[3]);
            int size = Math.toIntExact(shape.size());
            all.add(new Saved(
                    Integer.parseInt(parts[0]),
                    (NumberType) Npy.dtype(parts[1]),
                    parts[2].equals("C") ? Order.C : Order.FORTRAN,
                    shape,
                    longs(bits, size),
                    doubles(doubles, size),
                    longs(longs, size)));
        }
        assertThat(bits.remaining() + doubles.remaining() + longs.remaining()).isZero();
        return all;
    }

    @Test
    void readsWhatNumPySaves() throws IOException {
        List<Saved> all = save();
        assertThat(all).hasSizeGreaterThan(300);
        for (Saved saved : all) {
            try (NpyFile file = using().open(directory.resolve(saved.number() + ".npy"))) {
                NpyArray array = file.array();
                assertThat(array.dtype()).as("%s", saved).isEqualTo(saved.type());
                assertThat(array.shape()).as("%s", saved).isEqualTo(saved.shape());
                assertElements(saved, array);
            }
        }
    }

    private static void assertElements(Saved saved, NpyArray array) {
        NpyArray bits = array.viewAs(saved.signed());
        NumberKind kind = saved.type().kind();
        boolean exact = !kind.isFloating() && kind != NumberKind.UINT64;
        int position = 0;
        for (long[] index : indices(saved.shape())) {
            assertThat(bits.getLong(index)).as("%s", saved).isEqualTo(saved.bits()[position]);
            assertThat(saved.promised(array.getDouble(index)))
                    .as("%s", saved)
                    .isEqualTo(saved.promised(saved.doubles()[position]));
            if (exact) {
                assertThat(array.getLong(index)).as("%s", saved).isEqualTo(saved.longs()[position]);
            }
            position++;
        }
        assertThat(bits.toLongArray()).as("%s", saved).isEqualTo(saved.bits());
        assertThat(saved.promised(array.toDoubleArray())).as("%s", saved).isEqualTo(saved.promised(saved.doubles()));
        if (exact) {
            assertThat(array.toLongArray()).as("%s", saved).isEqualTo(saved.longs());
        }
    }

    @Test
    void createsWhatNumPyCreates() throws IOException {
        List<Saved> all = save();
        for (Saved saved : all) {
            Path made = directory.resolve(saved.number() + ".made");
            CreateOption[] options =
                    saved.order() == Order.C ? new CreateOption[0] : new CreateOption[] {CreateOption.FORTRAN_ORDER};
            try (NpyFile file = using().create(made, saved.type(), saved.shape(), options)) {
                NpyArray bits = file.array().viewAs(saved.signed());
                if (saved.number() % 3 == 0) {
                    bits.write(saved.bits());
                } else {
                    int position = 0;
                    for (long[] index : indices(saved.shape())) {
                        bits.setLong(index, saved.bits()[position++]);
                    }
                }
            }
            if (NumPy.majorVersion() == 2) {
                Path mapped = directory.resolve(saved.number() + ".map");
                if (Files.exists(mapped)) {
                    assertThat(made).as("%s", saved).hasSameBinaryContentAs(mapped);
                }
                // np.save knows no Fortran order where it makes no difference.
                Path theirs = directory.resolve(saved.number() + ".npy");
                if (Npy.header(theirs).order() == saved.order()) {
                    assertThat(made).as("%s", saved).hasSameBinaryContentAs(theirs);
                }
            }
        }
        assertThat(run(LOAD, Integer.toString(all.size()))).isEqualTo("equal\n");
    }

    @Test
    void writesValuesThatNumPyReads() throws IOException {
        List<String> made = new ArrayList<>();
        for (String code :
                List.of("|b1", "|i1", ">i2", "<i4", ">i8", "|u1", "<u2", ">u4", "<u8", ">f2", "<f4", ">f8")) {
            Path path = directory.resolve("values" + made.size() + ".npy");
            try (NpyFile file = using().create(path, Npy.dtype(code), Shape.of(2, 2), CreateOption.FORTRAN_ORDER)) {
                NpyArray array = file.array();
                if (code.contains("f")) {
                    array.setFloat(0, 0, 0.5f);
                    array.setFloat(0, 1, -2.25f);
                } else if (code.equals("|b1")) {
                    array.setBoolean(0, 0, true);
                } else {
                    array.setInt(0, 0, 1);
                }
                array.setBoolean(1, 0, true);
            }
            made.add(path.toString());
        }
        String printed = NumPy.run(
                "import sys, numpy as np\nfor path in sys.argv[1:]: print(np.load(path).astype('f8').tolist())",
                made.toArray(String[]::new));
        String integer = "[[1.0, 0.0], [1.0, 0.0]]\n";
        String floating = "[[0.5, -2.25], [1.0, 0.0]]\n";
        assertThat(printed).isEqualTo(integer.repeat(9) + floating.repeat(3));
    }

    @Test
    void sharesAFileWithNumPy() throws IOException {
        run("""
                import sys
                import numpy as np
                where = sys.argv[1]
                np.save(where + '/c.npy', np.arange(12, dtype='<f8').reshape(3, 4))
                np.save(where + '/f.npy', np.asfortranarray(np.arange(12, dtype='>i4').reshape(3, 4)))
                raw = np.memmap(where + '/raw', dtype='>u2', mode='w+', offset=18, shape=(3, 5), order='F')
                raw[...] = np.arange(15).reshape(3, 5) * 4000
                raw.flush()
                """);
        try (NpyFile c = using().open(directory.resolve("c.npy"), Mode.READ_WRITE);
                NpyFile f = using().open(directory.resolve("f.npy"), Mode.READ_WRITE);
                NpyFile copied = using().open(directory.resolve("f.npy"), Mode.COPY_ON_WRITE);
                NpyFile raw = using().raw(directory.resolve("raw"), DType.UINT16.bigEndian())
                        .offset(18)
                        .shape(Shape.of(3, 5))
                        .order(Order.FORTRAN)
                        .mode(Mode.READ_WRITE)
                        .open()) {
            assertThat(raw.array().toIntArray())
                    .containsExactly(
                            0, 4000, 8000, 12000, 16000, 20000, 24000, 28000, 32000, 36000, 40000, 44000, 48000, 52000,
                            56000);
            c.array().setDouble(1, 2, -0.125);
            f.array().slice("2, ::-2").write(new int[] {-1, -2});
            copied.array().setInt(0, 0, 99);
            raw.array().setInt(2, 4, 65535);
            c.flush();
            f.array().flush();
            String seen = run("""
                    import sys
                    import numpy as np
                    where = sys.argv[1]
                    c = np.load(where + '/c.npy', mmap_mode='r+')
                    f = np.load(where + '/f.npy', mmap_mode='r+')
                    raw = np.memmap(where + '/raw', dtype='>u2', mode='r+', offset=18, shape=(3, 5), order='F')
                    print(c[1].tolist(), f.tolist(), raw[2].tolist())
                    c[0, 3] = 1e300
                    f[1] *= -1
                    raw[:, 0] = 7, 8, 65534
                    for changed in c, f, raw:
                        changed.flush()
                    """);
            assertThat(seen)
                    .isEqualTo("[4.0, 5.0, -0.125, 7.0] [[0, 1, 2, 3], [4, 5, 6, 7], [8, -2, 10, -1]]"
                            + " [40000, 44000, 48000, 52000, 65535]\n");
            assertThat(c.array().at(0).toDoubleArray()).containsExactly(0, 1, 2, 1e300);
            assertThat(f.array().toIntArray()).containsExactly(0, 1, 2, 3, -4, -5, -6, -7, 8, -2, 10, -1);
            assertThat(raw.array().slice(":, 0").toIntArray()).containsExactly(7, 8, 65534);
            assertThat(copied.array().getInt(0, 0)).isEqualTo(99);
        }
    }
}
