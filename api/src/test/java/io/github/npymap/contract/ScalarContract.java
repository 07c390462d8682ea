package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.NpyArray;
import io.github.npymap.support.Primitive;
import io.github.npymap.support.Values;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single elements, by every accessor that is legal and by those that are not. */
abstract class ScalarContract extends ArrayContract {
    private static final String TYPES = "io.github.npymap.support.Values#types";
    private static final String INTEGER_TYPES = "io.github.npymap.support.Values#integerTypes";

    @ParameterizedTest
    @MethodSource(TYPES)
    void everyLegalGetterReadsWhatIsInTheArray(NumberType type) throws IOException {
        Random random = new Random(1);
        long[] bits =
                random.longs(12).map(any -> Values.random(type.kind(), random)).toArray();
        NpyArray array = holding(type, Order.C, Shape.of(12), bits);
        for (Primitive primitive : Primitive.values()) {
            if (!primitive.hasAccessors() || !Primitive.readersOf(type.kind()).contains(primitive)) {
                continue;
            }
            for (int i = 0; i < 12; i++) {
                Object expected = primitive.of(Values.decode(type.kind(), bits[i]));
                assertThat(primitive.get1(array, i)).isEqualTo(expected);
                assertThat(primitive.get(array, i)).isEqualTo(expected);
                assertThat(primitive.get(array.reshape(3, 4), i / 4, i % 4)).isEqualTo(expected);
                assertThat(primitive.get(array.reshape(3, 2, 2), i / 4, i / 2 % 2, i % 2))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void everyLegalSetterIsReadBackByEveryLegalGetter(NumberType type) throws IOException {
        NpyArray array = zeros(type, Shape.of(2, 3));
        for (Primitive writer : Primitive.values()) {
            if (!writer.hasAccessors() || !Primitive.writersOf(type.kind()).contains(writer)) {
                continue;
            }
            for (Number number : List.of(0, 1)) {
                writer.set(array, writer.of(1 - number.intValue()), 1, 2);
                writer.set(array, writer.of(number), 1, 2);
                for (Primitive reader : Primitive.readersOf(type.kind())) {
                    if (reader.hasAccessors()) {
                        assertThat(reader.get(array, 1, 2)).isEqualTo(reader.of(number));
                        assertThat(reader.get(array, 1, 1)).isEqualTo(reader.of(0));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void anAccessorThatDoesNotFitNamesTheTypeAndOneThatDoes(NumberType type) throws IOException {
        NpyArray array = zeros(type, Shape.of(2));
        NumberKind kind = type.kind();
        for (Primitive primitive : Primitive.values()) {
            if (primitive.hasAccessors() && !Primitive.readersOf(kind).contains(primitive)) {
                assertRefused("get", primitive, kind, () -> primitive.get1(array, 0));
            }
            if (primitive.hasAccessors() && !Primitive.writersOf(kind).contains(primitive)) {
                assertRefused("set", primitive, kind, () -> primitive.set1(array, primitive.of(1), 0));
            }
        }
    }

    private static void assertRefused(String verb, Primitive refused, NumberKind kind, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll(verb + refused.suffix, kind.numpyName())
                .satisfies(thrown -> {
                    String message = thrown.getMessage();
                    String named = message.substring(message.lastIndexOf(verb) + verb.length());
                    assertThat(verb.equals("get") ? Primitive.readersOf(kind) : Primitive.writersOf(kind))
                            .as(message)
                            .anyMatch(fitting -> fitting.suffix.equals(named));
                });
    }

    @ParameterizedTest
    @MethodSource(INTEGER_TYPES)
    void integersOutOfRangeAreRefusedAndChangeNothing(NumberType type) throws IOException {
        NpyArray array = zeros(type, Shape.of(1));
        NumberKind kind = type.kind();
        if (kind == NumberKind.BOOL) {
            return;
        }
        int valueBits = 8 * kind.itemsize() - (kind.isSigned() ? 1 : 0);
        BigInteger greatest = BigInteger.ONE.shiftLeft(valueBits).subtract(BigInteger.ONE);
        BigInteger least = kind.isSigned() ? greatest.not() : BigInteger.ZERO;
        for (BigInteger legal : List.of(least, greatest)) {
            if (legal.bitLength() < 64) {
                array.setLong(0, legal.longValue());
                assertThat(array.sumLong()).isEqualTo(legal.longValue());
            }
        }
        array.setLong(0, 7);
        for (BigInteger illegal : List.of(least.subtract(BigInteger.ONE), greatest.add(BigInteger.ONE))) {
            if (illegal.bitLength() < 64) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> array.setLong(0, illegal.longValue()))
                        .withMessageContainingAll(illegal.toString(), kind.numpyName());
            }
            if (illegal.bitLength() < 32) {
                assertThatIllegalArgumentException().isThrownBy(() -> array.setInt(0, illegal.intValue()));
            }
        }
        assertThat(array.sumLong()).isEqualTo(7);
    }

    @Test
    void aFloatIsRoundedIntoFloat16ToTheNearestEven() throws IOException {
        NpyArray array = zeros(DType.FLOAT16, Shape.of(1));
        float[][] pairs = {
            {2049, 2048}, {2051, 2052}, {65504, 65504}, {65519, 65504}, {65520, Float.POSITIVE_INFINITY},
            {-0.0f, -0.0f}, {0x1p-24f, 0x1p-24f}, {0x1p-25f, 0}, {0x1.8p-25f, 0x1p-24f}, {Float.NaN, Float.NaN},
        };
        for (float[] pair : pairs) {
            array.setFloat(0, pair[0]);
            assertThat(Float.valueOf(array.getFloat(0))).isEqualTo(Float.valueOf(pair[1]));
        }
    }

    @Test
    void indicesBeyondAnAxisAndWrongNumbersOfThemAreOutOfBounds() throws IOException {
        NpyArray array = zeros(DType.INT64, Shape.of(2, 3, 4));
        assertThat(array.getLong(1, 2, 3)).isZero();
        long[][] wrong = {
            {2, 0, 0},
            {0, 3, 0},
            {0, 0, 4},
            {-1, 0, 0},
            {0, -1, 0},
            {0, 0, -1},
            {Long.MAX_VALUE, 0, 0},
            {0, Long.MIN_VALUE, 0},
            {},
            {0},
            {0, 0},
            {0, 0, 0, 0}
        };
        for (long[] index : wrong) {
            assertOutOfBounds(() -> array.getLong(index));
            assertOutOfBounds(() -> array.setLong(index, 1));
        }
        assertOutOfBounds(() -> array.getLong(0));
        assertOutOfBounds(() -> array.getLong(0, 0));
        assertOutOfBounds(() -> array.getLong(2, 0, 0));
        assertOutOfBounds(() -> array.getLong(0, 3, 0));
        assertOutOfBounds(() -> array.getLong(0, 0, 4));
        assertOutOfBounds(() -> array.at(0).getLong(3, 0));
        assertOutOfBounds(() -> array.at(0).getLong(0, -1));
        assertOutOfBounds(() -> array.at(0).at(0).getLong(4));
        assertOutOfBounds(() -> array.at(0).at(0).at(0).at(0));
        assertOutOfBounds(() -> array.at(2));
        assertOutOfBounds(() -> array.at(-1));
        assertThat(array.sum()).isZero();
    }

    private static void assertOutOfBounds(Runnable call) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
    }

    @Test
    void arraysHaveFromNoneTo64Axes() throws IOException {
        for (int ndim = 0; ndim <= 64; ndim++) {
            long[] lengths = new long[ndim];
            Arrays.setAll(lengths, axis -> axis % 16 == 3 ? 3 : 1);
            NpyArray array = zeros(DType.FLOAT64, Shape.of(lengths));
            long[] last = Arrays.stream(lengths).map(length -> length - 1).toArray();
            array.setDouble(last, ndim + 0.5);
            assertThat(array.ndim()).isEqualTo(ndim);
            assertThat(array.getDouble(last)).isEqualTo(ndim + 0.5);
            assertThat(array.sum()).isEqualTo(ndim + 0.5);
            assertThat(array.transpose().max()).isEqualTo(ndim + 0.5);
            assertThat(array.toDoubleArray()).hasSize((int) array.size()).endsWith(ndim + 0.5);
        }
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void anArrayWithoutElementsHasASumButNoMinimum(NumberType type) throws IOException {
        for (Shape shape : List.of(Shape.of(0), Shape.of(3, 0), Shape.of(0, 3), Shape.of(2, 0, 5))) {
            NpyArray array = zeros(type, shape);
            assertThat(array.size()).isZero();
            assertThat(array.sum()).isZero();
            assertThat(array.mean()).isNaN();
            assertThat(array.toDoubleArray()).isEmpty();
            assertThat(array.transpose().toDoubleArray()).isEmpty();
            assertThat(array.reshape(0).size()).isZero();
            assertThat(array.statistics().count()).isZero();
            assertThat(array.statistics().min()).isEmpty();
            assertThat(array.statistics().max()).isEmpty();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(array::min);
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(array::max);
            assertOutOfBounds(() -> array.gather(new long[1], new double[1]));
            array.gather(new long[0], new double[0]);
            array.gatherRows(new long[0], new double[0]);
            array.flush();
        }
    }
}
