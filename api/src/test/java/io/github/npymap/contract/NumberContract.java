package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.support.Placement;
import io.github.npymap.types.Complex;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Shape;
import io.github.npymap.types.Statistics;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for numbers that are more than a Java type holds: complex ones, long doubles, large integers, NaNs. */
abstract class NumberContract extends TypedContract {
    @ParameterizedTest
    @EnumSource(Placement.class)
    void complexNumbersHaveTwoParts(Placement placement) throws IOException {
        for (String descr : List.of("c8", "c16", "c32")) {
            for (DType type : bothOrders(descr)) {
                NpyArray array = placed(placement, type, 3);
                array.setComplex(0, new Complex(1.5, -2.25));
                array.setComplex(new long[] {2}, new Complex(-0.0, Double.POSITIVE_INFINITY));
                assertThat(array.getComplex(0)).isEqualTo(new Complex(1.5, -2.25));
                assertThat(array.getComplex(1)).isEqualTo(new Complex(0, 0));
                assertThat(array.getComplex(2)).isEqualTo(new Complex(-0.0, Double.POSITIVE_INFINITY));
                assertThat(array.real().toDoubleArray()).containsExactly(1.5, 0, -0.0);
                assertThat(array.imag().toDoubleArray()).containsExactly(-2.25, 0, Double.POSITIVE_INFINITY);
                array.imag().write(0, new float[] {7, 8}, 0, 2);
                assertThat(array.getComplex(0)).isEqualTo(new Complex(1.5, 7));
                assertThat(array.getComplex(1)).isEqualTo(new Complex(0, 8));
                assertThat(array.real().sum()).isEqualTo(1.5);
                assertThat(array.at(0).getComplex()).isEqualTo(new Complex(1.5, 7));
                refused(() -> array.getDouble(0), "getDouble", "complex", "getComplex", "real()");
                refused(() -> array.setDouble(0, 1), "setDouble", "setComplex");
                refused(array::toDoubleArray, "real()", "imag()");
                refused(array::sum, "sum", "real()");
            }
        }
    }

    @Test
    void partsOfComplexNumbersLieSideBySideInTheOrderOfTheType() throws IOException {
        NpyArray array = zeros(DType.COMPLEX64.bigEndian(), Shape.of(2));
        array.setComplex(1, new Complex(1, -2));
        assertThat(array.getBytes(1)).isEqualTo(hex("3f800000c0000000"));
        NpyArray parts = array.viewAs(DType.FLOAT32.bigEndian());
        assertThat(parts.shape()).isEqualTo(Shape.of(4));
        assertThat(parts.toFloatArray()).containsExactly(0, 0, 1, -2);
        assertThat(parts.viewAs(DType.COMPLEX64.bigEndian()).getComplex(1)).isEqualTo(new Complex(1, -2));
        assertThat(zeros(DType.INT16, Shape.of(1)).getComplex(0)).isEqualTo(new Complex(0, 0));
        assertThat(parts.real().shape()).isEqualTo(parts.shape());
        refused(parts::imag, "imag", "float32");
        assertThat(new Complex(1, -0.0)).hasToString("(1.0-0.0j)");
        assertThat(new Complex(1, Double.NaN)).hasToString("(1.0+NaNj)");
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void longDoublesAreExactInTheFileAndRoundedAsDoubles(Placement placement) throws IOException {
        String padding = "000000000000";
        for (DType type : bothOrders("f16")) {
            NpyArray array = placed(placement, type, 4);
            array.setDouble(0, -1.5);
            assertThat(array.getBytes(0)).isEqualTo(element(type, padding + "bfffc000000000000000"));
            array.setLong(1, Long.MIN_VALUE + 1);
            assertThat(array.getBytes(1)).isEqualTo(element(type, padding + "c03dfffffffffffffffe"));
            array.setInt(2, 3);
            array.setBytes(3, element(type, "abcdef012345" + "3fff8000000000000400"));
            assertThat(array.toDoubleArray()).containsExactly(-1.5, -0x1p63, 3, 1);
            array.setBytes(3, element(type, "abcdef012345" + "3fff8000000000000401"));
            assertThat(array.getDouble(3)).isEqualTo(1 + Math.ulp(1.0));
            array.write(new long[] {Long.MAX_VALUE, 0, -7, Long.MIN_VALUE});
            assertThat(array.getBytes(0)).isEqualTo(element(type, padding + "403dfffffffffffffffe"));
            assertThat(array.getBytes(1)).isEqualTo(new byte[16]);
            assertThat(array.getBytes(3)).isEqualTo(element(type, padding + "c03e8000000000000000"));
            array.write(new double[] {Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, -0.0});
            double[] gathered = new double[3];
            array.gather(new long[] {3, 2, 0}, gathered);
            assertThat(gathered).containsExactly(-0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
            array.write(new float[] {1, 2, 3, 4});
            array.reshape(2, 2).gatherRows(new long[] {1}, gathered);
            assertThat(gathered).startsWith(3, 4);
            assertThat(array.min()).isEqualTo(1);
            refused(() -> array.getFloat(0), "getFloat", "float128", "getDouble");
            refused(() -> array.read(new float[4]), "float128", "read(double[])");
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void sumsOfLongDoublesAreThoseOfTheDoubles(Placement placement) throws IOException {
        for (DType type : bothOrders("f16")) {
            for (int count : new int[] {1, 511, 512, 513, 1000, 1023, 1024, 1025, 3000}) {
                NpyArray array = placed(placement, type, count);
                array.write(IntStream.range(0, count).mapToDouble(k -> k + 0.5).toArray());
                double expected = (double) count * count / 2;
                assertThat(array.sum()).as("%s %d", type, count).isEqualTo(expected);
                assertThat(array.max()).isEqualTo(count - 0.5);
                array.setDouble(count / 2, Double.NaN);
                Statistics statistics = array.statistics();
                assertThat(statistics.nanCount()).isEqualTo(1);
                assertThat(statistics.sum()).isEqualTo(Double.NaN);
                assertThat(statistics.min()).contains(Double.NaN);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void statisticsAreThoseOfTheSingleReductions(Placement placement) throws IOException {
        for (DType type : bothOrders("f4")) {
            NpyArray array = placed(placement, type, 2500);
            Random random = new Random(8);
            for (int k = 0; k < 2500; k++) {
                array.setFloat(k, (float) random.nextGaussian());
            }
            Statistics statistics = array.statistics();
            assertThat(statistics.sum()).isEqualTo(array.sum());
            assertThat(statistics.min()).contains(array.min());
            assertThat(statistics.max()).contains(array.max());
            assertThat(statistics.nanCount()).isZero();
        }
        for (DType type : bothOrders("u8")) {
            NpyArray array = placed(placement, type, 2500);
            array.setBigInteger(2000, BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
            array.setLong(1, 5);
            Statistics statistics = array.statistics();
            assertThat(statistics.sum()).isEqualTo(BigInteger.TWO.pow(64).add(BigInteger.valueOf(4)));
            assertThat(statistics.min()).contains(0L);
            assertThat(statistics.max()).contains(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
            assertThat(statistics.count()).isEqualTo(2500);
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void unsigned64BitIntegersAreExactBeyondALong(Placement placement) throws IOException {
        BigInteger greatest = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        for (DType type : bothOrders("u8")) {
            NpyArray array = placed(placement, type, 3);
            array.setBigInteger(0, greatest);
            array.setBigInteger(new long[] {1}, BigInteger.TWO.pow(63));
            array.setLong(2, 42);
            assertThat(array.getBytes(0)).containsOnly(255).hasSize(8);
            assertThat(array.getBigInteger(0)).isEqualTo(greatest);
            assertThat(array.getBigInteger(1)).isEqualTo(BigInteger.TWO.pow(63));
            assertThat(array.getBigInteger(2)).isEqualTo(42);
            assertThat(array.toDoubleArray()).containsExactly(0x1p64, 0x1p63, 42);
            assertThat(array.getDouble(0)).isEqualTo(0x1p64);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> array.setBigInteger(0, greatest.add(BigInteger.ONE)))
                    .withMessageContainingAll("18446744073709551616", "uint64");
            assertThatIllegalArgumentException().isThrownBy(() -> array.setBigInteger(0, BigInteger.valueOf(-1)));
            assertThatIllegalArgumentException().isThrownBy(() -> array.write(new long[] {1, -1, 2}));
            refused(() -> array.getLong(0), "getLong", "uint64");
            refused(() -> array.setDouble(0, 1), "setDouble", "uint64", "setLong");
        }
    }

    @Test
    void aBigIntegerStandsForEveryIntegerAndBoolAndNothingElse() throws IOException {
        for (String descr : List.of("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4")) {
            for (DType type : bothOrders(descr)) {
                NpyArray array = zeros(type, Shape.of(1));
                array.setBigInteger(0, BigInteger.ONE);
                assertThat(array.getBigInteger(0)).as("%s", type).isEqualTo(1);
                BigInteger tooLarge = BigInteger.TWO.pow(Math.max(1, 8 * type.itemsize()));
                for (BigInteger value : List.of(tooLarge, tooLarge.negate(), BigInteger.TWO.pow(100))) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> array.setBigInteger(0, value))
                            .withMessageContaining(value.toString());
                }
            }
        }
        refused(() -> one(DType.FLOAT64).getBigInteger(0), "getBigInteger", "float64", "getDouble");
        refused(
                () -> one(Npy.dtype("M8[s]")).setBigInteger(0, BigInteger.ONE),
                "setBigInteger",
                "setInstant",
                "setLong");
        refused(() -> one(Npy.dtype("m8[Y]")).getBigInteger(0), "getBigInteger", "getLong");
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void payloadsOfNansSurviveAsTheirOwnType(Placement placement) throws IOException {
        int[] floats = {0x7fc00000, 0xffc00abc, 0x7f800001, 0xff812345, 0x7fffffff};
        for (DType type : bothOrders("f4")) {
            NpyArray array = placed(placement, type, floats.length);
            NpyArray bits = array.viewAs(
                    ((NumberType) type).order() == ByteOrder.BIG_ENDIAN ? DType.INT32.bigEndian() : DType.INT32);
            bits.write(floats);
            float[] read = array.toFloatArray();
            for (int k = 0; k < floats.length; k++) {
                assertThat(Float.floatToRawIntBits(read[k])).isEqualTo(floats[k]);
                assertThat(Float.floatToRawIntBits(array.getFloat(k))).isEqualTo(floats[k]);
            }
            float[] gathered = new float[floats.length];
            array.gather(IntStream.range(0, floats.length).asLongStream().toArray(), gathered);
            for (int k = 0; k < floats.length; k++) {
                assertThat(Float.floatToRawIntBits(gathered[k])).isEqualTo(floats[k]);
                bits.setInt(k, 0);
                array.setFloat(k, read[k]);
            }
            assertThat(bits.toIntArray()).isEqualTo(floats);
            bits.write(new int[floats.length]);
            array.write(read);
            assertThat(bits.toIntArray()).isEqualTo(floats);
        }
        long[] doubles = {0x7ff8000000000000L, 0xfff8000000000abcL, 0x7ff0000000000001L, 0xfff4000000000000L};
        for (DType type : bothOrders("f8")) {
            NpyArray array = placed(placement, type, doubles.length);
            NpyArray bits = array.viewAs(
                    ((NumberType) type).order() == ByteOrder.BIG_ENDIAN ? DType.INT64.bigEndian() : DType.INT64);
            bits.write(doubles);
            double[] read = array.toDoubleArray();
            for (int k = 0; k < doubles.length; k++) {
                assertThat(Double.doubleToRawLongBits(read[k])).isEqualTo(doubles[k]);
                assertThat(Double.doubleToRawLongBits(array.getDouble(k))).isEqualTo(doubles[k]);
                bits.setLong(k, 0);
                array.setDouble(k, read[k]);
            }
            assertThat(bits.toLongArray()).isEqualTo(doubles);
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void halfFloatsComeBackFromFloatsToTheLastBit(Placement placement) throws IOException {
        for (NumberType type :
                List.of(DType.FLOAT16, DType.FLOAT16.bigEndian(), DType.BFLOAT16, DType.BFLOAT16.bigEndian())) {
            short[] every = new short[1 << 16];
            for (int k = 0; k < every.length; k++) {
                every[k] = (short) k;
            }
            NpyArray array = placed(placement, type, every.length);
            NpyArray bits = array.viewAs(DType.INT16.withOrder(type.order()));
            bits.write(every);
            float[] floats = array.toFloatArray();
            double[] doubles = array.toDoubleArray();
            for (int k = 0; k < every.length; k += 7) {
                assertThat(Float.floatToRawIntBits(array.getFloat(k))).isEqualTo(Float.floatToRawIntBits(floats[k]));
                assertThat(Double.compare(doubles[k], floats[k])).isZero();
                assertThat(Double.compare(array.getDouble(k), floats[k])).isZero();
            }
            bits.write(new short[every.length]);
            array.write(floats);
            assertThat(bits.toShortArray()).isEqualTo(every);
            bits.write(new short[every.length]);
            for (int k = 0; k < every.length; k += 5) {
                array.setFloat(k, floats[k]);
                assertThat(bits.getInt(k)).isEqualTo(every[k]);
            }
        }
    }

    @Test
    void aBoolThatIsNeither0Nor1InTheFileIs1InJava() throws IOException {
        NpyArray array = zeros(DType.BOOL, Shape.of(3, 2));
        array.viewAs(DType.UINT8).write(new int[] {0, 1, 2, 255, 128, 0});
        assertThat(array.toByteArray()).containsExactly(0, 1, 1, 1, 1, 0);
        assertThat(array.toShortArray())
                .containsExactly((short) 0, (short) 1, (short) 1, (short) 1, (short) 1, (short) 0);
        assertThat(array.toBooleanArray()).containsExactly(false, true, true, true, true, false);
        byte[] gathered = new byte[4];
        array.gather(new long[] {3, 0}, gathered);
        assertThat(gathered).startsWith(1, 0);
        array.gatherRows(new long[] {1, 2}, gathered);
        assertThat(gathered).containsExactly(1, 1, 1, 0);
        assertThat(array.getBigInteger(1, 1)).isEqualTo(1);
        assertThat(array.sumLong()).isEqualTo(4);
    }
}
