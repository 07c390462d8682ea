package org.example;

import io.github.npymap.spi.Availability;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.Mode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Reads files into memory, for file systems that cannot map them. It is found by its name in {@code META-INF/services},
 * as a module's {@code provides} would have it, and never taken unasked, since it holds a copy.
 */
public final class HeapBackend implements BackendProvider {
    @Override
    public String name() {
        return "heap";
    }

    @Override
    public int priority() {
        return 1;
    }

    @Override
    public Availability availability() {
        return Availability.onRequest("reads the whole file into the heap; -Dnpymap.backend=heap asks for that");
    }

    @Override
    public Mapping map(MapRequest request) throws IOException {
        if (request.length() > Integer.MAX_VALUE - 8) {
            throw new IOException(request.file() + ": " + request.length() + " bytes do not fit a Java array");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) request.length()).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(request.file())) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, request.offset() + bytes.position()) < 0) {
                    throw new EOFException(request.file() + " has become shorter");
                }
            }
        }
        return new HeapMapping(request.named(), bytes.clear());
    }

    /** Puts the changes of a mapping back into its file. */
    static void write(MapRequest request, ByteBuffer changes, long offset) throws IOException {
        if (request.mode() != Mode.READ_WRITE) {
            return;
        }
        try (FileChannel channel = FileChannel.open(request.file(), StandardOpenOption.WRITE)) {
            long position = request.offset() + offset;
            while (changes.hasRemaining()) {
                position += channel.write(changes, position);
            }
            channel.force(true);
        }
    }
}
