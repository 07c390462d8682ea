package io.github.npymap.format;

import io.github.npymap.internal.file.Magic;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;

/** From a header's values to its bytes, as NumPy 2 writes them. */
final class HeaderWriter {

    /** What NumPy aligns the data to, for the sake of mappings and vector instructions. */
    private static final int ALIGNMENT = 64;

    /** The digits that the growing axis of an array may come to need: those of 2<sup>64</sup> and a sign. */
    private static final int GROWTH_DIGITS = 21;

    private HeaderWriter() {}

    /**
     * The header of a new file: the oldest version that holds the text, and the data offset that follows from it.
     *
     * @throws IllegalArgumentException if the data were larger than 2<sup>63</sup>-1 bytes
     */
    static NpyHeader layout(DType dtype, Order order, Shape shape) {
        String text = text(dtype, order, shape) + growthRoom(order, shape);
        for (FormatVersion version : FormatVersion.values()) {
            if (isEncodable(text, version.charset())) {
                long dataOffset = dataOffset(version, text);
                if (dataOffset - version.prefixLength() <= version.maxTextLength()) {
                    return new NpyHeader(version.major(), 0, dtype, order, shape, dataOffset);
                }
            }
        }
        throw new IllegalArgumentException(
                "a header of " + text.length() + " characters fits no version of the format");
    }

    /**
     * The prefix, the text, spaces and a newline: exactly the bytes before the data.
     *
     * @throws IllegalStateException if the text does not fit before the data, or not in the version's encoding
     */
    static byte[] toBytes(NpyHeader header) {
        FormatVersion version = FormatVersion.of(header.major(), header.minor()).orElseThrow();
        String text = text(header.dtype(), header.order(), header.shape());
        if (!isEncodable(text, version.charset())) {
            throw new IllegalStateException("a header of version " + header.version() + " is " + version.charset()
                    + ", which cannot hold " + text);
        }
        byte[] encoded = text.getBytes(version.charset());
        long room = header.dataOffset() - version.prefixLength();
        if (encoded.length + 1L > room || room > version.maxTextLength()) {
            throw new IllegalStateException("a header of " + (encoded.length + 1) + " bytes does not fit into the "
                    + room + " bytes between the prefix and the data at byte " + header.dataOffset());
        }
        byte[] bytes = new byte[Math.toIntExact(header.dataOffset())];
        Arrays.fill(bytes, (byte) ' ');
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(Magic.bytes()).put((byte) version.major()).put((byte) 0);
        version.putLength(buffer, room);
        buffer.put(encoded);
        bytes[bytes.length - 1] = '\n';
        return bytes;
    }

    private static String text(DType dtype, Order order, Shape shape) {
        return "{'descr': " + dtype.descr() + ", 'fortran_order': " + (order == Order.FORTRAN ? "True" : "False")
                + ", 'shape': " + shape + ", }";
    }

    /** Room for the axis that grows when data is appended: the first in C order, the last in Fortran order. */
    private static String growthRoom(Order order, Shape shape) {
        if (shape.ndim() == 0) {
            return "";
        }
        long axis = shape.get(order == Order.FORTRAN ? shape.ndim() - 1 : 0);
        return " ".repeat(GROWTH_DIGITS - String.valueOf(axis).length());
    }

    /** The next multiple of 64 behind the text, one space at least, and the newline. */
    private static long dataOffset(FormatVersion version, String text) {
        long end = version.prefixLength() + text.getBytes(version.charset()).length + 1L;
        return (end / ALIGNMENT + 1) * ALIGNMENT;
    }

    private static boolean isEncodable(String text, Charset charset) {
        return charset.newEncoder().canEncode(text);
    }
}
