package io.github.npymap.cli;

import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.TextType;
import io.github.npymap.types.TextType.Kind;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes blocks of elements of one type elements of another: NumPy's {@code astype}. */
interface ElementCast {

    /**
     * @param source the bytes of at least {@code count} elements
     * @param target filled from its start
     * @throws ArithmeticException for an element that the other type does not hold, if that is refused or NumPy's result
     *     is undefined
     */
    void apply(byte[] source, byte[] target, int count);

    /**
     * @param casting with {@link Casting#UNSAFE}, what is out of range becomes what NumPy makes of it
     * @param blockLength the most elements that are given at once
     */
    static ElementCast of(DType from, DType to, Casting casting, int blockLength) {
        if (from.littleEndian().equals(to.littleEndian())) {
            Normalisation swap = Normalisation.between(from, to);
            return (source, target, count) -> {
                System.arraycopy(source, 0, target, 0, count * from.itemsize());
                swap.apply(target, 0, count);
            };
        }
        return from instanceof TextType text
                ? texts(text, (TextType) to, casting == Casting.UNSAFE)
                : new NumberCast((NumberType) from, (NumberType) to, casting == Casting.UNSAFE, blockLength);
    }

    /** Filled up with zeros, as NumPy does it, and cut off if that is allowed. */
    private static ElementCast texts(TextType from, TextType to, boolean cuts) {
        return (source, target, count) -> {
            Arrays.fill(target, 0, count * to.itemsize(), (byte) 0);
            ByteBuffer in = ByteBuffer.wrap(source).order(from.order());
            ByteBuffer out = ByteBuffer.wrap(target).order(to.order());
            int common = Math.min(from.length(), to.length());
            for (int k = 0; k < count; k++) {
                if (!cuts) {
                    requireRoom(source, k, from, to);
                }
                for (int c = 0; c < common; c++) {
                    int at = k * from.length() + c;
                    int point = from.kind() == Kind.BYTES ? in.get(at) & 0xff : in.getInt(at * Integer.BYTES);
                    if (from.kind() != to.kind() && (point < 0 || point > 0x7f)) {
                        throw new ArithmeticException(String.format(
                                "a text has the character 0x%02x, which is not ASCII; NumPy converts no other", point));
                    }
                    int index = k * to.length() + c;
                    if (to.kind() == Kind.BYTES) {
                        out.put(index, (byte) point);
                    } else {
                        out.putInt(index * Integer.BYTES, point);
                    }
                }
            }
        };
    }

    private static void requireRoom(byte[] source, int element, TextType from, TextType to) {
        int unit = from.itemsize() / Math.max(1, from.length());
        int start = element * from.itemsize();
        for (int at = start + to.length() * unit; at < start + from.itemsize(); at++) {
            if (source[at] != 0) {
                throw new ArithmeticException("a text has more than " + to.length() + " characters, which " + to
                        + " cannot hold; --casting unsafe cuts it off, as NumPy does");
            }
        }
    }
}
