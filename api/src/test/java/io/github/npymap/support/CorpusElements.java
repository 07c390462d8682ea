package io.github.npymap.support;

import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.StructType;
import io.github.npymap.types.StructType.Field;
import io.github.npymap.types.TextType;
import io.github.npymap.types.TimeType;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of all elements of an array, and their digests as the corpus has them. */
public final class CorpusElements {
    private CorpusElements() {}

    /** The elements as they are in the file, in C order; in two parts, so that the second begins somewhere inside. */
    public static byte[] bytes(NpyArray array) {
        int itemsize = array.dtype().itemsize();
        int count = Math.toIntExact(array.size());
        int first = count / 3;
        byte[] bytes = new byte[count * itemsize];
        array.readBytes(0, bytes, 0, first);
        array.readBytes(first, bytes, first * itemsize, count - first);
        return bytes;
    }

    /** The elements in C order, every number little-endian, padding zero: each field through a view of its own. */
    public static byte[] littleEndian(NpyArray array) {
        if (!(array.dtype() instanceof StructType struct)) {
            byte[] bytes = bytes(array);
            reverse(bytes, swappedUnit(array.dtype()));
            return bytes;
        }
        int count = Math.toIntExact(array.size());
        byte[] bytes = new byte[count * struct.itemsize()];
        for (Field field : struct.fields()) {
            byte[] part = littleEndian(array.field(field.name()));
            for (int k = 0; k < count; k++) {
                int target = k * struct.itemsize() + field.offset();
                System.arraycopy(part, k * field.itemsize(), bytes, target, field.itemsize());
            }
        }
        return bytes;
    }

    /** Copies each field for itself, through a view of it on either side; padding stays as it is. */
    public static void copyFields(NpyArray source, NpyArray target) {
        if (source.dtype() instanceof StructType struct) {
            for (Field field : struct.fields()) {
                copyFields(source.field(field.name()), target.field(field.name()));
            }
        } else {
            target.writeBytes(0, bytes(source), 0, Math.toIntExact(source.size()));
        }
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** How many bytes of a type belong to a number that is not little-endian; 1 where there is none. */
    private static int swappedUnit(DType dtype) {
        if (dtype instanceof NumberType number && number.order() == ByteOrder.BIG_ENDIAN) {
            return number.kind().isComplex() ? number.itemsize() / 2 : number.itemsize();
        }
        if (dtype instanceof TextType text && text.order() == ByteOrder.BIG_ENDIAN) {
            return text.kind().unitSize();
        }
        return dtype instanceof TimeType time && time.order() == ByteOrder.BIG_ENDIAN ? time.itemsize() : 1;
    }

    private static void reverse(byte[] bytes, int unit) {
        for (int start = 0; start < bytes.length; start += unit) {
            for (int low = start, high = start + unit - 1; low < high; low++, high--) {
                byte kept = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = kept;
            }
        }
    }
}
