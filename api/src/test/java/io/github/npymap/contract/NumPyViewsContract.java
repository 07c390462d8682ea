package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import io.github.npymap.types.Statistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A backend and NumPy find the same elements by the same slices, and in a large matrix. */
abstract class NumPyViewsContract extends NumPyComparison {
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
}
