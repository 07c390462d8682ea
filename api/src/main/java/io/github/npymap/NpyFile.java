package io.github.npymap;

import io.github.npymap.spi.Mapping;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A mapped file. It owns the mapping: after {@link #close} every array that came from it throws
 * {@link IllegalStateException}, on every thread.
 */
public final class NpyFile implements AutoCloseable {
    private final FilePart part;
    private final Mode mode;
    private final String backend;
    private final NpyHeader header;
    private final Mapping mapping;
    private final NpyArray array;
    private final AtomicReference<Runnable> afterClose;

    /**
     * @param header what the file says of itself; {@code null} for a raw map
     */
    NpyFile(
            FilePart part,
            Mode mode,
            String backend,
            NpyHeader header,
            Mapping mapping,
            NpyArray array,
            Runnable afterClose) {
        this.part = part;
        this.mode = mode;
        this.backend = backend;
        this.header = header;
        this.mapping = mapping;
        this.array = array;
        this.afterClose = new AtomicReference<>(afterClose);
    }

    /** All elements of the file, in its shape. */
    public NpyArray array() {
        return array;
    }

    /** What the file's header says; empty for a raw map. */
    public Optional<NpyHeader> header() {
        return Optional.ofNullable(header);
    }

    /** The path that the file was opened by; for an npy file within another file, the path of that one. */
    public Path path() {
        return part.file();
    }

    /** What messages call it: the path as text, {@code archive.npz:member} for a member of an archive. */
    public String source() {
        return part.source();
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
            try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    /** Lets go of the file and its memory. Changes are not lost: the system writes them in its own time. */
    @Override
    public void close() {
        mapping.close();
        Runnable action = afterClose.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    /** Source, type and shape. */
    @Override
    public String toString() {
        return part.source() + ": " + array;
    }
}
