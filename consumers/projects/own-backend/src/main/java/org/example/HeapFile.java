package org.example;

import io.github.npymap.spi.ChannelFile;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.Mode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** An open file, of which ranges are copied; what is assigned goes back into it as long as it is open. */
final class HeapFile extends ChannelFile {
    HeapFile(Path path, Mode mode) throws IOException {
        super(path, mode == Mode.READ_WRITE);
    }

    @Override
    public Mapping map(MapRequest request) throws IOException {
        if (request.length() > Integer.MAX_VALUE - 8) {
            throw new IOException(request.file() + ": " + request.length() + " bytes do not fit a Java array");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) request.length()).order(ByteOrder.nativeOrder());
        while (bytes.hasRemaining()) {
            if (read(bytes, request.offset() + bytes.position()) < 0) {
                throw new EOFException(request.file() + " has become shorter");
            }
        }
        return new HeapMapping(request, bytes.clear(), channel());
    }

    /** Puts the changes of a mapping back into its file. */
    static void write(FileChannel file, MapRequest request, ByteBuffer changes, long offset) throws IOException {
        if (request.mode() == Mode.READ_WRITE) {
            long position = request.offset() + offset;
            while (changes.hasRemaining()) {
                position += file.write(changes, position);
            }
        }
    }
}
