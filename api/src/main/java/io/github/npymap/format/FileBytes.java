package io.github.npymap.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A part of a file read from its first byte on, at positions. It reads
 * ahead: nearly every header has 128 bytes, and what is asked of it in three steps is one for the system.
 */
final class FileBytes implements ReadableByteChannel {
    private static final int AHEAD = 128;

    private final PositionedBytes file;
    private final long start;
    private final long length;
    private final ByteBuffer ahead = ByteBuffer.allocate(AHEAD).limit(0);
    private long position;

    FileBytes(PositionedBytes file, FilePart part) {
        this.file = file;
        this.start = part.offset();
        this.length = part.length();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (ahead.hasRemaining()) {
            return take(target);
        }
        if (target.remaining() >= AHEAD) {
            return readFile(target);
        }
        ahead.clear();
        int read = -1;
        try {
            read = readFile(ahead);
        } finally {
            ahead.flip();
        }
        return read < 0 ? read : take(target);
    }

    private int take(ByteBuffer target) {
        int count = Math.min(target.remaining(), ahead.remaining());
        target.put(ahead.slice(ahead.position(), count));
        ahead.position(ahead.position() + count);
        return count;
    }

    private int readFile(ByteBuffer target) throws IOException {
        if (position == length) {
            return -1;
        }
        int limit = target.limit();
        target.limit(target.position() + (int) Math.min(target.remaining(), length - position));
        try {
            int read = file.read(target, start + position);
            position += Math.max(0, read);
            return read;
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** Does nothing: the file is the caller's. */
    @Override
    public void close() {}
}
