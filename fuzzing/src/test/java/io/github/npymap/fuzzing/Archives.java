package io.github.npymap.fuzzing;

import io.github.npymap.Npy;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Archives to begin with: each way to write one. */
final class Archives {
    private static final List<Zip64Mode> MODES = List.of(Zip64Mode.Never, Zip64Mode.Always);
    private static final List<Integer> METHODS = List.of(ZipEntry.STORED, ZipEntry.DEFLATED);
    private static final byte[] INTEGERS = Seeds.file(NpyHeader.of(DType.INT32, Order.C, Shape.of(4)));
    private static final byte[] TEXTS = Seeds.file(NpyHeader.of(Npy.dtype("<U2"), Order.FORTRAN, Shape.of(1, 2)));

    private Archives() {}

    static List<byte[]> all() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (Zip64Mode mode : MODES) {
            for (int method : METHODS) {
                all.add(seekable(mode, method));
                all.add(streamed(mode, method));
            }
        }
        return all;
    }

    private static byte[] seekable(Zip64Mode mode, int method) throws IOException {
        try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel()) {
            try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
                fill(zip, mode, method);
            }
            return Arrays.copyOf(channel.array(), (int) channel.size());
        }
    }

    /** With sizes behind the data, which nobody knew before. */
    private static byte[] streamed(Zip64Mode mode, int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            fill(zip, mode, method);
        }
        return bytes.toByteArray();
    }

    private static void fill(ZipArchiveOutputStream zip, Zip64Mode mode, int method) throws IOException {
        zip.setUseZip64(mode);
        zip.setComment("a comment");
        add(zip, "a.npy", method, INTEGERS);
        add(zip, "t\u00e9xt.npy", method, TEXTS);
        add(zip, "a", method, INTEGERS);
        add(zip, "folder/", ZipEntry.STORED);
        add(zip, "note.txt", method, (byte) 'n');
    }

    private static void add(ZipArchiveOutputStream zip, String name, int method, byte... content) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(method);
        entry.setTime(0);
        if (method == ZipEntry.STORED) {
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setCrc(crc.getValue());
            entry.setSize(content.length);
        }
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
    }
}
