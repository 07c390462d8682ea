package io.github.npymap.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.npymap.Npy;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DTypeTest {

    @Test
    void constantsAreLittleEndian() {
        assertThat(DType.FLOAT64.descr()).isEqualTo("'<f8'");
        assertThat(DType.INT16.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(DType.COMPLEX128.itemsize()).isEqualTo(16);
        assertThat(Npy.dtype("<u4")).isEqualTo(DType.UINT32);
    }

    @Test
    void oneByteTypesHaveNoByteOrder() {
        assertThat(DType.UINT8.bigEndian()).isEqualTo(DType.UINT8);
        assertThat(Npy.dtype(">u1")).isEqualTo(Npy.dtype("<u1")).isEqualTo(Npy.dtype("|u1"));
        assertThat(Npy.dtype(">S3")).isEqualTo(Npy.dtype("|S3"));
        assertThat(DType.BOOL.descr()).isEqualTo("'|b1'");
    }

    @Test
    void changesItsByteOrder() {
        assertThat(DType.FLOAT32.bigEndian().descr()).isEqualTo("'>f4'");
        assertThat(Npy.dtype(">M8[ns]").littleEndian().descr()).isEqualTo("'<M8[ns]'");
        assertThat(Npy.dtype("<U3").bigEndian().descr()).isEqualTo("'>U3'");
        assertThat(Npy.dtype("V3").bigEndian().descr()).isEqualTo("'|V3'");
        assertThat(Npy.dtype("[('a', '<f4'), ('b', [('c', '<i2', (2,))])]")
                        .bigEndian()
                        .descr())
                .isEqualTo("[('a', '>f4'), ('b', [('c', '>i2', (2,))])]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "<f8; '<f8'; float64",
                ">f8; '>f8'; >f8",
                "?; '|b1'; bool",
                "g; '<f16'; float128",
                "complex64; '<c8'; complex64",
                "S5; '|S5'; |S5",
                "U5; '<U5'; <U5",
                "a; '|S0'; |S0",
                "c; '|S1'; |S1",
                "V5; '|V5'; |V5",
                "M8; '<M8'; datetime64",
                "m8[25s]; '<m8[25s]'; timedelta64[25s]",
                ">M8[D]; '>M8[D]'; >M8[D]",
                "M8[s/4]; '<M8[250ms]'; datetime64[250ms]",
                "M8[μs]; '<M8[us]'; datetime64[us]",
                "'<f4'; '<f4'; float32",
                "[('x', '<f4'), ('y', '|i1', (3,))]; [('x', '<f4'), ('y', '|i1', (3,))]; [('x', '<f4'), ('y', 'i1', (3,))]"
            })
    void isNamedAsInNumPy(String text, String descr, String name) {
        DType dtype = Npy.dtype(text);
        assertThat(dtype.descr()).isEqualTo(descr);
        assertThat(dtype).hasToString(name);
        assertThat(Npy.dtype(descr)).isEqualTo(dtype);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i3",
                "f1",
                "c4",
                "M8[B]",
                "M8[]",
                "M4",
                "f8 ",
                " f8",
                "f 8",
                "",
                "<",
                "float63",
                "S-1",
                "S+5",
                "S2147483648",
                "U536870912",
                "V99999999999999999999",
                "M8[0s]",
                "M8[-1s]",
                "M8[s/0]",
                "M8[s/3]",
                "M8[2147483648s]",
                "M8[2147483647s/4]",
                "M8[s",
                "M8s]",
                "<float64",
                "T",
                "(3,)f8",
                "B1",
                "Float64",
                "S٣"
            })
    void refusesWhatNamesNoType(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.dtype(text))
                .withMessageStartingWith("not a dtype: \"" + text + "\": at character ");
    }

    @Test
    void saysHowToWriteSeveralFields() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.dtype("f4,i4"))
                .withMessageContaining("Write several fields as a list");
    }

    @Test
    void saysWhyObjectsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.dtype("object"))
                .withMessageContaining("Python objects ('object')")
                .withMessageContaining("runs code");
    }

    @Test
    void everyNumberIsWhatItsNameSays() {
        for (NumberKind kind : NumberKind.values()) {
            assertThat(Npy.dtype(kind.numpyName())).isEqualTo(new NumberType(kind, ByteOrder.LITTLE_ENDIAN));
            assertThat(Npy.dtype(">" + kind.typeChar() + kind.itemsize()).itemsize())
                    .isEqualTo(kind.itemsize());
        }
        assertThat(NumberKind.UINT8.isInteger()).isTrue();
        assertThat(NumberKind.BOOL.isInteger()).isFalse();
        assertThat(NumberKind.UINT8.isSigned()).isFalse();
        assertThat(NumberKind.COMPLEX64.isSigned()).isTrue();
        assertThat(NumberKind.FLOAT16.isFloating()).isTrue();
        assertThat(NumberKind.COMPLEX64.isComplex()).isTrue();
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VoidType(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextType(TextType.Kind.UNICODE, 536_870_912, ByteOrder.LITTLE_ENDIAN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeType(TimeType.Kind.DATETIME, TimeType.Unit.DAY, 0, ByteOrder.LITTLE_ENDIAN));
    }
}
