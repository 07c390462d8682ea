package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class RawContract extends Contract {

    private Path bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int k = 0; k < count; k++) {
            bytes[k] = (byte) k;
        }
        return Files.write(fresh(), bytes);
    }

    @Test
    void withoutAShapeAllElementsAreOneAxis() throws IOException {
        NpyArray array = closing(backend().raw(bytes(8), DType.UINT16).open()).array();
        assertThat(array.shape()).isEqualTo(Shape.of(4));
        assertThat(array.toIntArray()).containsExactly(0x100, 0x302, 0x504, 0x706);
        assertThat(closing(backend().raw(bytes(0), DType.UINT16).open()).array().size())
                .isZero();
        assertThat(closing(backend().raw(bytes(8), DType.UINT16).offset(8).open())
                        .array()
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 5, 7})
    void elementsBeginAtAnyByte(long offset) throws IOException {
        NpyArray array = closing(backend()
                        .raw(bytes(100), DType.INT32.bigEndian())
                        .offset(offset)
                        .shape(Shape.of(2, 10))
                        .open())
                .array();
        int first = (int) (offset << 24 | offset + 1 << 16 | offset + 2 << 8 | offset + 3);
        assertThat(array.getInt(0, 0)).isEqualTo(first);
        int[] all = array.toIntArray();
        long sum = 0;
        for (int k = 0; k < 20; k++) {
            assertThat(all[k]).isEqualTo(first + k * 0x04040404);
            sum += all[k];
        }
        assertThat(array.sumLong()).isEqualTo(sum);
        assertThat(array.transpose().minLong()).isEqualTo(first);
    }

    @Test
    void aLengthThatIsNoMultipleOfTheItemSizeIsRefused() throws IOException {
        Path path = bytes(9);
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> backend().raw(path, DType.UINT16).open())
                .withMessageContainingAll(path.toString(), "multiple of 2", "9 bytes");
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> backend().raw(path, DType.UINT8).offset(10).open())
                .withMessageContaining("end of the file");
        assertThat(closing(backend().raw(path, DType.UINT16).offset(1).open())
                        .array()
                        .size())
                .isEqualTo(4);
    }

    @Test
    void aShapeThatIsLargerThanTheFileIsRefusedInEveryMode() throws IOException {
        Path path = bytes(9);
        for (Mode mode : Mode.values()) {
            assertThatExceptionOfType(NpyFormatException.class)
                    .isThrownBy(() -> backend()
                            .raw(path, DType.UINT8)
                            .shape(Shape.of(2, 5))
                            .mode(mode)
                            .open())
                    .withMessageContainingAll("(2, 5)", "9 bytes");
            assertThat(path).hasSize(9);
        }
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> backend()
                        .raw(path, DType.FLOAT64)
                        .shape(Shape.of(Long.MAX_VALUE))
                        .open());
    }

    @Test
    void orderAndModeAreAsAskedFor() throws IOException {
        Path path = bytes(6);
        NpyArray array = closing(backend()
                        .raw(path, DType.INT8)
                        .shape(Shape.of(2, 3))
                        .order(Order.FORTRAN)
                        .mode(Mode.READ_WRITE)
                        .open())
                .array();
        assertThat(array.toByteArray()).containsExactly(0, 2, 4, 1, 3, 5);
        array.setInt(1, 0, 99);
        assertThat(Files.readAllBytes(path)).containsExactly(0, 99, 2, 3, 4, 5);
        NpyArray readOnly = closing(backend().raw(path, DType.INT8).open()).array();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> readOnly.setInt(0, 1));
        NpyArray copy = closing(
                        backend().raw(path, DType.INT8).mode(Mode.COPY_ON_WRITE).open())
                .array();
        copy.setInt(0, 1);
        assertThat(readOnly.getInt(0)).isZero();
    }

    @Test
    void aFileWithAnNpyHeaderIsNotTakenForRawElements() throws IOException {
        Path path = write(DType.INT64, Order.C, Shape.of(3), 5, 6, 7);
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> backend().raw(path, DType.INT64).open())
                .withMessageContainingAll("128 bytes", "int64", "(3,)", "Npy.open", "allowNpyHeader");
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> backend().raw(path, DType.INT64).offset(120).open());
        assertThat(closing(backend().raw(path, DType.INT64).offset(128).open())
                        .array()
                        .toLongArray())
                .containsExactly(5, 6, 7);
        NpyArray all = closing(backend().raw(path, DType.UINT8).allowNpyHeader().open())
                .array();
        assertThat(all.size()).isEqualTo(152);
        assertThat(all.slice(":6").toIntArray()).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y');
    }

    /** An npy file whose header's text is no header. */
    private Path damaged(int version, String text) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            file.putShort((short) text.length());
        } else {
            file.putInt(text.length());
        }
        file.put(text.getBytes(StandardCharsets.ISO_8859_1));
        return Files.write(fresh(), file.array());
    }

    @Test
    void aDamagedHeaderOrOneOfPythonObjectsIsNoRawElementEitherButWhatFollowsMayBe() throws IOException {
        String objects = "{'descr': '|O', 'fortran_order': False, 'shape': (3,), }";
        for (int version = 1; version <= 3; version++) {
            for (String text : List.of("rubbish", objects, "{'descr': ")) {
                Path path = damaged(version, text);
                int end = (version == 1 ? 10 : 12) + text.length();
                assertThatExceptionOfType(NpyFormatException.class)
                        .isThrownBy(() ->
                                backend().raw(path, DType.UINT8).offset(end - 1).open())
                        .withMessageContainingAll(
                                end + " bytes", "cannot be read", "offset(" + end + ")", "allowNpyHeader()");
                NpyFile behind =
                        closing(backend().raw(path, DType.UINT8).offset(end).open());
                assertThat(behind.array().size()).isEqualTo(300 - end);
                assertThat(closing(backend()
                                        .raw(path, DType.UINT8)
                                        .allowNpyHeader()
                                        .open())
                                .array()
                                .size())
                        .isEqualTo(300);
            }
        }
    }

    @Test
    void aHeaderOfUnknownLengthIsRefusedAtEveryOffset() throws IOException {
        Path unknown = damaged(9, "rubbish");
        Path cut = Files.write(fresh(), Arrays.copyOf(Files.readAllBytes(damaged(2, "rubbish")), 11));
        for (Path path : List.of(unknown, cut)) {
            for (long offset : new long[] {0, 11}) {
                assertThatExceptionOfType(NpyFormatException.class)
                        .isThrownBy(() ->
                                backend().raw(path, DType.UINT8).offset(offset).open())
                        .withMessageContainingAll("unknown length", "allowNpyHeader()");
            }
            assertThat(closing(backend().raw(path, DType.UINT8).allowNpyHeader().open())
                            .array()
                            .getInt(1))
                    .isEqualTo('N');
        }
    }

    @Test
    void negativeOffsetsAndElementsThatCannotBeCountedAreRefused() throws IOException {
        Path path = bytes(16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend().raw(path, Npy.dtype("S0")).open())
                .withMessageContaining("give the shape");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend().raw(path, DType.INT8).offset(-1));
    }
}
