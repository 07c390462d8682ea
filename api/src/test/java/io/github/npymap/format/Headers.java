package io.github.npymap.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;

/** Headers made by hand, and what becomes of them. */
final class Headers {
    static final String TEXT = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }\n";

    /** A file with this header, unpadded. */
    static byte[] file(int major, String text) {
        byte[] encoded = text.getBytes(charset(major));
        ByteBuffer file = ByteBuffer.allocate(12 + encoded.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("\u0093NUMPY".getBytes(ISO_8859_1)).put((byte) major).put((byte) 0);
        if (major == 1) {
            file.putShort((short) encoded.length);
        } else {
            file.putInt(encoded.length);
        }
        file.put(encoded);
        return Arrays.copyOf(file.array(), file.position());
    }

    static Charset charset(int major) {
        return major == 3 ? UTF_8 : ISO_8859_1;
    }

    static NpyHeader read(byte[] bytes) throws NpyFormatException {
        return HeaderReader.read(bytes, "a.npy", NpyHeader.DEFAULT_MAX_HEADER_SIZE);
    }

    static NpyHeader read(int major, String text) throws NpyFormatException {
        return read(file(major, text));
    }

    static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] bytes) {
        return assertThatThrownBy(() -> read(bytes)).isInstanceOf(NpyFormatException.class);
    }

    static String withShape(String shape) {
        return "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n";
    }

    static String withDescr(String descr) {
        return "{'descr': " + descr + ", 'fortran_order': False, 'shape': (3,), }\n";
    }

    private Headers() {}
}
