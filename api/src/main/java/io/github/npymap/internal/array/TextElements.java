package io.github.npymap.internal.array;

import io.github.npymap.types.DType;
import io.github.npymap.types.TextType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;

/** The elements of text arrays, between bytes as they are in the file and the strings of Java. */
public final class TextElements {
    private static final int LARGEST_BYTE = 0xff;

    private TextElements() {}

    /** The bytes without the zeros that fill an element up. */
    public static byte[] trimmed(byte[] bytes, int from, int length) {
        int end = from + length;
        while (end > from && bytes[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(bytes, from, end);
    }

    /** The string; a byte of {@code S} becomes the character with its number. */
    public static String string(TextType type, byte[] bytes, int from) {
        int[] points = type.toCodePoints(bytes, from);
        for (int point : points) {
            if (!Character.isValidCodePoint(point)) {
                throw new UncheckedIOException(new IOException(String.format(
                        "an element of %s holds 0x%08x, which is no code point; getCodePoints reads it", type, point)));
            }
        }
        return new String(points, 0, points.length);
    }

    /** @throws IllegalArgumentException if the string is too long, or has characters that {@code S} does not */
    public static byte[] bytes(TextType type, String value) {
        int[] points = value.codePoints().toArray();
        requireFits(type, points.length, type.length(), "characters");
        ByteBuffer bytes = ByteBuffer.allocate(type.itemsize()).order(type.order());
        for (int point : points) {
            if (type.kind() == TextType.Kind.UNICODE) {
                bytes.putInt(point);
            } else if (point <= LARGEST_BYTE) {
                bytes.put((byte) point);
            } else {
                throw new IllegalArgumentException(String.format(
                        "U+%04X does not fit a byte of %s; use setBytes with an encoding of your choice", point, type));
            }
        }
        return bytes.array();
    }

    /** The bytes, filled up with zeros. */
    public static byte[] filled(DType type, byte[] value) {
        requireFits(type, value.length, type.itemsize(), "bytes");
        return Arrays.copyOf(value, type.itemsize());
    }

    /**
     * @param verb the verb of {@link UnsupportedAccess#remedy}
     * @throws UnsupportedOperationException if the type is no text
     */
    public static TextType require(String method, String verb, DType type) {
        if (type instanceof TextType text) {
            return text;
        }
        throw UnsupportedAccess.of(method, type, UnsupportedAccess.remedy(verb, type));
    }

    /** @throws UnsupportedOperationException if the type has no bytes of a stated encoding */
    public static String string(TextType type, Charset charset, byte[] bytes) {
        if (type.kind() == TextType.Kind.UNICODE) {
            throw UnsupportedAccess.of("getString(Charset, …)", type, "getString, since code points need no encoding");
        }
        return new String(trimmed(bytes, 0, bytes.length), charset);
    }

    private static void requireFits(DType type, int length, int most, String unit) {
        if (length > most) {
            throw new IllegalArgumentException(length + " " + unit + " do not fit an element of " + type
                    + ", which holds " + most + "; NumPy would cut them off");
        }
    }
}
