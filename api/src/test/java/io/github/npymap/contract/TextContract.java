package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.support.Placement;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for texts, of bytes and of code points. */
abstract class TextContract extends TypedContract {
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
}
