package io.github.npymap.spi;

import io.github.npymap.internal.file.Descriptors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reserves disk space the portable way: by writing it. */
final class ZeroFill {
    private static final int BLOCK = 1 << 20;

    private ZeroFill() {}

    static void extend(Path file, long length) throws IOException {
        try (FileChannel channel = Descriptors.open(file, StandardOpenOption.WRITE)) {
            long position = channel.size();
            ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(BLOCK, Math.max(0, length - position)));
            while (position < length) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), length - position));
                position += channel.write(zeros, position);
            }
        }
    }
}
