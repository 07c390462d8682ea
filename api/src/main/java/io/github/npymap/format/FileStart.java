package io.github.npymap.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/** A file read from its first byte on, without using or moving the position of its channel. */
final class FileStart implements ReadableByteChannel {

    private final FileChannel file;
    private long position;

    FileStart(FileChannel file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int read = file.read(target, position);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    /** Does nothing: the channel belongs to the caller. */
    @Override
    public void close() {}
}
