package io.github.npymap.format;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file, or anything else with bytes at positions: {@code channel::read} of a {@link java.nio.channels.FileChannel}. */
@FunctionalInterface
public interface PositionedBytes {
    /**
     * Reads bytes into a buffer, at its position, which moves behind them.
     *
     * @param position the byte of the file to begin with
     * @return how many were read, perhaps fewer than there is room for; -1 at the end of the file
     * @throws IOException if they cannot be read
     */
    int read(ByteBuffer target, long position) throws IOException;
}
