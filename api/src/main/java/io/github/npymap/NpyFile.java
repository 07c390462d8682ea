package io.github.npymap;

import io.github.npymap.spi.Mapping;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A mapped file. It owns the mapping: after {@link #close} every array that came from it throws
 * {@link IllegalStateException}, on every thread.
 */
public final class NpyFile implements AutoCloseable {
    private final Path path;
    private final Mode mode;
    private final String backend;
    private final NpyHeader header;
    private final Mapping mapping;
    private final NpyArray array;

    /**
     * @param header what the file says of itself; {@code null} for a raw map
     */
    NpyFile(Path path, Mode mode, String backend, NpyHeader header, Mapping mapping, NpyArray array) {
        this.path = path;
        this.mode = mode;
        this.backend = backend;
        this.header = header;
        this.mapping = mapping;
        this.array = array;
    }

    /** All elements of the file, in its shape. */
    public NpyArray array() {
        return array;
    }

    /** What the file's header says; empty for a raw map. */
    public Optional<NpyHeader> header() {
        return Optional.ofNullable(header);
    }

    /** The path that the file was opened by. */
    public Path path() {
        return path;
    }

    /** How the file was opened. */
    public Mode mode() {
        return mode;
    }

    /** The name of the backend that mapped it. */
    public String backend() {
        return backend;
    }

    /** Whether {@link #close} has not been called. */
    public boolean isOpen() {
        return mapping.isOpen();
    }

    /**
     * Writes all changes to the file: NumPy's {@code memmap.flush()}, an {@code msync}. Other processes see changes
     * without it; it is the device that may not have them yet. Nothing to do unless the mode is
     * {@link Mode#READ_WRITE}.
     *
     * @throws IOException if the device fails
     * @throws IllegalStateException if the file is closed
     */
    public void flush() throws IOException {
        mapping.flush(0, mapping.length());
    }

    /**
     * {@link #flush}, and then {@code fsync}: when this returns, changes and the file's size survive a loss of power.
     *
     * @throws IOException if the device fails
     * @throws IllegalStateException if the file is closed
     */
    public void sync() throws IOException {
        flush();
        if (mode == Mode.READ_WRITE) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    /** Lets go of the file and its memory. Changes are not lost: the system writes them in its own time. */
    @Override
    public void close() {
        mapping.close();
    }

    /** Path, type and shape. */
    @Override
    public String toString() {
        return path + ": " + array;
    }
}
