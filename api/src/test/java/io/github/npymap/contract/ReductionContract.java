package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.npymap.NpyArray;
import io.github.npymap.support.Values;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import io.github.npymap.types.Statistics;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums, extremes and statistics of whole arrays and of views. */
abstract class ReductionContract extends ArrayContract {
    private static final String INTEGER_TYPES = "io.github.npymap.support.Values#integerTypes";
    private static final String FLOATING_TYPES = "io.github.npymap.support.Values#floatingTypes";
    private static final int[] SIZES = {0, 1, 7, 8, 9, 127, 128, 129, 1023, 1024, 1025, 65535, 65536, 65537, 200_000};

    private static long[] random(NumberKind kind, int size) {
        Random random = new Random(size);
        return IntStream.range(0, size)
                .mapToLong(k -> Values.random(kind, random))
                .toArray();
    }

    /** Every {@code step}th element, the last first if the step is negative. */
    private static Number[] decoded(NumberKind kind, long[] bits, int step) {
        return IntStream.range(0, (bits.length + Math.abs(step) - 1) / Math.abs(step))
                .mapToObj(k -> Values.decode(kind, bits[step > 0 ? k * step : bits.length - 1 + k * step]))
                .toArray(Number[]::new);
    }

    private NpyArray readable(NumberType type, long... bits) throws IOException {
        return holding(type, Order.C, Shape.of(bits.length), bits);
    }

    @ParameterizedTest
    @MethodSource(INTEGER_TYPES)
    void integersAreReducedExactly(NumberType type) throws IOException {
        for (int size : SIZES) {
            long[] bits = random(type.kind(), size);
            NpyArray array = readable(type, bits);
            for (int step : new int[] {1, 3, -1, -7}) {
                assertExact(array.slice("::" + step), decoded(type.kind(), bits, step), size + " by " + step);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(INTEGER_TYPES)
    void integersOfViewsWithSeveralAxesAreReducedExactly(NumberType type) throws IOException {
        Random random = new Random(6);
        for (int round = 0; round < 10; round++) {
            Shape shape = Shape.of(1 + random.nextInt(20), 1 + random.nextInt(60), 1 + random.nextInt(20));
            long[] bits = random(type.kind(), (int) shape.size());
            NpyArray array = holding(type, Order.values()[round % 2], shape, bits);
            assertExact(array, decoded(type.kind(), bits, 1), "whole " + shape);
            NpyArray view = array.transpose(1, 2, 0).slice("::-2, 1:, ::3");
            Number[] expected = new Number[(int) view.size()];
            int k = 0;
            for (long i = 0; i < view.shape().get(0); i++) {
                for (long j = 0; j < view.shape().get(1); j++) {
                    for (long l = 0; l < view.shape().get(2); l++) {
                        expected[k++] = type.kind() == NumberKind.UINT64
                                ? new BigInteger(Long.toUnsignedString(view.viewAs(
                                                type.order() == DType.INT64.order()
                                                        ? DType.INT64
                                                        : DType.INT64.bigEndian())
                                        .getLong(i, j, l)))
                                : BigInteger.valueOf(view.getLong(i, j, l));
                    }
                }
            }
            assertExact(view, expected, "view of " + shape);
        }
    }

    private static void assertExact(NpyArray array, Number[] expected, String how) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger min = null;
        BigInteger max = null;
        for (Number number : expected) {
            BigInteger integer = (BigInteger) number;
            sum = sum.add(integer);
            min = min == null ? integer : min.min(integer);
            max = max == null ? integer : max.max(integer);
        }
        Statistics statistics = array.statistics();
        assertThat(statistics.count()).as(how).isEqualTo(expected.length);
        assertThat(statistics.nanCount()).as(how).isZero();
        assertThat(array.sum()).as(how).isEqualTo(sum.doubleValue());
        assertThat(new BigInteger(statistics.sum().toString())).as(how).isEqualTo(sum);
        assertLong(array, "sum", sum, how);
        if (expected.length == 0) {
            assertThat(statistics.min()).as(how).isEmpty();
            return;
        }
        assertThat(array.min()).as(how).isEqualTo(min.doubleValue());
        assertThat(array.max()).as(how).isEqualTo(max.doubleValue());
        assertThat(statistics.min().orElseThrow()).as(how).hasToString(min.toString());
        assertThat(statistics.max().orElseThrow()).as(how).hasToString(max.toString());
        assertThat(array.mean()).as(how).isEqualTo(sum.doubleValue() / expected.length);
        assertThat(statistics.mean()).as(how).isEqualTo(sum.doubleValue() / expected.length);
        assertLong(array, "min", min, how);
        assertLong(array, "max", max, how);
    }

    private static void assertLong(NpyArray array, String name, BigInteger expected, String how) {
        if (expected.bitLength() < 64) {
            assertThat(exact(array, name)).as(how).isEqualTo(expected.longValue());
        } else {
            assertThatExceptionOfType(ArithmeticException.class)
                    .as(how)
                    .isThrownBy(() -> exact(array, name))
                    .withMessageContaining(expected.toString());
        }
    }

    private static long exact(NpyArray array, String name) {
        return switch (name) {
            case "sum" -> array.sumLong();
            case "min" -> array.minLong();
            default -> array.maxLong();
        };
    }

    @Test
    void theExtremesOf64BitsAreSummedExactly() throws IOException {
        for (NumberType type : List.of(DType.INT64, DType.INT64.bigEndian(), DType.UINT64, DType.UINT64.bigEndian())) {
            long[] all = new long[3000];
            for (long extreme : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0}) {
                Arrays.fill(all, extreme);
                assertExact(readable(type, all), decoded(type.kind(), all, 1), type + " " + extreme);
                assertExact(readable(type, all).slice("::-2"), decoded(type.kind(), all, -2), type + " " + extreme);
            }
            long[] mixed = {Long.MIN_VALUE, Long.MAX_VALUE, -1, 1, 0};
            assertExact(readable(type, mixed), decoded(type.kind(), mixed, 1), type.toString());
        }
    }

    @Test
    void floatingPointNumbersHaveNoExactReductions() throws IOException {
        NpyArray array = zeros(DType.FLOAT32, Shape.of(3));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(array::sumLong)
                .withMessageContainingAll("float32", "sum");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(array::minLong);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(array::maxLong);
    }

    @ParameterizedTest
    @MethodSource(FLOATING_TYPES)
    void contiguousFloatingPointSumsHaveTheDefinedOrder(NumberType type) throws IOException {
        for (int size : SIZES) {
            long[] bits = random(type.kind(), size);
            NpyArray array = readable(type, bits);
            double[] values = Arrays.stream(decoded(type.kind(), bits, 1))
                    .mapToDouble(Number::doubleValue)
                    .toArray();
            double sum = definedSum(values);
            assertThat(array.sum()).as("%s", size).isEqualTo(sum);
            assertThat(array.statistics().sum()).as("%s", size).isEqualTo(sum);
            assertNear(array, values, size + " elements");
        }
    }

    @ParameterizedTest
    @MethodSource(FLOATING_TYPES)
    void floatingPointSumsOfStridedViewsAreAsGood(NumberType type) throws IOException {
        for (int size : SIZES) {
            long[] bits = random(type.kind(), size);
            NpyArray array = readable(type, bits);
            for (int step : new int[] {2, -1, -5}) {
                double[] values = Arrays.stream(decoded(type.kind(), bits, step))
                        .mapToDouble(Number::doubleValue)
                        .toArray();
                assertNear(array.slice("::" + step), values, size + " by " + step);
            }
        }
    }

    private static void assertNear(NpyArray array, double[] values, String how) {
        Statistics statistics = array.statistics();
        assertThat(statistics.count()).as(how).isEqualTo(values.length);
        assertThat(statistics.nanCount()).as(how).isZero();
        BigDecimal exact = Values.exactSum(Arrays.stream(values));
        double magnitude = Arrays.stream(values).map(Math::abs).sum();
        // At most 16 additions in a lane, 3 of lanes, 9 of blocks; then chunks, whose dropped digits are kept.
        assertThat(array.sum()).as(how).isCloseTo(exact.doubleValue(), within(32 * 0x1p-53 * magnitude));
        if (values.length > 0) {
            double min = Arrays.stream(values).min().orElseThrow();
            double max = Arrays.stream(values).max().orElseThrow();
            assertThat(array.min()).as(how).isEqualTo(min);
            assertThat(array.max()).as(how).isEqualTo(max);
            assertThat(array.mean()).as(how).isEqualTo(array.sum() / values.length);
            assertThat(statistics.min()).as(how).hasValue(min);
            assertThat(statistics.max()).as(how).hasValue(max);
        }
    }

    /** The order that the definition of the kernels lays down, written from its words. */
    private static double definedSum(double[] values) {
        double sum = 0;
        double dropped = 0;
        for (int chunk = 0; chunk < values.length; chunk += 65536) {
            double[] part = Arrays.copyOfRange(values, chunk, Math.min(values.length, chunk + 65536));
            double[] blocks = new double[(part.length + 127) / 128];
            for (int block = 0; block < blocks.length; block++) {
                double[] lane = new double[8];
                for (int i = block * 128; i < Math.min(part.length, block * 128 + 128); i++) {
                    lane[i % 8] += part[i];
                }
                blocks[block] =
                        ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
            }
            for (int m = blocks.length; m > 1; m = (m + 1) / 2) {
                int half = (m + 1) / 2;
                for (int k = 0; k < m - half; k++) {
                    blocks[k] += blocks[k + half];
                }
            }
            double next = sum + blocks[0];
            dropped += Math.abs(sum) >= Math.abs(blocks[0]) ? sum - next + blocks[0] : blocks[0] - next + sum;
            sum = next;
        }
        return sum + dropped;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 129, 5000, 70_000})
    void aNanAnywhereIsTheMinimumTheMaximumAndTheSum(int size) throws IOException {
        for (NumberType type : Values.floatingTypes()) {
            for (int place : new int[] {0, size / 2, size - 1}) {
                long[] bits = random(type.kind(), size);
                bits[place] = nan(type.kind());
                NpyArray array = readable(type, bits);
                for (NpyArray view : List.of(array, array.slice("::-1"))) {
                    assertThat(view.min()).isNaN();
                    assertThat(view.max()).isNaN();
                    assertThat(view.sum()).isNaN();
                    Statistics statistics = view.statistics();
                    assertThat(statistics.nanCount()).isEqualTo(1);
                    assertThat(statistics.min()).hasValue(Double.NaN);
                    assertThat(statistics.max()).hasValue(Double.NaN);
                    assertThat(statistics.sum()).isEqualTo(Double.NaN);
                    assertThat(statistics.mean()).isNaN();
                }
            }
        }
    }

    private static long nan(NumberKind kind) {
        return switch (kind) {
            case FLOAT16 -> 0x7e01;
            case FLOAT32 -> 0x7fc00001;
            default -> 0x7ff8000000000001L;
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 200, 70_000})
    void infinitiesAreNumbers(int size) throws IOException {
        double[] values = new double[size];
        values[size - 2] = Double.POSITIVE_INFINITY;
        NpyArray array = zeros(DType.FLOAT64, Shape.of(size));
        array.write(values);
        assertThat(array.sum()).isInfinite().isPositive();
        assertThat(array.max()).isInfinite();
        assertThat(array.min()).isZero();
        assertThat(array.statistics().nanCount()).isZero();
        array.setDouble(0, Double.NEGATIVE_INFINITY);
        assertThat(array.min()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(array.max()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(array.sum()).isNaN();
        assertThat(array.slice("::-1").sum()).isNaN();
        assertThat(array.statistics().sum()).isEqualTo(Double.NaN);
        assertThat(array.statistics().nanCount()).isZero();
    }

    @Test
    void progressIsToldUpToTheLastElement() throws IOException {
        NpyArray array = zeros(DType.FLOAT32, Shape.of(200_001));
        long[] last = new long[2];
        array.statistics(done -> {
            assertThat(done).isGreaterThan(last[0]);
            last[0] = done;
            last[1]++;
        });
        assertThat(last[0]).isEqualTo(200_001);
        assertThat(last[1]).isGreaterThan(2);
    }
}
