package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.Backend;
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
import io.github.npymap.types.Statistics;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds a backend against the NumPy on this machine: each reads what the other writes, and both get the same numbers. */
public abstract class NumPyContract {

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

    private static final List<Shape> SLICED = List.of(Shape.of(10), Shape.of(5, 7), Shape.of(3, 4, 5), Shape.of(0, 3));

    private static final List<String> SLICES = List.of(
            "0",
            "3",
            "-1",
            "-3",
            "9",
            "10",
            "-10",
            "-11",
            "100",
            "+2",
            ":",
            "::",
            "2:5",
            "2:",
            ":3",
            "-2:",
            ":-2",
            "-4:-1",
            "::2",
            "1::2",
            "1:4:2",
            "::3",
            "::100",
            "::-1",
            "::-2",
            "3::-1",
            ":1:-1",
            "4:1:-1",
            "-1:-5:-2",
            "1:4:-1",
            "4:1",
            "2:2",
            "100:",
            ":100",
            "-100:",
            ":-100",
            "-100:100",
            "100:-100:-3",
            "100::-4",
            "::0",
            "1:2:3:4",
            "-9223372036854775808:9223372036854775807",
            "::9223372036854775807",
            "::-9223372036854775807",
            "...",
            "..., 1",
            "1, ...",
            "..., ::2",
            "..., ...",
            "None",
            "None, 1",
            "..., None",
            "None, ..., None",
            ":, None",
            "np.newaxis, 0",
            "0, 0",
            "1, 2",
            "-1, -1",
            "2, 9",
            "1:, :3",
            "::-1, ::-1",
            ":, 1",
            ":, -1",
            "1, :",
            "1, ::-2",
            "0:2, 1:6:2",
            ":, 5:1:-2",
            "..., 0, 1",
            "1, ..., 2",
            "1, 2, 3",
            "0, 1, 2, 3",
            "::2, ::-1, 1",
            "-1, :, ::-3",
            ":, :, :",
            "..., ::-1, None, 2",
            "1,",
            " 1 , 2 ",
            "1,,2",
            ",",
            "1.5",
            "nothing",
            "2 3",
            "1:nothing");

    /** Prints shape and elements of each array for each index, or that NumPy refuses it. */
    private static final String SLICE = """
            import sys
            import numpy as np
            where, expressions = sys.argv[1], open(sys.argv[2]).read().split(chr(10))
            for name in sys.argv[3:]:
                shape = tuple(int(n) for n in name.split(','))
                for order in 'CF':
                    a = np.array(np.arange(int(np.prod(shape)), dtype='>i4').reshape(shape), order=order)
                    np.save('%s/%s%s.npy' % (where, name, order), a)
                    for expression in expressions:
                        try:
                            view = np.asarray(eval('a[%s]' % expression))
                            print(','.join(map(str, view.shape)), ','.join(map(str, view.ravel().tolist())), sep=';')
                        except (IndexError, ValueError, SyntaxError, NameError):
                            print('refused')
            """;

    /**
     * Fills a matrix with random numbers, and writes down elements, rows and columns. Prints the exact sum, rounded
     * once: the numbers are multiples of 2^-53, so that integers hold it; then NumPy's own sum, minimum and maximum.
     */
    private static final String MATRIX = """
            import sys
            import numpy as np
            where, rows, columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
            m = np.lib.format.open_memmap(where + '/matrix.npy', 'w+', np.dtype('<f8'), (rows, columns))
            rng = np.random.default_rng(0)
            exact = 0
            for start in range(0, rows, 50):
                block = rng.random((50, columns))
                m[start:start + 50] = block
                whole = (block * 2.0 ** 53).astype('u8')
                exact += (int((whole >> np.uint64(27)).sum()) << 27) + int((whole & np.uint64(2 ** 27 - 1)).sum())
            m.flush()
            i, j = rng.integers(rows, size=1000), rng.integers(columns, size=1000)
            some, others = rng.integers(rows, size=20), rng.integers(columns, size=20)
            for name, data in ('i', i), ('j', j), ('rows', some), ('columns', others):
                data.astype('<i8').tofile(where + '/' + name)
            for name, data in ('elements', m[i, j]), ('row-data', m[some]), ('column-data', m[:, others].T):
                np.ascontiguousarray(data).tofile(where + '/' + name)
            print(*(float(x).hex() for x in (exact / 2 ** 53, m.sum(), m.min(), m.max())))
            """;

    /**
     * Saves numbers with more and less cancellation. Prints the type, the exact sum, NumPy's in doubles, that of the
     * absolute values, minimum and maximum.
     */
    private static final String SUMS = """
            import math, sys
            import numpy as np
            rng = np.random.default_rng(7)
            k = 0
            for dtype in '<f8', '>f8', '<f4', '>f4', '<f2':
                for size in 1, 2, 7, 100, 1023, 4096, 4097, 65537, 300007:
                    for kind in 'uniform', 'normal', 'wide':
                        if kind == 'uniform':
                            a = rng.random(size)
                        elif kind == 'normal':
                            a = rng.normal(size=size)
                        else:
                            a = 10.0 ** rng.uniform(-4, 4, size) * rng.choice([-1, 1], size)
                        a = a.astype(dtype)
                        np.save('%s/%d.npy' % (sys.argv[1], k), a)
                        values = a.astype('f8').tolist()
                        print(dtype, *(float(x).hex() for x in (
                            math.fsum(values), np.sum(a, dtype='f8'), math.fsum(map(abs, values)), a.min(), a.max())))
                        k += 1
            """;

    /** Saves what is not finite among ordinary numbers. Prints minimum, maximum, sum and mean, or - if refused. */
    private static final String SPECIAL = """
            import sys
            import numpy as np
            np.seterr(all='ignore')
            inf, nan = np.inf, np.nan
            k = 0
            for dtype in '<f8', '>f8', '<f4', '>f4', '<f2', '>f2':
                for size in 0, 1, 9, 5000, 70001:
                    for specials in [], [nan], [inf], [-inf], [inf, -inf], [inf, inf], [nan, inf], [inf, nan, -inf]:
                        if len(specials) > size:
                            continue
                        a = (np.arange(size) % 17 - 5).astype(dtype)
                        for n, special in enumerate(specials):
                            a[(n + 1) * size // (len(specials) + 1)] = special
                        np.save('%s/%d.npy' % (sys.argv[1], k), a)
                        answers = []
                        for f in np.min, np.max, lambda a: np.sum(a, dtype='f8'), lambda a: np.mean(a, dtype='f8'):
                            try:
                                answers.append(repr(float(f(a))).replace('inf', 'Infinity').replace('nan', 'NaN'))
                            except ValueError:
                                answers.append('-')
                        print(*answers)
                        k += 1
            """;

    /** Saves random integers. Prints the exact minimum, maximum and sum, and the sum as a double. */
    private static final String INTEGERS = """
            import sys
            import numpy as np
            rng = np.random.default_rng(3)
            k = 0
            for code in 'b1 i1 i2 i4 i8 u1 u2 u4 u8'.split():
                for order in '<>':
                    for size in 1, 100, 70001:
                        a = np.frombuffer(rng.bytes(size * int(code[1])), 'u1')
                        a = (a & 1).view('?') if code == 'b1' else a.view(order + code)
                        np.save('%s/%d.npy' % (sys.argv[1], k), a)
                        numbers = [int(x) for x in a.tolist()]
                        print(min(numbers), max(numbers), sum(numbers), float(sum(numbers)).hex())
                        k += 1
            """;

    /** The bit of a double's NaN that says that it does not signal. */
    private static final long QUIET = 1L << 51;

    @TempDir
    Path directory;

    /** The name of the backend to test. */
    protected abstract String backend();

    @BeforeEach
    void requireNumPy() {
        NumPy.require();
    }

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

    @Test
    void slicesAsNumPyDoes() throws IOException {
        Path expressions = Files.writeString(directory.resolve("expressions"), String.join("\n", SLICES));
        List<String> arguments = new ArrayList<>(List.of(expressions.toString()));
        SLICED.forEach(shape -> arguments.add(joined(shape.toArray())));
        String[] lines = run(SLICE, arguments.toArray(String[]::new)).split("\n");
        int line = 0;
        for (Shape shape : SLICED) {
            for (Order order : Order.values()) {
                String name = joined(shape.toArray()) + order.name().charAt(0) + ".npy";
                try (NpyFile file = using().open(directory.resolve(name))) {
                    for (String expression : SLICES) {
                        assertSlice(name, file.array(), expression, lines[line++]);
                    }
                }
            }
        }
        assertThat(line).isEqualTo(lines.length);
    }

    private static void assertSlice(String name, NpyArray array, String expression, String expected) {
        String description = name + "[" + expression + "]";
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> array.slice(expression))
                    .as(description)
                    .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class);
            return;
        }
        NpyArray view = array.slice(expression);
        List<Long> elements = new ArrayList<>();
        for (long[] index : indices(view.shape())) {
            elements.add(view.getLong(index));
        }
        long[] flat = elements.stream().mapToLong(Long::longValue).toArray();
        assertThat(joined(view.shape().toArray()) + ";" + joined(flat))
                .as(description)
                .isEqualTo(expected);
        assertThat(view.toLongArray()).as(description).isEqualTo(flat);
        assertThat(view.sumLong()).as(description).isEqualTo(LongStream.of(flat).sum());
    }

    /** In full size, 2000 × 100000 or 1.6 GB, with {@code -Plarge}. */
    @Test
    void readsALargeMatrix() throws IOException {
        boolean large = Boolean.getBoolean("npymap.large");
        int rows = 2000;
        int columns = large ? 100_000 : 5000;
        String[] told = run(MATRIX, Integer.toString(rows), Integer.toString(columns))
                .strip()
                .split(" ");
        double exact = Double.parseDouble(javaHex(told[0]));
        double numpySum = Double.parseDouble(javaHex(told[1]));
        long started = System.nanoTime();
        try (NpyFile file = using().open(directory.resolve("matrix.npy"))) {
            NpyArray matrix = file.array();
            assertThat(matrix.shape()).isEqualTo(Shape.of(rows, columns));
            long[] i = longs(data("i"), 1000);
            long[] j = longs(data("j"), 1000);
            double[] elements = doubles(data("elements"), 1000);
            for (int k = 0; k < elements.length; k++) {
                assertThat(matrix.getDouble(i[k], j[k])).isEqualTo(elements[k]);
            }
            assertRowsAndColumns(matrix);
            double sum = matrix.sum();
            assertThat(Math.abs(sum - exact)).isLessThanOrEqualTo(1e-12 * exact);
            assertThat(Math.abs(sum - exact))
                    .isLessThanOrEqualTo(Math.max(Math.abs(numpySum - exact), Math.ulp(exact)));
            assertThat(matrix.min()).isEqualTo(Double.parseDouble(javaHex(told[2])));
            assertThat(matrix.max()).isEqualTo(Double.parseDouble(javaHex(told[3])));
            Statistics statistics = matrix.statistics();
            assertThat(statistics.count()).isEqualTo((long) rows * columns);
            assertThat(statistics.nanCount()).isZero();
            assertThat(statistics.min()).hasValue(matrix.min());
            assertThat(statistics.max()).hasValue(matrix.max());
            assertThat(statistics.sum()).isEqualTo(sum);
            if (large) {
                System.out.printf(
                        "%s, Java %s: %s in %d ms: sum %s, exact %s, NumPy %s; min %s, max %s%n",
                        file.backend(),
                        Runtime.version().feature(),
                        matrix,
                        (System.nanoTime() - started) / 1_000_000,
                        sum,
                        exact,
                        numpySum,
                        matrix.min(),
                        matrix.max());
            }
        }
    }

    private void assertRowsAndColumns(NpyArray matrix) throws IOException {
        int height = Math.toIntExact(matrix.shape().get(0));
        int width = Math.toIntExact(matrix.shape().get(1));
        long[] rows = longs(data("rows"), 20);
        double[] rowData = doubles(data("row-data"), 20 * width);
        double[] gathered = new double[20 * width];
        matrix.gatherRows(rows, gathered);
        assertSame(gathered, rowData);
        for (int k = 0; k < rows.length; k++) {
            assertSame(matrix.at(rows[k]).toDoubleArray(), Arrays.copyOfRange(rowData, k * width, (k + 1) * width));
        }
        ByteBuffer columnData = data("column-data");
        for (long column : longs(data("columns"), 20)) {
            assertSame(matrix.slice(":, " + column).toDoubleArray(), doubles(columnData, height));
        }
    }

    @Test
    void sumsNoLessAccuratelyThanNumPy() throws IOException {
        String[] lines = run(SUMS).split("\n");
        double ourErrors = 0;
        double numpyErrors = 0;
        for (int k = 0; k < lines.length; k++) {
            String[] parts = lines[k].split(" ");
            double exact = Double.parseDouble(javaHex(parts[1]));
            double numpyError = Math.abs(Double.parseDouble(javaHex(parts[2])) - exact);
            double magnitude = Double.parseDouble(javaHex(parts[3]));
            try (NpyFile file = using().open(directory.resolve(k + ".npy"))) {
                NpyArray array = file.array();
                double error = Math.abs(array.sum() - exact);
                assertThat(error)
                        .as("%s: NumPy is off by %s", file, numpyError)
                        .isLessThanOrEqualTo(numpyError + Math.ulp(magnitude));
                assertThat(array.min()).as("%s", file).isEqualTo(Double.parseDouble(javaHex(parts[4])));
                assertThat(array.max()).as("%s", file).isEqualTo(Double.parseDouble(javaHex(parts[5])));
                // The same numbers gathered from behind: another way through the library.
                double reversed = Math.abs(array.slice("::-1").sum() - exact);
                assertThat(reversed).as("%s reversed", file).isLessThanOrEqualTo(numpyError + Math.ulp(magnitude));
                ourErrors += error / magnitude;
                numpyErrors += numpyError / magnitude;
            }
        }
        assertThat(ourErrors).isLessThanOrEqualTo(numpyErrors);
    }

    @Test
    void reducesWhatIsNotFiniteAsNumPyDoes() throws IOException {
        String[] lines = run(SPECIAL).split("\n");
        for (int k = 0; k < lines.length; k++) {
            String[] parts = lines[k].split(" ");
            try (NpyFile file = using().open(directory.resolve(k + ".npy"))) {
                NpyArray array = file.array();
                if (parts[0].equals("-")) {
                    assertThatThrownBy(array::min).isInstanceOf(NoSuchElementException.class);
                    assertThatThrownBy(array::max).isInstanceOf(NoSuchElementException.class);
                } else {
                    assertThat(Double.valueOf(array.min()))
                            .as("min of %s, %s", file, lines[k])
                            .isEqualTo(Double.valueOf(parts[0]));
                    assertThat(Double.valueOf(array.max()))
                            .as("max of %s, %s", file, lines[k])
                            .isEqualTo(Double.valueOf(parts[1]));
                }
                assertThat(Double.valueOf(array.sum()))
                        .as("sum of %s, %s", file, lines[k])
                        .isEqualTo(Double.valueOf(parts[2]));
                assertThat(Double.valueOf(array.mean()))
                        .as("mean of %s, %s", file, lines[k])
                        .isEqualTo(Double.valueOf(parts[3]));
            }
        }
    }

    @Test
    void reducesIntegersExactly() throws IOException {
        String[] lines = run(INTEGERS).split("\n");
        for (int k = 0; k < lines.length; k++) {
            String[] parts = lines[k].split(" ");
            try (NpyFile file = using().open(directory.resolve(k + ".npy"))) {
                NpyArray array = file.array();
                Statistics statistics = array.statistics();
                assertThat(statistics.min().map(Object::toString))
                        .as("%s", file)
                        .hasValue(parts[0]);
                assertThat(statistics.max().map(Object::toString))
                        .as("%s", file)
                        .hasValue(parts[1]);
                assertThat(statistics.sum().toString()).as("%s", file).isEqualTo(parts[2]);
                assertThat(array.sum()).as("%s", file).isEqualTo(Double.parseDouble(javaHex(parts[3])));
                BigInteger sum = new BigInteger(parts[2]);
                if (sum.bitLength() < Long.SIZE) {
                    assertThat(array.sumLong()).as("%s", file).isEqualTo(sum.longValue());
                } else {
                    assertThatThrownBy(array::sumLong).as("%s", file).isInstanceOf(ArithmeticException.class);
                }
            }
        }
    }

    private Backend using() {
        return Npy.using(backend());
    }

    private String run(String script, String... arguments) {
        List<String> all = new ArrayList<>(List.of(directory.toString()));
        all.addAll(List.of(arguments));
        return NumPy.run(script, all.toArray(String[]::new));
    }

    private ByteBuffer data(String name) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long[] longs(ByteBuffer data, int count) {
        long[] longs = new long[count];
        for (int k = 0; k < count; k++) {
            longs[k] = data.getLong();
        }
        return longs;
    }

    private static double[] doubles(ByteBuffer data, int count) {
        double[] doubles = new double[count];
        for (int k = 0; k < count; k++) {
            doubles[k] = data.getDouble();
        }
        return doubles;
    }

    /** Bit for bit; AssertJ would take its time with millions. */
    private static void assertSame(double[] actual, double[] expected) {
        assertThat(Arrays.equals(actual, expected)).isTrue();
    }

    /** Every index of a shape in C order. */
    private static List<long[]> indices(Shape shape) {
        List<long[]> all = new ArrayList<>();
        for (long flat = 0; flat < shape.size(); flat++) {
            long[] index = new long[shape.ndim()];
            long rest = flat;
            for (int axis = shape.ndim() - 1; axis >= 0; axis--) {
                index[axis] = rest % shape.get(axis);
                rest /= shape.get(axis);
            }
            all.add(index);
        }
        return all;
    }

    private static String joined(long[] numbers) {
        return LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(","));
    }

    /** What {@code float.hex} prints, which Java reads except for infinities and NaN. */
    private static String javaHex(String python) {
        return python.replace("inf", "Infinity").replace("nan", "NaN");
    }
}
