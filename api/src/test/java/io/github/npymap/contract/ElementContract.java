package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.support.Placement;
import io.github.npymap.types.Complex;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Shape;
import io.github.npymap.types.TextType;
import io.github.npymap.types.TimeType;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the elements of every type. */
abstract class ElementContract extends TypedContract {
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

    static Stream<DType> everyType() {
        return Stream.concat(
                TYPES.stream().flatMap(descr -> bothOrders(descr).stream()),
                Stream.of(DType.BFLOAT16, DType.BFLOAT16.bigEndian(), DType.FLOAT8_E4M3FN, DType.FLOAT8_E5M2));
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
