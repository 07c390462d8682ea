package io.github.npymap.jni;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A library that was cut short is mapped by the dynamic linker all the same, and ends the process when it reaches for what
 * is not there. Whatever else can be wrong with a file it says by itself.
 */
final class ElfFile {
    private static final int MAGIC = 0x7f454c46;
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int LOADED = 1;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;

    private ElfFile() {}

    /** @throws IOException if it is a library for 64-bit Linux that lacks some of what is to be loaded */
    static void requireWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = read(channel, 0, HEADER);
            if (header.limit() < HEADER
                    || header.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC
                    || header.get(4) != CLASS_64
                    || header.get(5) != LITTLE_ENDIAN) {
                return;
            }
            header.order(ByteOrder.LITTLE_ENDIAN);
            int count = Short.toUnsignedInt(header.getShort(56));
            ByteBuffer segments = read(channel, header.getLong(32), count * SEGMENT);
            long end = header.getLong(32) + (long) count * SEGMENT;
            for (int at = 0; at + SEGMENT <= segments.limit(); at += SEGMENT) {
                if (segments.getInt(at) == LOADED) {
                    end = Math.max(end, segments.getLong(at + 8) + segments.getLong(at + 32));
                }
            }
            if (channel.size() < end) {
                throw new IOException(file + " was cut short: it has " + channel.size() + " bytes of " + end);
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (position >= 0 && bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // until all is there, or the file ends
        }
        return bytes.flip();
    }
}
