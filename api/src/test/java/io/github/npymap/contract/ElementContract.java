package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.support.Placement;
import io.github.npymap.types.Complex;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Shape;
import io.github.npymap.types.Statistics;
import io.github.npymap.types.TextType;
import io.github.npymap.types.TimeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the elements of every type. */
abstract class ElementContract extends ArrayContract {
    private static final List<String> TYPES = List.of(
            "b1",
            "i1",
            "i2",
            "i4",
            "i8",
            "u1",
            "u2",
            "u4",
            "u8",
            "f2",
            "f4",
            "f8",
            "f16",
            "c8",
            "c16",
            "c32",
            "S5",
            "U3",
            "V7",
            "V16",
            "M8[ns]",
            "m8[25s]",
            "[('a', '<i2'), ('', '|V1'), ('b', '>f8', (2,))]");

    private NpyArray placed(Placement placement, DType type, int count) throws IOException {
        return placement.place(this::zeros, type, count);
    }

    private static List<DType> bothOrders(String descr) {
        return Stream.of(Npy.dtype(descr), Npy.dtype(descr).bigEndian())
                .distinct()
                .toList();
    }

    static Stream<DType> everyType() {
        return Stream.concat(
                TYPES.stream().flatMap(descr -> bothOrders(descr).stream()),
                Stream.of(DType.BFLOAT16, DType.BFLOAT16.bigEndian(), DType.FLOAT8_E4M3FN, DType.FLOAT8_E5M2));
    }

    /** The bytes of an element, given by the words it is made of; bytes of a number in big-endian order. */
    private static byte[] element(DType type, String bigEndianHex) {
        byte[] bytes = hex(bigEndianHex);
        if (((NumberType) type).order() == ByteOrder.LITTLE_ENDIAN) {
            reverse(bytes);
        }
        return bytes;
    }

    private static void reverse(byte[] bytes) {
        for (int k = 0; k < bytes.length / 2; k++) {
            byte swapped = bytes[k];
            bytes[k] = bytes[bytes.length - 1 - k];
            bytes[bytes.length - 1 - k] = swapped;
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static void refused(Runnable call, String... words) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(call::run)
                .withMessageContainingAll(words);
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void bytesOfEveryTypeComeBackInWholeAndInPart(Placement placement) throws IOException {
        Random random = new Random(5);
        for (DType type : everyType().toList()) {
            NpyArray array = placed(placement, type, 7);
            int size = type.itemsize();
            byte[] bytes = new byte[7 * size];
            random.nextBytes(bytes);
            array.writeBytes(bytes);
            byte[] read = new byte[7 * size];
            array.readBytes(read);
            assertThat(read).as("%s", type).isEqualTo(bytes);
            byte[] part = new byte[3 * size + 2];
            array.readBytes(4, part, 1, 3);
            assertThat(Arrays.copyOfRange(part, 1, 1 + 3 * size))
                    .isEqualTo(Arrays.copyOfRange(bytes, 4 * size, 7 * size));
            assertThat(part).startsWith(0).endsWith(0);
            array.writeBytes(1, bytes, 2 * size, 2);
            array.readBytes(0, read, 0, 4);
            assertThat(Arrays.copyOfRange(read, size, 3 * size))
                    .as("%s", type)
                    .isEqualTo(Arrays.copyOfRange(bytes, 2 * size, 4 * size));
            assertThat(Arrays.copyOf(read, size)).isEqualTo(Arrays.copyOf(bytes, size));
            array.setBytes(5, Arrays.copyOf(bytes, size));
            array.readBytes(5, read, 0, 1);
            assertThat(Arrays.copyOf(read, size)).isEqualTo(Arrays.copyOf(bytes, size));
            if (!type.descr().contains("S5")) {
                assertThat(array.getBytes(5)).isEqualTo(Arrays.copyOf(bytes, size));
            }
        }
    }

    @Test
    void bytesBeyondEitherArrayAreOutOfBoundsAndTooManyForAnElementIllegal() throws IOException {
        for (DType type : List.of(DType.INT32, Npy.dtype("V3"), Npy.dtype("S4"))) {
            int size = type.itemsize();
            NpyArray array = zeros(type, Shape.of(4));
            byte[] bytes = new byte[4 * size];
            List<Runnable> calls = List.of(
                    () -> array.readBytes(new byte[4 * size - 1]),
                    () -> array.writeBytes(new byte[4 * size - 1]),
                    () -> array.readBytes(0, bytes, 1, 4),
                    () -> array.readBytes(1, bytes, 0, 4),
                    () -> array.readBytes(-1, bytes, 0, 1),
                    () -> array.readBytes(0, bytes, -1, 1),
                    () -> array.readBytes(0, bytes, 0, -1),
                    () -> array.readBytes(0, bytes, 0, Integer.MAX_VALUE),
                    () -> array.writeBytes(5, bytes, 0, 0),
                    () -> array.writeBytes(Long.MAX_VALUE, bytes, 0, 1));
            for (Runnable call : calls) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> array.setBytes(0, new byte[size + 1]))
                    .withMessageContaining(type.toString());
            array.setBytes(0, new byte[] {9});
            assertThat(Arrays.copyOf(array.getBytes(0), 2)).containsExactly(9, 0);
        }
    }

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

    private NpyArray one(DType type) {
        try {
            return zeros(type, Shape.of(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void textsEndBeforeTheZerosThatFillThemUp(Placement placement) throws IOException {
        String astral = "a\uD83D\uDE00\u0000b";
        for (DType type : bothOrders("U4")) {
            NpyArray array = placed(placement, type, 5);
            array.setString(0, astral);
            array.setString(new long[] {1}, "\uD800");
            array.setString(2, "x\u0000");
            assertThat(array.toStringArray()).containsExactly(astral, "\uD800", "x", "", "");
            assertThat(array.getString(0)).isEqualTo(astral);
            assertThat(array.getCodePoints(0)).containsExactly('a', 0x1F600, 0, 'b');
            assertThat(array.getCodePoints(1)).containsExactly(0xD800);
            assertThat(array.getCodePoints(4)).isEmpty();
            assertThat(array.getBytes(2)).hasSize(16);
            array.write(3, new String[] {"-", "\u00e9\u00e9\u00e9\u00e9", "y"}, 1, 2);
            String[] part = new String[4];
            array.read(2, part, 1, 3);
            assertThat(part).containsExactly(null, "x", "\u00e9\u00e9\u00e9\u00e9", "y");
            array.write(new String[] {"1", "2", "3", "4", "5"});
            String[] all = new String[5];
            array.read(all);
            assertThat(all).containsExactly("1", "2", "3", "4", "5");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> array.setString(0, "fives"))
                    .withMessageContainingAll("5 characters", "4", type.toString());
            refused(() -> array.getString(StandardCharsets.UTF_8, 0), "getString(Charset", "getString");
            refused(() -> array.getInt(0), "getInt", type.toString(), "getString");
            refused(() -> array.setLong(0, 1), "setLong", "setString");
            refused(() -> array.write(new int[5]), "write(int[])", "write(String[])");
            refused(() -> array.read(new int[5]), "read(int[])", "read(String[])");
            refused(array::sum, "sum", "toStringArray");
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void textsOfBytesTakeTheCharactersUpTo255AndAnyEncodingAsBytes(Placement placement) throws IOException {
        NpyArray array = placed(placement, Npy.dtype("S4"), 3);
        array.setString(0, "a\u00ff");
        assertThat(array.getBytes(0)).isEqualTo(new byte[] {'a', -1});
        assertThat(array.getString(0)).isEqualTo("a\u00ff");
        array.setBytes(1, "\u20ac".getBytes(StandardCharsets.UTF_8));
        assertThat(array.getString(StandardCharsets.UTF_8, 1)).isEqualTo("\u20ac");
        assertThat(array.getString(1)).isEqualTo("\u00e2\u0082\u00ac");
        array.setBytes(2, new byte[] {0, 'b', 0, 0});
        assertThat(array.toStringArray()).containsExactly("a\u00ff", "\u00e2\u0082\u00ac", "\u0000b");
        assertThat(array.getCodePoints(2)).containsExactly(0, 'b');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> array.setString(0, "\u0100"))
                .withMessageContainingAll("U+0100", "S4", "setBytes");
        assertThat(array.getString(0)).isEqualTo("a\u00ff");
    }

    @Test
    void whatIsNoCodePointIsKeptButIsNoString() throws IOException {
        NpyArray array = zeros(Npy.dtype("U2"), Shape.of(2));
        array.viewAs(DType.UINT32).setLong(1, 0x110000);
        array.viewAs(DType.UINT32).setLong(2, 0xD83D);
        array.viewAs(DType.UINT32).setLong(3, 0xDE00);
        assertThat(array.getCodePoints(0)).containsExactly(0, 0x110000);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> array.getString(0))
                .withMessageContainingAll("U2", "0x00110000", "getCodePoints");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(array::toStringArray);
        assertThat(array.getCodePoints(1)).containsExactly(0xD83D, 0xDE00);
        assertThat(array.getString(1)).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void manyTextsAreReadInBlocks() throws IOException {
        for (String descr : List.of("S1", "U1", "U700", "S20000")) {
            NpyArray array = zeros(Npy.dtype(descr), descr.equals("S20000") ? Shape.of(2, 3) : Shape.of(40, 60));
            String[] texts = new String[(int) array.size()];
            Arrays.setAll(texts, k -> Character.toString('a' + k % 26));
            array.transpose().write(texts);
            assertThat(array.transpose().toStringArray()).isEqualTo(texts);
            assertThat(array.getString(1, 0)).isEqualTo("b");
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void timesAreCountsAndJavaTimes(Placement placement) throws IOException {
        Instant instant = Instant.parse("1969-12-31T23:59:59.999999999Z");
        for (DType type : bothOrders("M8[ns]")) {
            NpyArray array = placed(placement, type, 3);
            array.setInstant(0, instant);
            array.setLocalDateTime(new long[] {1}, LocalDateTime.of(2000, 1, 1, 0, 0, 0, 1));
            array.setLong(2, TimeType.NAT);
            assertThat(array.toLongArray()).containsExactly(-1, 946684800000000001L, Long.MIN_VALUE);
            assertThat(array.getInstant(0)).isEqualTo(instant);
            assertThat(array.getLocalDateTime(1)).isEqualTo(LocalDateTime.of(2000, 1, 1, 0, 0, 0, 1));
            assertThat(array.isNaT(2)).isTrue();
            assertThat(array.isNaT(0)).isFalse();
            assertThatExceptionOfType(DateTimeException.class)
                    .isThrownBy(() -> array.getInstant(2))
                    .withMessageContaining("NaT");
            array.setInstant(new long[] {2}, Instant.EPOCH);
            array.setLocalDateTime(1, LocalDateTime.of(1970, 1, 2, 0, 0));
            assertThat(array.getLong(2)).isZero();
            long[] gathered = new long[2];
            array.gather(new long[] {1, 0}, gathered);
            assertThat(gathered).containsExactly(86_400_000_000_000L, -1);
            array.write(new long[] {3, 2, 1});
            assertThat(array.getLong(1)).isEqualTo(2);
            refused(() -> array.getDuration(0), "getDuration", type.toString(), "getInstant", "getLong");
            refused(() -> array.setDuration(0, Duration.ZERO), "setDuration", "setInstant", "setLong");
            refused(() -> array.getDouble(0), "getDouble", "getInstant", "getLong");
            refused(() -> array.read(new double[3]), "read(double[])", "read(long[])");
            refused(array::max, "max", "viewAs(DType.INT64");
        }
        for (DType type : bothOrders("m8[25s]")) {
            NpyArray array = placed(placement, type, 2);
            array.setDuration(0, Duration.ofSeconds(-50));
            array.setDuration(new long[] {1}, Duration.ofSeconds(75));
            assertThat(array.toLongArray()).containsExactly(-2, 3);
            assertThat(array.getDuration(0)).isEqualTo(Duration.ofSeconds(-50));
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> array.setDuration(0, Duration.ofSeconds(1)));
            refused(() -> array.getInstant(0), "getInstant", type.toString(), "getDuration", "getLong");
        }
        NpyArray unitless = placed(placement, Npy.dtype("m8"), 1);
        unitless.setLong(0, 5);
        refused(() -> unitless.getDuration(0), "getDuration", "timedelta64", "getLong");
        refused(() -> one(Npy.dtype("m8[M]")).getDuration(0), "getDuration", "getLong");
        assertThat(unitless.getLong(0)).isEqualTo(5);
    }

    @Test
    void fieldsAreViewsByNameAndTitleWithTheAxesOfSubarraysLast() throws IOException {
        DType type =
                Npy.dtype("[(('The time', 't'), '>M8[s]'), ('', '|V3'), ('pos', [('x', '<f4'), ('y', '>f8', (2, 3))]),"
                        + " ('tag', '|S3'), ('flags', '|b1', (2,))]");
        assertThat(type.itemsize()).isEqualTo(8 + 3 + 4 + 48 + 3 + 2);
        NpyArray array = zeros(type, Shape.of(2, 3));
        NpyArray x = array.field("pos").field("x");
        NpyArray y = array.field("pos").field("y");
        assertThat(x.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(y.shape()).isEqualTo(Shape.of(2, 3, 2, 3));
        assertThat(y.dtype()).isEqualTo(DType.FLOAT64.bigEndian());
        assertThat(array.field("flags").shape()).isEqualTo(Shape.of(2, 3, 2));
        double[] numbers = IntStream.range(0, 36).mapToDouble(k -> k / 4.0).toArray();
        y.write(numbers);
        x.write(new float[] {1, 2, 3, 4, 5, 6});
        array.field("t").setInstant(new long[] {1, 2}, Instant.ofEpochSecond(77));
        array.field("tag").setString(new long[] {0, 0}, "abc");
        array.field("flags").setBoolean(1, 0, 1, true);
        assertThat(array.field("The time").getLong(1, 2)).isEqualTo(77);
        assertThat(y.toDoubleArray()).isEqualTo(numbers);
        assertThat(y.getDouble(new long[] {1, 1, 1, 2})).isEqualTo(29 / 4.0);
        assertThat(y.transpose().sum()).isEqualTo(35 * 36 / 8.0);
        assertThat(x.sum()).isEqualTo(21);
        assertThat(x.transpose().toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
        ByteBuffer element = ByteBuffer.wrap(array.getBytes(1, 2));
        assertThat(element.getLong(0)).isEqualTo(77);
        assertThat(element.order(ByteOrder.LITTLE_ENDIAN).getFloat(11)).isEqualTo(6);
        assertThat(element.order(ByteOrder.BIG_ENDIAN).getDouble(15)).isEqualTo(30 / 4.0);
        assertThat(array.slice("::-1, 1:").field("pos").field("x").toFloatArray())
                .containsExactly(5, 6, 2, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> array.field("z")).withMessageContainingAll("z", "pos");
        refused(() -> x.field("x"), "field", "float32", "getFloat");
        refused(() -> array.getDouble(0, 0), "getDouble", "field(name)", "getBytes");
        refused(() -> array.at(0).getString(0), "getString", "field(name)");
        refused(array::mean, "sum", "field(name)");
        refused(array::real, "real", "field(name)");
    }

    @Test
    void axesOfSubarraysCountTowardsThe64ThatAnArrayHas() throws IOException {
        long[] many = new long[40];
        Arrays.fill(many, 1);
        NpyArray array = zeros(Npy.dtype("[('a', '<i2', (" + "1, ".repeat(30) + "))]"), Shape.of(many));
        assertThatIllegalArgumentException().isThrownBy(() -> array.field("a"));
    }

    @Test
    void voidsAreBytesAndBecomeNumbersWhenAsked() throws IOException {
        NpyArray voids = zeros(Npy.dtype("V2"), Shape.of(3));
        voids.setBytes(1, new byte[] {(byte) 0x80, 0x3f});
        NpyArray brain = voids.viewAs(DType.BFLOAT16);
        assertThat(brain.toFloatArray()).containsExactly(0, 1, 0);
        brain.setFloat(2, 1 + 0x1p-8f);
        brain.setFloat(0, 1 + 0x1.8p-7f);
        assertThat(brain.toDoubleArray()).containsExactly(1 + 0x1p-6, 1, 1);
        assertThat(voids.getBytes(2)).isEqualTo(new byte[] {(byte) 0x80, 0x3f});
        brain.write(new float[] {1e38f, -0.0f, Float.NEGATIVE_INFINITY});
        assertThat(brain.getFloat(0)).isEqualTo(1e38f, within(1e36f));
        assertThat(brain.sum()).isEqualTo(Double.NEGATIVE_INFINITY);
        brain.write(new byte[] {-128, 127, 3});
        assertThat(brain.sum()).isEqualTo(2);
        refused(() -> brain.setDouble(0, 1), "setDouble", "bfloat16", "setFloat");
        refused(() -> voids.getFloat(0), "getFloat", "|V2", "viewAs", "getBytes");
        NpyArray tiny = zeros(Npy.dtype("V1"), Shape.of(4)).viewAs(DType.FLOAT8_E4M3FN);
        tiny.write(new float[] {448, 464, 465, -0x1p-9f});
        assertThat(tiny.toFloatArray()).containsExactly(448, 448, Float.NaN, -0x1p-9f);
        NpyArray other = tiny.viewAs(DType.FLOAT8_E5M2);
        other.write(new float[] {57344, 61440, -1e30f, 0x1p-17f});
        assertThat(other.toFloatArray()).containsExactly(57344, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0);
        other.setBoolean(3, true);
        assertThat(other.getDouble(3)).isEqualTo(1);
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

    @Test
    void aViewAsAnotherTypeFollowsTheRuleOfNumpy() throws IOException {
        NpyArray array = zeros(Npy.dtype("V6"), Shape.of(2, 4));
        assertThat(array.viewAs(DType.INT16).shape()).isEqualTo(Shape.of(2, 12));
        assertThat(array.viewAs(DType.INT64).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(array.viewAs(Npy.dtype("S12")).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(array.viewAs(Npy.dtype("U6")).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(array.slice(":, ::3").viewAs(Npy.dtype("S6")).strides()).containsExactly(24, 18);
        assertThat(array.slice(":, 3:")
                        .transpose()
                        .transpose()
                        .viewAs(DType.INT16)
                        .shape())
                .isEqualTo(Shape.of(2, 3));
        assertThat(array.slice("::-1, 2:3").viewAs(Npy.dtype("V3")).strides()).containsExactly(-24, 3);
        assertThat(array.slice("2:, ::2").viewAs(Npy.dtype("V3")).shape()).isEqualTo(Shape.of(0, 4));
        assertThat(zeros(Npy.dtype("S0"), Shape.of(3)).viewAs(DType.INT32).shape())
                .isEqualTo(Shape.of(0));
        assertNoView(array, DType.INT32, "6", "4");
        assertNoView(array, Npy.dtype("V9"), "24 bytes", "9");
        assertNoView(array, Npy.dtype("V0"), "0");
        assertNoView(array.slice(":, ::2"), DType.INT16, "contiguous");
        assertNoView(array.slice(":, ::-1"), DType.INT16, "contiguous");
        assertNoView(array.transpose(), Npy.dtype("V12"), "contiguous");
        assertNoView(array.at(0).at(0), DType.INT16, "scalar");
        assertThat(array.at(0).at(0).viewAs(Npy.dtype("S6")).getString()).isEmpty();
    }

    private static void assertNoView(NpyArray array, DType type, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> array.viewAs(type))
                .withMessageContainingAll(words)
                .withMessageContainingAll(array.toString(), type.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"S0", "U0", "V0", "[]"})
    void elementsOfNoBytesAreEmptyAndAsManyAsAskedFor(String descr) throws IOException {
        DType type = Npy.dtype(descr);
        NpyArray array = zeros(type, Shape.of(3, 1_000_000_000_000L));
        assertThat(array.size()).isEqualTo(3_000_000_000_000L);
        assertThat(array.nbytes()).isZero();
        assertThat(array.getBytes(2, 999_999_999_999L)).isEmpty();
        array.setBytes(new long[] {1, 1}, new byte[0]);
        array.readBytes(2_999_999_999_990L, new byte[0], 0, 10);
        array.writeBytes(5, new byte[1], 1, 1000);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> array.readBytes(2_999_999_999_990L, new byte[0], 0, 11));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.readBytes(new byte[9]));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.getBytes(3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> array.setBytes(new long[] {0, 0}, new byte[1]));
        if (descr.matches("[SU]0")) {
            NpyArray few = array.slice("0, :5");
            assertThat(few.toStringArray()).containsExactly("", "", "", "", "");
            few.write(new String[] {"", "", "", "", ""});
            assertThatIllegalArgumentException().isThrownBy(() -> few.setString(0, "a"));
            assertThat(few.getCodePoints(1)).isEmpty();
        }
    }

    @Test
    void arraysWithoutElementsMoveNothingWhateverTheirType() throws IOException {
        for (DType type : everyType().toList()) {
            NpyArray array = zeros(type, Shape.of(2, 0, 3));
            array.readBytes(new byte[0]);
            array.writeBytes(new byte[0]);
            array.readBytes(0, new byte[4], 4, 0);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> array.readBytes(0, new byte[99], 0, 1));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.getBytes(0, 0, 0));
            assertThat(array.transpose().viewAs(type).size()).isZero();
        }
        assertThat(zeros(Npy.dtype("U3"), Shape.of(0)).toStringArray()).isEmpty();
        assertThat(zeros(Npy.dtype("f16"), Shape.of(0)).toDoubleArray()).isEmpty();
        assertThat(zeros(Npy.dtype("c8"), Shape.of(0)).imag().toFloatArray()).isEmpty();
        assertThat(zeros(Npy.dtype("[('a', '<i2', (0,))]"), Shape.of(4))
                        .field("a")
                        .shape())
                .isEqualTo(Shape.of(4, 0));
    }

    @Test
    void zeroDimensionalArraysHoldOneElementOfAnyType() throws IOException {
        NpyArray text = zeros(Npy.dtype("U2"), Shape.of());
        text.setString(new long[0], "ab");
        assertThat(text.getString()).isEqualTo("ab");
        assertThat(text.toStringArray()).containsExactly("ab");
        NpyArray complex = zeros(DType.COMPLEX128, Shape.of());
        complex.setComplex(new long[0], new Complex(1, 2));
        assertThat(complex.imag().getDouble()).isEqualTo(2);
        NpyArray extended = zeros(DType.LONGDOUBLE, Shape.of());
        extended.write(new double[] {2.5});
        assertThat(extended.sum()).isEqualTo(2.5);
        assertThat(extended.getDouble()).isEqualTo(2.5);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> text.setString(0, "a"));
    }

    /** The calls that change an array of a type; each is legal for it. */
    static List<Consumer<NpyArray>> writes(DType type) {
        byte[] bytes = new byte[type.itemsize()];
        Stream.Builder<Consumer<NpyArray>> calls = Stream.builder();
        calls.add(array -> array.setBytes(0, bytes)).add(array -> array.setBytes(new long[] {0}, bytes));
        calls.add(array -> array.writeBytes(new byte[2 * bytes.length])).add(array -> array.writeBytes(0, bytes, 0, 0));
        if (type instanceof NumberType number && number.kind().isComplex()) {
            calls.add(array -> array.setComplex(0, new Complex(0, 0)));
            calls.add(array -> array.setComplex(new long[] {0}, new Complex(0, 0)));
            calls.add(array -> array.real().write(new float[2]));
        } else if (type instanceof NumberType number) {
            calls.add(array -> array.setBoolean(0, false)).add(array -> array.write(new boolean[2]));
            if (number.kind().isInteger() || number.kind() == NumberKind.BOOL) {
                calls.add(array -> array.setBigInteger(0, BigInteger.ZERO));
            }
        } else if (type instanceof TimeType time) {
            calls.add(array -> array.setLong(0, 0)).add(array -> array.write(new long[2]));
            if (time.kind() == TimeType.Kind.DATETIME) {
                calls.add(array -> array.setInstant(0, Instant.EPOCH));
                calls.add(array -> array.setLocalDateTime(0, LocalDateTime.of(1970, 1, 1, 0, 0)));
            } else {
                calls.add(array -> array.setDuration(0, Duration.ZERO));
            }
        } else if (type instanceof TextType) {
            calls.add(array -> array.setString(0, "")).add(array -> array.write(new String[] {"", ""}));
        }
        return calls.build().toList();
    }

    /** The calls that look at an array of a type; each is legal for it. */
    static List<Consumer<NpyArray>> reads(DType type) {
        Stream.Builder<Consumer<NpyArray>> calls = Stream.builder();
        calls.add(array -> array.getBytes(0)).add(array -> array.readBytes(new byte[2 * type.itemsize()]));
        calls.add(array -> array.readBytes(0, new byte[0], 0, 0));
        if (type instanceof NumberType number && number.kind().isComplex()) {
            calls.add(array -> array.getComplex(0)).add(array -> array.imag().toDoubleArray());
        } else if (type instanceof NumberType) {
            calls.add(array -> array.getDouble(0))
                    .add(array -> array.toDoubleArray())
                    .add(NpyArray::statistics);
            calls.add(array -> array.getComplex(0)).add(array -> array.gather(new long[] {1}, new double[1]));
        } else if (type instanceof TimeType) {
            calls.add(array -> array.getLong(0)).add(NpyArray::toLongArray).add(array -> array.isNaT(0));
        } else if (type instanceof TextType) {
            calls.add(array -> array.getString(0)).add(NpyArray::toStringArray).add(array -> array.getCodePoints(1));
        }
        return calls.build().toList();
    }

    @Test
    void everyLegalCallIsAnswered() throws IOException {
        for (DType type : everyType().toList()) {
            NpyArray array = zeros(type, Shape.of(2));
            writes(type).forEach(call -> call.accept(array));
            reads(type).forEach(call -> call.accept(array));
            byte[] bytes = new byte[2 * type.itemsize()];
            array.readBytes(bytes);
            assertThat(bytes).containsOnly(0);
        }
    }
}
