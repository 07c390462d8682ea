package io.github.npymap.internal.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Writes to a file from one position on, through a block of fixed size. Nothing in the block is lost when writing it
 * fails: it can be tried again, or taken back.
 */
public final class BlockOutput {
    private static final int BLOCK = 1 << 17;

    /** What the blocks are written to. */
    @FunctionalInterface
    public interface Target {
        /** Writes some of the bytes, at least one. */
        int write(ByteBuffer bytes, long position) throws IOException;
    }

    private final Target target;
    private final byte[] block = new byte[BLOCK];
    private long start;
    private int length;

    public BlockOutput(FileChannel channel, long position) {
        this(channel::write, position);
    }

    public BlockOutput(Target target, long position) {
        this.target = target;
        this.start = position;
    }

    /** Where in the file the next byte goes. */
    public long position() {
        return start + length;
    }

    public BlockOutput put(byte[] bytes) throws IOException {
        return put(ElementSource.of(ByteBuffer.wrap(bytes)));
    }

    public BlockOutput put(ElementSource source) throws IOException {
        int unit = source.unit();
        long units = source.units();
        for (long done = 0; done < units; ) {
            int count = (int) Math.min(units - done, (BLOCK - length) / unit);
            if (count == 0) {
                drain();
            } else {
                source.copy(done, block, length, count);
                length += count * unit;
                done += count;
            }
        }
        return this;
    }

    /** Writes what is in the block. */
    public void drain() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(block, 0, length);
        while (bytes.hasRemaining()) {
            target.write(bytes, start + bytes.position());
        }
        start += length;
        length = 0;
    }

    /** Forgets what was put behind a position, be it in the block still or written already. */
    public void takeBack(long position) {
        length = (int) Math.max(0, position - start);
        start = Math.min(start, position);
    }
}
