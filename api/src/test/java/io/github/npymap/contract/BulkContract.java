package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.npymap.NpyArray;
import io.github.npymap.support.Primitive;
import io.github.npymap.support.Values;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Moves of many elements at once. */
abstract class BulkContract extends ArrayContract {
    private static final String TYPES = "io.github.npymap.support.Values#types";
    static final int ROWS = 30;
    static final int COLUMNS = 90;

    /** Views of one array: long enough for several blocks of conversion. */
    static Map<String, NpyArray> views(NpyArray whole) {
        Map<String, NpyArray> views = new LinkedHashMap<>();
        views.put("contiguous", whole);
        views.put("flat", whole.reshape(-1));
        views.put("strided rows", whole.slice("::3"));
        views.put("strided columns", whole.slice(":, 1::7"));
        views.put("a part of each row", whole.slice(":, 5:60"));
        views.put("reversed", whole.slice("::-1, ::-1"));
        views.put("reversed flat", whole.reshape(-1).slice("::-1"));
        views.put("transposed", whole.transpose());
        views.put("transposed and reversed", whole.transpose().slice("4::-1"));
        views.put("three axes with gaps", whole.reshape(ROWS, 9, 10).slice(":, ::2, 3:9"));
        views.put("a scalar", whole.at(3).at(4));
        views.put("empty", whole.slice("3:3"));
        return views;
    }

    private static long[] index(NpyArray array, long flat) {
        long[] index = new long[array.ndim()];
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = flat % array.shape().get(axis);
            flat /= array.shape().get(axis);
        }
        return index;
    }

    private NpyArray random(NumberType type) throws IOException {
        Random random = new Random(3);
        long[] bits = IntStream.range(0, ROWS * COLUMNS)
                .mapToLong(k -> Values.random(type.kind(), random))
                .toArray();
        return holding(type, Order.C, Shape.of(ROWS, COLUMNS), bits);
    }

    /** The elements one by one, by accessors; byte and short, which have none, through int. */
    private static Object oneByOne(Primitive primitive, NpyArray array) {
        Primitive accessor = primitive.hasAccessors() ? primitive : Primitive.INT;
        return elements(primitive, (int) array.size(), k -> {
            Object value = accessor.get(array, index(array, k));
            return value instanceof Number number ? primitive.of(number) : value;
        });
    }

    private static Object elements(Primitive primitive, int count, LongFunction<Object> element) {
        Object array = primitive.newArray(count);
        for (int k = 0; k < count; k++) {
            Array.set(array, k, element.apply(k));
        }
        return array;
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void movesOutOfEveryViewAreThoseOfSingleElements(NumberType type) throws IOException {
        NpyArray whole = random(type);
        Random random = new Random(4);
        views(whole).forEach((name, view) -> {
            int size = (int) view.size();
            for (Primitive primitive : Primitive.readersOf(type.kind())) {
                Object expected = oneByOne(primitive, view);
                String how = primitive + " " + name;
                assertThat(primitive.toArray(view)).as(how).isEqualTo(expected);
                Object target = primitive.newArray(size + 2);
                primitive.read(view, target);
                assertThat(elements(primitive, size, k -> Array.get(target, (int) k)))
                        .as(how)
                        .isEqualTo(expected);
                for (int round = 0; round < 4; round++) {
                    int from = random.nextInt(size + 1);
                    int count = random.nextInt(size - from + 1);
                    int at = random.nextInt(3);
                    Object part = primitive.newArray(at + count + 1);
                    primitive.read(view, from, part, at, count);
                    Object zero = Array.get(primitive.newArray(1), 0);
                    assertThat(part)
                            .as(how)
                            .isEqualTo(elements(
                                    primitive,
                                    at + count + 1,
                                    k -> k < at || k == at + count ? zero : Array.get(expected, from + (int) k - at)));
                }
                long[] flat =
                        random.longs(size == 0 ? 0 : 1500, 0, Math.max(1, size)).toArray();
                Object gathered = primitive.newArray(flat.length);
                primitive.gather(view, flat, gathered);
                assertThat(gathered)
                        .as(how)
                        .isEqualTo(elements(primitive, flat.length, k -> Array.get(expected, (int) flat[(int) k])));
                if (view.ndim() > 0 && size > 0) {
                    int rowSize = (int) (size / view.shape().get(0));
                    long[] rows = random.longs(20, 0, view.shape().get(0)).toArray();
                    Object collected = primitive.newArray(20 * rowSize);
                    primitive.gatherRows(view, rows, collected);
                    assertThat(collected)
                            .as(how)
                            .isEqualTo(elements(
                                    primitive,
                                    20 * rowSize,
                                    k -> Array.get(
                                            expected, (int) rows[(int) k / rowSize] * rowSize + (int) k % rowSize)));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void movesOutOfLongColumnsAreThoseOfSingleElements(NumberType type) throws IOException {
        Random random = new Random(7);
        Shape shape = Shape.of(2100, 3);
        long[] bits = random.longs(shape.size())
                .map(k -> Values.random(type.kind(), random))
                .toArray();
        NpyArray whole = holding(type, Order.C, shape, bits);
        Primitive primitive = Primitive.readersOf(type.kind()).iterator().next();
        for (NpyArray view : List.of(whole.transpose(), whole.transpose().slice("::-1, ::-1"))) {
            Object expected = oneByOne(primitive, view);
            assertThat(primitive.toArray(view)).isEqualTo(expected);
            assertThat(primitive.toArray(view.parallel(Runnable::run, 3))).isEqualTo(expected);
            for (int[] range : new int[][] {{0, 2100}, {1, 2099}, {5, 6000}, {2100, 2101}, {4199, 2}, {100, 50}}) {
                Object part = primitive.newArray(range[1]);
                primitive.read(view, range[0], part, 0, range[1]);
                assertThat(part).isEqualTo(elements(primitive, range[1], k -> Array.get(expected, range[0] + (int) k)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void movesIntoEveryViewChangeItsElementsAndNoOthers(NumberType type) throws IOException {
        Random random = new Random(5);
        NumberKind kind = type.kind();
        for (Primitive primitive : Primitive.writersOf(kind)) {
            NpyArray whole = zeros(type, Shape.of(ROWS, COLUMNS));
            views(whole).forEach((name, view) -> {
                whole.write(new boolean[ROWS * COLUMNS]);
                int size = (int) view.size();
                // Numbers that every type holds.
                Object source = elements(
                        primitive,
                        size,
                        k -> primitive.of(primitive == Primitive.BOOLEAN ? k % 2 : random.nextInt(100)));
                double[] expected = new double[size];
                double total = 0;
                for (int k = 0; k < size; k++) {
                    Object value = Array.get(source, k);
                    expected[k] = value instanceof Boolean truth ? truth ? 1 : 0 : ((Number) value).doubleValue();
                    total += expected[k];
                }
                primitive.write(view, source);
                String how = primitive + " " + name;
                assertThat(view.toDoubleArray()).as(how).isEqualTo(expected);
                assertThat(whole.sum()).as(how).isEqualTo(total);

                whole.write(new boolean[ROWS * COLUMNS]);
                int from = random.nextInt(size + 1);
                int count = random.nextInt(size - from + 1);
                int at = random.nextInt(size - count + 1);
                primitive.write(view, from, source, at, count);
                double[] part = new double[size];
                System.arraycopy(expected, at, part, from, count);
                assertThat(view.toDoubleArray()).as(how).isEqualTo(part);
            });
        }
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void arraysOfATypeThatDoesNotFitAreRefusedWithOneThatDoes(NumberType type) throws IOException {
        NpyArray array = zeros(type, Shape.of(2));
        NumberKind kind = type.kind();
        for (Primitive primitive : Primitive.values()) {
            Object java = primitive.newArray(2);
            if (!Primitive.readersOf(kind).contains(primitive)) {
                assertRefused("read", primitive, kind, () -> primitive.read(array, java));
                assertRefused("read", primitive, kind, () -> primitive.toArray(array));
                assertRefused("read", primitive, kind, () -> primitive.read(array, 0, java, 0, 1));
                assertRefused("read", primitive, kind, () -> primitive.gather(array, new long[1], java));
                assertRefused("read", primitive, kind, () -> primitive.gatherRows(array, new long[1], java));
            }
            if (!Primitive.writersOf(kind).contains(primitive)) {
                assertRefused("write", primitive, kind, () -> primitive.write(array, java));
                assertRefused("write", primitive, kind, () -> primitive.write(array, 0, java, 0, 1));
            }
        }
    }

    private static void assertRefused(String verb, Primitive refused, NumberKind kind, Runnable call) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(call::run)
                .satisfies(thrown -> {
                    String message = thrown.getMessage();
                    assertThat(message).contains(verb + "(" + refused.javaName() + "[])", kind.numpyName());
                    String named = message.substring(message.lastIndexOf(verb));
                    assertThat(verb.equals("read") ? Primitive.readersOf(kind) : Primitive.writersOf(kind))
                            .as(message)
                            .anyMatch(fitting -> named.equals(verb + "(" + fitting.javaName() + "[])"));
                });
    }

    @Test
    void uint8DoesNotComeAsBytes() throws IOException {
        NpyArray array = zeros(DType.UINT8, Shape.of(2));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> array.read(new byte[2]))
                .withMessageContainingAll("uint8", "read(short[])");
        assertThat(array.viewAs(DType.INT8).toByteArray()).containsExactly(0, 0);
    }

    @Test
    void bytesIntoUint8AreChecked() throws IOException {
        NpyArray array = zeros(DType.UINT8, Shape.of(2));
        array.write(new byte[] {1, 127});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> array.write(new byte[] {2, -1}))
                .withMessageContainingAll("-1", "uint8");
        assertThatIllegalArgumentException().isThrownBy(() -> array.write(new int[] {2, 256}));
        assertThat(array.toIntArray()).containsExactly(1, 127);
        NpyArray wide = zeros(DType.UINT64, Shape.of(1));
        assertThatIllegalArgumentException().isThrownBy(() -> wide.write(new long[] {-1}));
        wide.viewAs(DType.INT64).write(new long[] {-1});
        assertThat(wide.toDoubleArray()).containsExactly(0x1p64);
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void rangesThatLeaveEitherArrayAreOutOfBounds(NumberType type) throws IOException {
        NpyArray array = zeros(type, Shape.of(2, 3));
        double[] java = new double[6];
        long[][] ranges = {
            {-1, 0, 1},
            {6, 0, 1},
            {5, 0, 2},
            {0, -1, 1},
            {0, 6, 1},
            {0, 5, 2},
            {0, 0, -1},
            {0, 0, 7},
            {Long.MAX_VALUE, 0, 1},
            {Long.MIN_VALUE, 0, 1},
            {0, Integer.MAX_VALUE, 1},
            {1, 1, Integer.MAX_VALUE}
        };
        for (long[] range : ranges) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> array.read(range[0], java, (int) range[1], (int) range[2]));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> array.write(range[0], new boolean[6], (int) range[1], (int) range[2]));
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.read(new double[5]));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.write(new boolean[5]));
        array.read(6, java, 6, 0);
    }

    @Test
    void aWrongIndexIsFoundBeforeAnythingIsCollected() throws IOException {
        NpyArray array = zeros(DType.INT32, Shape.of(4, 3));
        array.write(IntStream.range(1, 13).toArray());
        for (NpyArray view : new NpyArray[] {array, array.slice("::-1, ::2"), array.transpose()}) {
            for (long wrong : new long[] {-1, view.size(), Long.MAX_VALUE, Long.MIN_VALUE}) {
                long[] indices = {0, 1, wrong};
                int[] same = new int[12];
                long[] converted = new long[12];
                for (Runnable call : new Runnable[] {
                    () -> view.gather(indices, same),
                    () -> view.gather(indices, converted),
                    () -> view.gatherRows(indices, same),
                    () -> view.gatherRows(indices, converted)
                }) {
                    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
                }
                assertThat(same).containsOnly(0);
                assertThat(converted).containsOnly(0);
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> array.gather(new long[3], new int[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> array.gatherRows(new long[3], new int[8]));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> array.at(0).at(0).gatherRows(new long[1], new int[1]));
        array.gather(new long[0], new int[0]);
        array.gatherRows(new long[0], new int[0]);
    }
}
