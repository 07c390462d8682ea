package io.github.npymap.format;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where an npy file lies: in a file of its own, or somewhere in a larger one, as the members of archives do.
 *
 * @param file the file to open
 * @param offset the byte of the file where the magic string begins
 * @param length the bytes that belong to it; whatever would be beyond the end of the file does not count
 * @param source what messages call it: the path, {@code archive.npz:member} inside an archive
 */
public record FilePart(Path file, long offset, long length, String source) {
    /**
     * @throws IllegalArgumentException if the part would begin or end where no file has bytes
     */
    public FilePart {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(source, "source");
        if (offset < 0 || length < 0 || length > Long.MAX_VALUE - offset) {
            throw new IllegalArgumentException("offset " + offset + ", length " + length);
        }
    }

    /** All of a file, under its own name. */
    public static FilePart whole(Path file) {
        return new FilePart(file, 0, Long.MAX_VALUE, file.toString());
    }
}
