package io.github.npymap.types;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * A text of fixed length, filled up with zeros: {@code |S5} or {@code <U5}.
 *
 * @param kind bytes or code points
 * @param length the number of them, 0 or more
 * @param order the order of a code point's four bytes; always {@link ByteOrder#LITTLE_ENDIAN} for {@link Kind#BYTES}
 */
public record TextType(Kind kind, int length, ByteOrder order) implements DType {

    /** What a text is made of. */
    public enum Kind {
        /** {@code S}: bytes of no stated encoding; NumPy's {@code bytes_}. */
        BYTES('S', 1),
        /** {@code U}: UTF-32 code points of four bytes; NumPy's {@code str_}. */
        UNICODE('U', 4);

        private final char typeChar;
        private final int unitSize;

        Kind(char typeChar, int unitSize) {
            this.typeChar = typeChar;
            this.unitSize = unitSize;
        }

        /** The letter in the type string. */
        public char typeChar() {
            return typeChar;
        }

        /** Bytes per unit of length: 1 or 4. */
        public int unitSize() {
            return unitSize;
        }
    }

    /** @throws IllegalArgumentException for a negative length or an item size above 2^31-1 bytes */
    public TextType {
        Objects.requireNonNull(order, "order");
        if (length < 0 || length > Integer.MAX_VALUE / kind.unitSize) {
            throw new IllegalArgumentException(
                    "the length of a text is 0 to " + Integer.MAX_VALUE / kind.unitSize + ", not " + length);
        }
        if (kind == Kind.BYTES) {
            order = ByteOrder.LITTLE_ENDIAN;
        }
    }

    /**
     * The code points of an element without the zeros that fill it up, whatever they are; of {@link Kind#BYTES} the
     * bytes.
     *
     * @param bytes elements as they are in a file
     * @param from where the one begins
     * @throws IndexOutOfBoundsException if less than an element is there
     */
    public int[] toCodePoints(byte[] bytes, int from) {
        int[] points = new int[length];
        if (kind == Kind.BYTES) {
            Arrays.setAll(points, k -> Byte.toUnsignedInt(bytes[from + k]));
        } else {
            ByteBuffer.wrap(bytes, from, itemsize()).order(order).asIntBuffer().get(points);
        }
        int end = length;
        while (end > 0 && points[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(points, end);
    }

    @Override
    public int itemsize() {
        return length * kind.unitSize;
    }

    @Override
    public String descr() {
        return DescrWriter.descr(this);
    }

    @Override
    public String toString() {
        return DescrWriter.name(this);
    }

    @Override
    public TextType withOrder(ByteOrder newOrder) {
        return new TextType(kind, length, newOrder);
    }

    @Override
    public TextType bigEndian() {
        return withOrder(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public TextType littleEndian() {
        return withOrder(ByteOrder.LITTLE_ENDIAN);
    }
}
