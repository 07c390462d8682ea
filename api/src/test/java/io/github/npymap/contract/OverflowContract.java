package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.NpyArray;
import io.github.npymap.support.Values;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import io.github.npymap.types.Statistics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of numbers so large that the sums of some of them are infinite. */
abstract class OverflowContract extends ArrayContract {
    private static final double MAX = Double.MAX_VALUE;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Stream<double[]> few() {
        return Stream.of(
                new double[] {1e308, 1e308, -1e308},
                new double[] {1e308, -1e308, 1e308, -1e308, 1e308},
                new double[] {MAX, -MAX, MAX},
                new double[] {MAX, -MAX, MAX, -MAX},
                new double[] {MAX, MAX, -MAX, -MAX},
                new double[] {-MAX, -MAX, MAX, MAX, Double.MIN_VALUE},
                new double[] {MAX, MAX},
                new double[] {-MAX, -MAX, MAX, -MAX},
                new double[] {9e307, -9e307, 9e307},
                // Half of the last digit of the largest number: the sum is rounded up, to what is no finite number.
                new double[] {MAX, 0x1p970},
                new double[] {MAX, Math.nextDown(0x1p970)},
                new double[] {MAX, MAX, -MAX, -INFINITY},
                new double[] {MAX, -MAX, MAX, INFINITY},
                new double[] {MAX, MAX, -INFINITY},
                new double[] {MAX, MAX, INFINITY, -INFINITY},
                new double[] {MAX, MAX, -MAX, Double.NaN});
    }

    @ParameterizedTest
    @MethodSource("few")
    void aSumIsFiniteWhereTheExactSumIs(double[] values) throws IOException {
        assertExact(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 129, 1024, 65536, 65537, 200_000})
    void itDoesNotMatterWhereTheLargeNumbersLie(int size) throws IOException {
        assertExact(values(size, k -> k % 2 == 0 ? 3e306 : -3e306));
        assertExact(values(size, k -> k < size / 2 ? MAX : k < size / 2 * 2 ? -MAX : 1));
        assertExact(values(size, k -> k == 0 || k == 1 ? MAX : k >= size - 2 ? -MAX : k));
        assertExact(values(size, k -> k == 0 || k == 8 ? -MAX : k == 127 || k == 126 ? MAX : 0x1p-1074 * k));
        assertExact(values(size, k -> k == 0 ? -INFINITY : k < 9 ? MAX : k));
        Random random = new Random(size);
        double[] wide = values(size, k -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(2000) - 975));
        assertExact(wide);
        wide[size / 2] = Double.NaN;
        assertExact(wide);
    }

    @Test
    void onlyTheSumOfTheSumsOfChunksOverflows() throws IOException {
        // Each chunk of 65536 has a finite sum, as has each pair of two.
        assertExact(values(4 * 65536, k -> k % 65536 != 7 ? 0 : k < 2 * 65536 ? MAX : -MAX));
        assertExact(values(4 * 65536, k -> k % 65536 != 7 ? 0x1p900 : (k / 65536) % 3 == 0 ? -MAX : MAX));
        assertExact(values(3 * 65536, k -> k % 65536 != 7 ? 0 : k < 2 * 65536 ? MAX : -INFINITY));
    }

    /** Powers of two in long doubles, which no double can hold: their own exponents, negative for the negative number. */
    private static Stream<Arguments> powers() {
        return Stream.of(
                Arguments.of(List.of(14000, -14000), 0.0),
                Arguments.of(List.of(14000, 3, -14000), 8.0),
                Arguments.of(List.of(1, -16383, 16383), 2.0),
                Arguments.of(List.of(14000, 2), INFINITY),
                Arguments.of(List.of(2, -14000), -INFINITY));
    }

    @ParameterizedTest
    @MethodSource("powers")
    void longDoublesAreSummedBeyondTheRangeOfDoubles(List<Integer> powers, double sum) throws IOException {
        for (NumberType type : List.of(DType.LONGDOUBLE, DType.LONGDOUBLE.bigEndian())) {
            for (int zeros : new int[] {0, 200_000}) {
                int size = powers.size() + zeros;
                ByteBuffer data = ByteBuffer.allocate(16 * size).order(type.order());
                for (int k = 0; k < powers.size(); k++) {
                    // The numbers lie far from each other, and so in chunks of their own.
                    int at = 16 * k * (1 + zeros / powers.size());
                    int power = powers.get(k);
                    long signExponent = (power < 0 ? 0x8000 : 0) | (16383 + Math.abs(power));
                    boolean little = type.order() == ByteOrder.LITTLE_ENDIAN;
                    data.putLong(at + (little ? 0 : 8), Long.MIN_VALUE).putLong(at + (little ? 8 : 0), signExponent);
                }
                NpyArray array = zeros(type, Shape.of(size));
                array.writeBytes(data.array());
                for (NpyArray way : List.of(array, array.parallel(), array.streaming(), array.slice("::-1"))) {
                    assertThat(way.sum()).isEqualTo(sum);
                    assertThat(way.mean()).isEqualTo(sum / size);
                    assertThat(way.statistics().sum()).isEqualTo(sum);
                    assertThat(way.statistics().mean()).isEqualTo(sum / size);
                }
            }
        }
    }

    private static double[] values(int size, IntToDoubleFunction value) {
        return IntStream.range(0, size).mapToDouble(value::applyAsDouble).toArray();
    }

    private void assertExact(double[] values) throws IOException {
        Expected expected = Expected.of(values);
        long[] bits =
                Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
        for (NumberType type : List.of(DType.FLOAT64, DType.FLOAT64.bigEndian())) {
            NpyArray array = holding(type, Order.C, Shape.of(bits.length), bits);
            assertEqualSums(array, expected);
            assertEqualSums(array.slice("::-1"), expected);
        }
    }

    /** Whatever the way, the elements are added in the same order, and each way gives the same number. */
    private static void assertEqualSums(NpyArray array, Expected expected) {
        Double sum = array.sum();
        Double mean = sum / array.size();
        expected.assertNear(sum);
        List<NpyArray> ways = List.of(
                array,
                array.parallel(),
                array.parallel(ForkJoinPool.commonPool(), 3),
                array.streaming(),
                array.streaming().parallel());
        for (NpyArray way : ways) {
            Statistics statistics = way.statistics();
            assertThat(Double.valueOf(way.sum())).isEqualTo(sum);
            assertThat(statistics.sum()).isEqualTo(sum);
            assertThat(Double.valueOf(way.mean())).isEqualTo(mean);
            assertThat(Double.valueOf(statistics.mean())).isEqualTo(mean);
        }
    }

    /**
     * What is exact, with numbers that are as long as they need to be.
     *
     * @param special the sum of what is NaN or infinite
     * @param exact the sum of all else
     * @param magnitude the sum of the absolute values of all else
     */
    private record Expected(double special, BigDecimal exact, BigDecimal magnitude) {
        static Expected of(double[] values) {
            double special =
                    Arrays.stream(values).filter(x -> !Double.isFinite(x)).sum();
            return new Expected(
                    special,
                    Values.exactSum(finite(values)),
                    Values.exactSum(finite(values).map(Math::abs)));
        }

        private static DoubleStream finite(double[] values) {
            return Arrays.stream(values).filter(Double::isFinite);
        }

        void assertNear(Double sum) {
            double rounded = special == 0 ? exact.doubleValue() : special;
            if (!Double.isFinite(rounded)) {
                assertThat(sum).isEqualTo(Double.valueOf(rounded));
                return;
            }
            // As many roundings as an element goes through; one of the smallest numbers may be lost with the last.
            BigDecimal bound = magnitude.multiply(new BigDecimal(32 * 0x1p-53)).max(new BigDecimal(Double.MIN_VALUE));
            assertThat(sum).isFinite();
            assertThat(new BigDecimal(sum).subtract(exact).abs()).isLessThanOrEqualTo(bound);
        }
    }
}
