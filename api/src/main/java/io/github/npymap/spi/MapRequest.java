package io.github.npymap.spi;

import io.github.npymap.types.Mode;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A range of an open file to map. The start need not be aligned to anything: a backend maps from the page below. The range
 * lies within the file as it was when it was looked at; a backend that finds it shorter refuses.
 *
 * @param file what messages call it: where it is, or will be soon after it is mapped. A mapping may open it there once more
 *     to bring pages into memory, as that is right or useless whatever is there by then
 * @param mode what is allowed, and whether changes reach the file
 * @param offset first byte of the range; byte 0 of the mapping
 * @param length bytes in the range; 0 makes an empty mapping
 */
public record MapRequest(Path file, Mode mode, long offset, long length) {
    public MapRequest {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(mode, "mode");
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("offset " + offset + ", length " + length);
        }
    }
}
