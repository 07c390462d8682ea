package io.github.npymap.npz;

import io.github.npymap.format.NpyFormatException;
import io.github.npymap.spi.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * An archive as the ZIP library reads it: in blocks, since it asks for a few bytes at a time; with an end to what it
 * reads of the directory; and with a memory of what the device said, so that a disk that fails is not taken for an
 * archive that is damaged.
 */
final class ArchiveChannel implements SeekableByteChannel {
    private static final int BLOCK = 1 << 16;

    private final OpenFile file;
    private final String source;
    private final long size;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);
    private long blockStart;
    private long position;
    private long limit;
    private long left;
    private IOException failure;
    private volatile boolean closed;

    ArchiveChannel(OpenFile file, String source, long maxDirectorySize) throws IOException {
        this.file = file;
        this.source = source;
        this.size = file.size();
        this.limit = maxDirectorySize;
        // What lies around the directory is read too: the comment at the end several times, in search of a record.
        this.left = maxDirectorySize > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : maxDirectorySize + 8 * BLOCK;
    }

    /** The directory has been read: what follows are the members. */
    synchronized void endOfDirectory() {
        left = Long.MAX_VALUE;
    }

    /** Why the file could not be read when it was last tried, or {@code null} if it could. */
    synchronized IOException failure() {
        return failure;
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        if (position < blockStart || position >= blockStart + block.limit()) {
            fill();
        }
        int from = (int) (position - blockStart);
        int count = Math.min(target.remaining(), block.limit() - from);
        if (left != Long.MAX_VALUE) {
            spend(count);
        }
        target.put(block.duplicate().position(from).limit(from + count));
        position += count;
        return count;
    }

    /** Reads some bytes from a position on; -1 at the end of the file. */
    synchronized int read(ByteBuffer target, long from) throws IOException {
        return position(from).read(target);
    }

    private void spend(int count) throws NpyFormatException {
        left -= count;
        if (left < 0) {
            throw new NpyFormatException(
                    source,
                    position,
                    "a directory of at most " + limit + " bytes",
                    "a larger one",
                    "If you trust the file, raise NpzOptions.maxDirectorySize.");
        }
    }

    private void fill() throws IOException {
        long start = position - position % BLOCK;
        block.clear().limit((int) Math.min(BLOCK, size - start));
        try {
            while (block.hasRemaining()) {
                if (file.read(block, start + block.position()) < 0) {
                    throw new IOException(source + " became shorter while it was read");
                }
            }
        } catch (IOException e) {
            block.limit(0);
            failure = e;
            throw e;
        }
        blockStart = start;
        failure = null;
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized SeekableByteChannel position(long newPosition) throws IOException {
        if (newPosition < 0) {
            throw new IOException("a position of " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        file.close();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long length) {
        throw new NonWritableChannelException();
    }
}
