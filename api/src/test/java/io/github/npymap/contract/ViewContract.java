package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.npymap.Index;
import io.github.npymap.NpyArray;
import io.github.npymap.Slice;
import io.github.npymap.support.Grid;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Views, compared with what plain Java selects. */
abstract class ViewContract extends ArrayContract {

    private NpyArray counting(Order order, int... shape) throws IOException {
        long[] lengths = Arrays.stream(shape).asLongStream().toArray();
        NpyArray array = zeros(DType.INT32, order, Shape.of(lengths));
        array.write(Grid.counting(shape).items());
        return array;
    }

    private static void assertSame(NpyArray view, Grid grid, String how) {
        assertThat(view.shape().toArray()).as(how).isEqualTo(grid.lengths());
        assertThat(view.toIntArray()).as(how).isEqualTo(grid.items());
        assertThat(Grid.indices(grid.shape()).stream()
                        .mapToInt(index -> view.getInt(
                                index.stream().mapToLong(Integer::longValue).toArray())))
                .as(how)
                .containsExactly(Arrays.stream(grid.items()).boxed().toArray(Integer[]::new));
        assertThat(view.sumLong())
                .as(how)
                .isEqualTo(Arrays.stream(grid.items()).asLongStream().sum());
    }

    private static int[] randomShape(Random random) {
        return IntStream.range(0, random.nextInt(5))
                .map(axis -> random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(5))
                .toArray();
    }

    private static OptionalLong randomBound(Random random) {
        return random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextInt(17) - 8);
    }

    private static Index[] randomItems(Random random, List<Integer> shape) {
        List<Index> items = new ArrayList<>();
        for (int length : shape) {
            if (length > 0 && random.nextInt(4) == 0) {
                items.add(Index.at(random.nextInt(2 * length) - length));
            } else {
                int step = 1 + random.nextInt(3);
                items.add(new Slice(randomBound(random), randomBound(random), random.nextBoolean() ? step : -step));
            }
        }
        if (random.nextInt(3) == 0 && !items.isEmpty()) {
            // Those to the right of the ellipsis count from the last axis: only leaving out the last is the same.
            items.remove(items.size() - 1);
            items.add(Index.ELLIPSIS);
        } else if (random.nextInt(3) == 0) {
            items.add(random.nextInt(items.size() + 1), Index.ELLIPSIS);
        }
        for (int more = random.nextInt(3); more > 0; more--) {
            items.add(random.nextInt(items.size() + 1), Index.NEW_AXIS);
        }
        return items.toArray(Index[]::new);
    }

    private static String python(Index item) {
        if (item instanceof Index.At at) {
            return Long.toString(at.index());
        }
        if (item == Index.ELLIPSIS) {
            return "...";
        }
        return item == Index.NEW_AXIS ? "None" : item.toString();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void viewsOfViewsHoldWhatPlainJavaSelects(Order order) throws IOException {
        Random random = new Random(2);
        for (int round = 0; round < 150; round++) {
            int[] shape = randomShape(random);
            NpyArray view = counting(order, shape);
            Grid grid = Grid.counting(shape);
            String how = Arrays.toString(shape);
            assertSame(view, grid, how);
            for (int step = 0; step < 3; step++) {
                if (random.nextInt(3) == 0) {
                    List<Integer> axes = new ArrayList<>(
                            IntStream.range(0, view.ndim()).boxed().toList());
                    Collections.shuffle(axes, random);
                    int[] order2 = axes.stream().mapToInt(Integer::intValue).toArray();
                    how += ".transpose" + axes;
                    view = view.transpose(order2);
                    grid = grid.transpose(order2);
                } else {
                    Index[] items = randomItems(random, grid.shape());
                    String text = Arrays.stream(items).map(ViewContract::python).collect(Collectors.joining(", "));
                    how += "[" + text + "]";
                    grid = grid.slice(items);
                    NpyArray parsed = view.slice(text);
                    view = view.slice(items);
                    assertSame(parsed, grid, how);
                }
                assertSame(view, grid, how);
            }
        }
    }

    @Test
    void atTakesOneEntryOfTheFirstAxis() throws IOException {
        NpyArray array = counting(Order.C, 3, 2, 2);
        Grid grid = Grid.counting(3, 2, 2);
        for (int i = 0; i < 3; i++) {
            assertSame(array.at(i), grid.slice(Index.at(i)), "at " + i);
            assertSame(array.at(i).at(1).at(0), grid.slice(Index.at(i), Index.at(1), Index.at(0)), "at " + i);
        }
    }

    @Test
    void transposedWithoutAxesTheAxesAreReversed() throws IOException {
        NpyArray array = counting(Order.C, 2, 3, 4);
        assertSame(array.transpose(), Grid.counting(2, 3, 4).transpose(2, 1, 0), "reversed");
        assertSame(array.transpose().transpose(), Grid.counting(2, 3, 4), "twice");
        assertThatIllegalArgumentException().isThrownBy(() -> array.transpose(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> array.transpose(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> array.transpose(0, 1, 3));
    }

    @Test
    void reshapingKeepsTheElementsInCOrderAndFindsOneLength() throws IOException {
        NpyArray array = counting(Order.C, 4, 6);
        int[] items = Grid.counting(24).items();
        assertSame(array.reshape(24), new Grid(List.of(24), items), "24");
        assertSame(array.reshape(2, -1, 3), new Grid(List.of(2, 4, 3), items), "2, -1, 3");
        assertSame(array.reshape(-1), new Grid(List.of(24), items), "-1");
        assertSame(array.slice("1:3").reshape(3, 4), new Grid(List.of(3, 4), Arrays.copyOfRange(items, 6, 18)), "part");
        assertSame(array.at(1).at(2).reshape(1, 1), new Grid(List.of(1, 1), new int[] {8}), "scalar");
        assertSame(
                counting(Order.FORTRAN, 3, 2).transpose().reshape(6),
                new Grid(List.of(6), new int[] {0, 2, 4, 1, 3, 5}),
                "the transpose of a Fortran array");
    }

    @Test
    void reshapingWhatHasGapsOrAnotherSizeIsRefused() throws IOException {
        NpyArray array = counting(Order.C, 4, 6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> array.reshape(5, 5))
                .withMessageContaining("24");
        assertThatIllegalArgumentException().isThrownBy(() -> array.reshape(5, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> array.reshape(-1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> array.reshape(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> array.reshape(-2, -12));
        for (NpyArray gaps : List.of(array.slice(":, :4"), array.transpose(), array.slice("::-1"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> gaps.reshape(-1))
                    .withMessageContaining("copying");
        }
    }

    @Test
    void reshapingCopiesNothingWhereverNumpyCopiesNothing() throws IOException {
        int[][] shapes = {
            {-1},
            {24},
            {4, 6},
            {6, 4},
            {2, 2, 6},
            {4, 2, 3},
            {4, 3, 2},
            {2, 1, 12},
            {1, 24, 1},
            {8, 3},
            {12},
            {2, 6},
            {4, 3},
            {2, 2, 3},
            {3, 4},
            {3, 2, 2},
            {3, 1, 4, 1},
            {1, 3, 4},
            {2, 3, 2},
            {0},
            {0, 5},
            {5, 0, 2}
        };
        String[] views = {
            ":", "::-1", ":, ::2", "::2, ::-1", "::-1, ::-1", ":, :3", "1:3", "1:1", ":, None, :", ":, 1:4"
        };
        NumPy.require();
        assumeTrue(NumPy.majorVersion() >= 2, "copy=False came with NumPy 2");
        String script = """
                import ast, sys
                import numpy as np
                for order in 'CF':
                    a = np.arange(24, dtype='<i4').reshape((4, 6))
                    a = np.asarray(a, order=order)
                    for view in sys.argv[1].split(';'):
                        for turned in (False, True):
                            v = eval('a[' + view + ']')
                            v = v.T if turned else v
                            for shape in ast.literal_eval(sys.argv[2]):
                                try:
                                    r = v.reshape(shape, copy=False)
                                    print(r.ravel().tolist())
                                except ValueError as e:
                                    print('-')
                """;
        List<String> numpy = NumPy.run(script, String.join(";", views), Arrays.deepToString(shapes))
                .lines()
                .toList();
        List<String> ours = new ArrayList<>();
        for (Order order : Order.values()) {
            NpyArray array = counting(order, 4, 6);
            for (String view : views) {
                for (boolean turned : new boolean[] {false, true}) {
                    NpyArray v = turned ? array.slice(view).transpose() : array.slice(view);
                    for (int[] shape : shapes) {
                        ours.add(reshaped(v, Arrays.stream(shape).asLongStream().toArray()));
                    }
                }
            }
        }
        assertThat(ours).hasSize(numpy.size()).isEqualTo(numpy);
    }

    private static String reshaped(NpyArray view, long... shape) {
        try {
            return Arrays.toString(view.reshape(shape).toIntArray());
        } catch (IllegalArgumentException e) {
            return "-";
        }
    }

    @Test
    void viewsShareMemoryWithTheirArray() throws IOException {
        NpyArray array = counting(Order.C, 4, 6);
        array.slice("::-1, ::2").setInt(0, 1, -5);
        assertThat(array.getInt(3, 2)).isEqualTo(-5);
        array.setInt(0, 5, -6);
        assertThat(array.transpose().getInt(5, 0)).isEqualTo(-6);
        array.reshape(24).setInt(7, -7);
        assertThat(array.at(1).getInt(1)).isEqualTo(-7);
        array.viewAs(DType.UINT32).at(0).setLong(0, 4294967295L);
        assertThat(array.getInt(0, 0)).isEqualTo(-1);
        array.slice("1:3, 1:3").write(new int[] {91, 92, 93, 94});
        assertThat(array.slice("1:3").toIntArray()).containsExactly(6, 91, 92, 9, 10, 11, 12, 93, 94, 15, 16, 17);
    }

    @Test
    void aViewAsAnotherTypeStretchesTheLastAxisOrIsRefused() throws IOException {
        NpyArray array = zeros(DType.UINT8, Shape.of(2, 4));
        array.setInt(0, 1, 255);
        assertThat(array.viewAs(DType.INT8).getInt(0, 1)).isEqualTo(-1);
        NpyArray shorts = array.viewAs(DType.INT16);
        assertThat(shorts.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(shorts.getInt(0, 0)).isEqualTo(-256);
        assertThat(shorts.viewAs(DType.UINT8).toShortArray()).isEqualTo(array.toShortArray());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> array.slice(":, :3").viewAs(DType.INT16));
        assertThatIllegalArgumentException().isThrownBy(() -> array.transpose().viewAs(DType.INT16));
        assertThatIllegalArgumentException().isThrownBy(() -> array.at(0).at(0).viewAs(DType.INT16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "1.5",
                "1:2:3:4",
                "::0",
                ",",
                "1,,2",
                ",1",
                "..",
                "...,...",
                "[1]",
                "1 2",
                "none",
                "True",
                "1:b",
                "--1",
                " ",
                "03",
                "1:-00012",
                "\u0663",
                "\u2003:",
                "1:True",
                ". . ."
            })
    void whatIsNoSliceIsRefused(String text) throws IOException {
        NpyArray array = zeros(DType.UINT8, Shape.of(3, 3, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> array.slice(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "-4",
                "0,3",
                "0,0,-4",
                "0,0,0,0",
                ":,:,:,:",
                "...,0,0,0,0",
                "9223372036854775807",
                "9223372036854775808",
                "-99999999999999999999"
            })
    void indicesBeyondTheAxesAreOutOfBounds(String text) throws IOException {
        NpyArray array = zeros(DType.UINT8, Shape.of(3, 3, 3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.slice(text));
    }

    @Test
    void extremeBoundsAndStepsAreClipped() throws IOException {
        NpyArray array = counting(Order.C, 5);
        long most = Long.MAX_VALUE;
        long least = Long.MIN_VALUE;
        assertThat(array.slice(Slice.of(least, most)).toIntArray()).containsExactly(0, 1, 2, 3, 4);
        assertThat(array.slice(Slice.of(most, least).by(-1)).toIntArray()).containsExactly(4, 3, 2, 1, 0);
        assertThat(array.slice(Slice.all().by(most)).toIntArray()).containsExactly(0);
        assertThat(array.slice(Slice.all().by(least)).toIntArray()).containsExactly(4);
        assertThat(array.slice(Slice.of(most, most)).toIntArray()).isEmpty();
        assertThat(array.slice(" 1 : , ").toIntArray()).containsExactly(1, 2, 3, 4);
        String huge = "1" + "0".repeat(30);
        assertThat(array.slice("-" + huge + ":" + huge).toIntArray()).containsExactly(0, 1, 2, 3, 4);
        assertThat(array.slice(huge + ":-" + huge + ":-1").toIntArray()).containsExactly(4, 3, 2, 1, 0);
        assertThat(array.slice("::" + huge).toIntArray()).containsExactly(0);
        assertThat(array.slice("::-" + huge).toIntArray()).containsExactly(4);
    }

    @Test
    void integersInSlicesAreWrittenAsInPython() throws IOException {
        NpyArray array = counting(Order.C, 12);
        assertThat(array.slice("0x3:1_0:+2").toIntArray()).containsExactly(3, 5, 7, 9);
        assertThat(array.slice("None:0b11:None").toIntArray()).containsExactly(0, 1, 2);
        assertThat(array.slice("\t- 1 , ").toIntArray()).containsExactly(11);
        assertThat(array.slice("000").getInt()).isZero();
        assertThat(array.slice("").shape()).isEqualTo(array.shape());
    }

    @Test
    void aViewHasAtMost64Axes() throws IOException {
        Index[] items = new Index[64];
        Arrays.fill(items, Index.NEW_AXIS);
        NpyArray array = counting(Order.C, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> array.slice(items));
        assertThat(array.at(0).slice(items).ndim()).isEqualTo(64);
    }
}
