package io.github.npymap.spi;

import io.github.npymap.format.PositionedBytes;
import java.io.Closeable;
import java.io.IOException;

/**
 * A regular file that a backend has open. What is read and what is mapped are of this one file, whatever becomes of its
 * name meanwhile: it may be renamed, unlinked, replaced, or grow.
 *
 * <p>Any thread may call any method, {@link #close} included. Mappings do not end with the file that they were made of.
 */
public interface OpenFile extends PositionedBytes, Closeable {
    /**
     * The bytes that it has now.
     *
     * @throws IOException if the system does not tell
     */
    long size() throws IOException;

    /**
     * Maps a range. On failure nothing stays mapped. Until something is assigned the mapping writes nothing to the file,
     * {@link Mapping#close} included.
     *
     * @throws IOException if the range cannot be mapped, or the file does not have all of it; the message names the file
     *     and the limit that was reached
     */
    Mapping map(MapRequest request) throws IOException;

    /**
     * Lengthens a file that was opened with {@link io.github.npymap.types.Mode#READ_WRITE} with zeros, and sees to it that
     * the disk has room for all of them: a full disk must be an exception here, not a fault at some later assignment.
     *
     * @param length the file's new size in bytes, not less than it has
     * @throws IOException if there is no room; the file then has the size that it had before
     */
    void reserve(long length) throws IOException;

    /**
     * Waits until the device has the file's bytes and its size: {@code fsync}. Changes that a mapping has not flushed yet
     * need not be among them.
     *
     * @throws IOException if the device fails
     */
    void sync() throws IOException;

    /**
     * Whether an interrupt that reaches a thread in {@link #map} closes the file, for all threads. A file that several
     * threads share is then mapped by a thread of npymap's own, which is never interrupted.
     */
    default boolean isInterruptible() {
        return true;
    }
}
