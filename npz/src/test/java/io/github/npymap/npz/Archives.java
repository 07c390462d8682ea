package io.github.npymap.npz;

import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives made by the JDK, and places in them where a test can do harm. */
final class Archives {
    /** Where a local header has its fields. */
    static final int LOCAL_METHOD = 8;

    static final int LOCAL_NAME = 30;

    /** Where an entry of the directory has its fields. */
    static final int FLAGS = 8;

    static final int METHOD = 10;
    static final int CRC = 16;
    static final int COMPRESSED_SIZE = 20;
    static final int SIZE = 24;
    static final int DISK = 34;
    static final int LOCAL_OFFSET = 42;

    /** Where the record at the end has its fields. */
    static final int END_DISK = 4;

    static final int END_ENTRIES = 10;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    private Archives() {}

    static Archives archive() {
        return new Archives();
    }

    /** An npy file of int32. */
    static byte[] npy(int... elements) {
        byte[] header =
                NpyHeader.of(DType.INT32, Order.C, Shape.of(elements.length)).toBytes();
        ByteBuffer npy = ByteBuffer.allocate(header.length + Integer.BYTES * elements.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        npy.put(header);
        npy.asIntBuffer().put(elements);
        return npy.array();
    }

    Archives stored(String name, byte... content) {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        return add(entry, content);
    }

    Archives deflated(String name, byte... content) {
        return add(new ZipEntry(name), content);
    }

    private Archives add(ZipEntry entry, byte... content) {
        try {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Image image() {
        try {
            zip.close();
            return new Image(ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        return image().bytes();
    }

    /** The bytes of an archive, to be changed. */
    record Image(ByteBuffer buffer) {
        byte[] bytes() {
            return buffer.array();
        }

        /** The byte where the entry of the directory begins. */
        int entry(int index) {
            return find(0x02014b50, index);
        }

        /** The byte where the local header begins. */
        int local(int index) {
            return find(0x04034b50, index);
        }

        /** The byte where the last record begins. */
        int end() {
            return find(0x06054b50, 0);
        }

        private int find(int signature, int index) {
            int left = index;
            for (int at = 0; at <= buffer.capacity() - Integer.BYTES; at++) {
                if (buffer.getInt(at) == signature && left-- == 0) {
                    return at;
                }
            }
            throw new AssertionError("no record " + index + " with the signature " + Integer.toHexString(signature));
        }

        Image putShort(int at, int value) {
            buffer.putShort(at, (short) value);
            return this;
        }

        Image putInt(int at, int value) {
            buffer.putInt(at, value);
            return this;
        }
    }
}
