package io.github.npymap.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.Npy;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import org.junit.jupiter.api.Test;

class NpyHeaderTest {

    @Test
    void aNewHeaderIsWhatNumPyWrites() {
        NpyHeader header = NpyHeader.of(DType.FLOAT64, Order.C, Shape.of(3, 4));
        String text = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }";
        assertThat(header.dataOffset()).isEqualTo(128);
        assertThat(header.version()).isEqualTo("1.0");
        assertThat(new String(header.toBytes(), ISO_8859_1))
                .isEqualTo("\u0093NUMPY\1\0v\0" + text + " ".repeat(128 - 10 - 1 - text.length()) + "\n");
    }

    @Test
    void theAxisThatGrowsHasRoomToGrow() {
        NpyHeader header = NpyHeader.of(DType.UINT8, Order.C, Shape.of(1, 2));
        NpyHeader grown = header.withShape(Shape.of(Long.MAX_VALUE / 2, 2));
        assertThat(grown.toBytes()).hasSize((int) header.dataOffset());
    }

    @Test
    void aHeaderThatOutgrowsItsRoomIsRefused() {
        NpyHeader tight = new NpyHeader(1, 0, DType.UINT8, Order.C, Shape.of(9), 10 + 58);
        assertThat(new String(tight.toBytes(), ISO_8859_1)).endsWith("(9,), }\n");
        assertThatIllegalStateException()
                .isThrownBy(() -> tight.withShape(Shape.of(10)).toBytes())
                .withMessage("a header of 59 bytes does not fit into the 58 bytes between the prefix and the data at"
                        + " byte 68");
    }

    @Test
    void aNameBeyondLatin1NeedsVersion3() {
        NpyHeader header = NpyHeader.of(Npy.dtype("[('\u4e2d', '<f4')]"), Order.C, Shape.of(1));
        assertThat(header.version()).isEqualTo("3.0");
        assertThatIllegalStateException()
                .isThrownBy(() -> new NpyHeader(1, 0, header.dtype(), Order.C, header.shape(), 128).toBytes())
                .withMessageContaining("ISO-8859-1");
    }

    @Test
    void aTextBeyond65535BytesNeedsVersion2() {
        NpyHeader header = NpyHeader.of(Npy.dtype("[('" + "x".repeat(65_600) + "', '<f4')]"), Order.C, Shape.of(1));
        assertThat(header.version()).isEqualTo("2.0");
        assertThat(header.toBytes()).hasSize((int) header.dataOffset());
    }

    @Test
    void countsBytesExactly() {
        assertThat(NpyHeader.of(DType.COMPLEX128, Order.C, Shape.of(1L << 40, 3))
                        .nbytes())
                .isEqualTo(3L << 44);
        assertThat(NpyHeader.of(Npy.dtype("S0"), Order.C, Shape.of(Long.MAX_VALUE))
                        .nbytes())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpyHeader.of(DType.FLOAT64, Order.C, Shape.of(1L << 60)))
                .withMessage("more than 2^63-1 bytes of data: (1152921504606846976,) elements of 8 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpyHeader.of(DType.FLOAT64, Order.C, Shape.of(0, 1L << 60)));
    }

    @Test
    void refusesVersionsAndOffsetsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NpyHeader(4, 0, DType.INT8, Order.C, Shape.of(), 128))
                .withMessage("no npy format has the version 4.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new NpyHeader(2, 0, DType.INT8, Order.C, Shape.of(), 11));
    }

    @Test
    void aFileWithoutAllItsDataIsRefused() throws NpyFormatException {
        NpyHeader header = NpyHeader.of(DType.FLOAT64, Order.C, Shape.of(100));
        header.requireFits("a.npy", 928);
        header.requireFits("a.npy", 1000);
        assertThatThrownBy(() -> header.requireFits("a.npy", 528))
                .isInstanceOf(NpyFormatException.class)
                .hasMessage(
                        "a.npy, byte 528: expected 800 bytes of data after byte 128 for the shape (100,) of float64,"
                                + " found 400 bytes, then the end of the file. The file was cut short or is still being"
                                + " written; copy or save it again.");
        assertThatThrownBy(() -> header.requireFits("a.npy", 50)).hasMessageContaining("found 0 bytes");
    }
}
