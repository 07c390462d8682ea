package io.github.npymap.spi;

import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A range of a file to map. The start need not be aligned to anything: a backend maps from the page below. The range
 * lies within the file as it was when it was looked at; a backend that finds it shorter refuses.
 *
 * @param file where the file is now
 * @param mode what is allowed, and whether changes reach the file
 * @param offset first byte of the range; byte 0 of the mapping
 * @param length bytes in the range; 0 makes an empty mapping
 * @param name where the file will be soon after it is mapped: elsewhere only if it is a new one that has yet to take its
 *     place, for which everything that can fail has to be behind it
 */
public record MapRequest(Path file, Mode mode, long offset, long length, Path name) {
    public MapRequest {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(name, "name");
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("offset " + offset + ", length " + length);
        }
    }

    /** For a file that stays where it is. */
    public MapRequest(Path file, Mode mode, long offset, long length) {
        this(file, mode, offset, length, file);
    }

    /** The same range where the file will be: what a mapping keeps, to name the file or to open it once more. */
    public MapRequest named() {
        return new MapRequest(name, mode, offset, length);
    }

    /**
     * Whether an open file has some bytes right before the range, for {@link BackendProvider#mapBehind}.
     *
     * @param before the bytes, from its position to its limit, which stay as they are
     * @throws IOException if reading fails
     */
    public boolean isBehind(ByteBuffer before, FileChannel channel) throws IOException {
        ByteBuffer there = ByteBuffer.allocate(before.remaining());
        long start = offset - there.capacity();
        while (there.hasRemaining()) {
            if (channel.read(there, start + there.position()) < 0) {
                return false;
            }
        }
        return there.flip().equals(before);
    }
}
