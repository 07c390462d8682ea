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
     * @throws ArithmeticException for a number that the other type does not hold, where NumPy's result is undefined
     */
    void apply(byte[] source, byte[] target, int count);

    /** @param blockLength the most elements that are given at once */
    static ElementCast of(DType from, DType to, int blockLength) {
        if (from.littleEndian().equals(to.littleEndian())) {
            Normalisation swap = Normalisation.between(from, to);
            return (source, target, count) -> {
                System.arraycopy(source, 0, target, 0, count * from.itemsize());
                swap.apply(target, 0, count);
            };
        }
        return from instanceof TextType text
                ? texts(text, (TextType) to)
                : new NumberCast((NumberType) from, (NumberType) to, blockLength);
    }

    /** Cut off or filled up with zeros, as NumPy does it. */
    private static ElementCast texts(TextType from, TextType to) {
        return (source, target, count) -> {
            Arrays.fill(target, 0, count * to.itemsize(), (byte) 0);
            ByteBuffer in = ByteBuffer.wrap(source).order(from.order());
            ByteBuffer out = ByteBuffer.wrap(target).order(to.order());
            int common = Math.min(from.length(), to.length());
            for (int k = 0; k < count; k++) {
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
}
