package io.github.npymap;

import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.file.LeakWatch;
import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A mapped file. It owns the mapping: after {@link #close} every array that came from it throws
 * {@link IllegalStateException}, on every thread.
 *
 * <p>A file that nobody closes is unmapped when neither it nor any of its arrays can be reached. That takes the garbage
 * collector's time: {@code -Dnpymap.leaks=true} logs a warning then, which says where the file was opened.
 */
public final class NpyFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.npymap");

    private final Origin origin;
    private final Mapping mapping;
    private final NpyArray array;
    private final OpenFile file;
    private final Ending ending;
    private final LeakWatch watch;
    private boolean ended;

    /**
     * Where an array comes from.
     *
     * @param backend the name of the backend that maps it
     * @param header what the file says of itself; empty for a raw map
     */
    record Origin(FilePart part, Mode mode, String backend, Optional<NpyHeader> header) {}

    /** @param file what is to be closed behind the mapping, and synced before; or {@code null} */
    NpyFile(Origin origin, Mapping mapping, NpyArray array, OpenFile file, Ending ending) {
        this.origin = origin;
        this.mapping = mapping;
        this.array = array;
        this.file = file;
        this.ending = ending;
        this.watch = LeakWatch.of(mapping, origin.part().source());
        ending.watch(mapping);
    }

    /** All elements of the file, in its shape. */
    public NpyArray array() {
        return array;
    }

    /** What the file's header says; empty for a raw map. */
    public Optional<NpyHeader> header() {
        return origin.header();
    }

    /** The path that the file was opened by; for an npy file within another file, the path of that one. */
    public Path path() {
        return origin.part().file();
    }

    /** What messages call it: the path as text, {@code archive.npz:member} for a member of an archive. */
    public String source() {
        return origin.part().source();
    }

    /** How the file was opened. */
    public Mode mode() {
        return origin.mode();
    }

    /** The name of the backend that mapped it. */
    public String backend() {
        return origin.backend();
    }

    /** Whether the file has not been closed. */
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
        if (file != null) {
            try {
                file.sync();
            } catch (IOException e) {
                if (!isOpen()) {
                    throw new IllegalStateException(source() + " is closed", e);
                }
                throw new IOException(source() + ": the device failed to take the file: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Publishes a file that was created with {@link CreateOption#ATOMIC}: it takes its place, and with {@link
     * CreateOption#SYNC} the device has all of it before. The file stays open and usable, and what is assigned afterwards
     * is written in its place. A file that has been committed stays as it is. Call this when all elements are assigned:
     *
     * <pre>{@code
     * try (NpyFile file = Npy.create(path, dtype, shape, CreateOption.ATOMIC)) {
     *     fill(file.array());
     *     file.commit();
     * }
     * }</pre>
     *
     * @throws java.nio.file.FileAlreadyExistsException if another file has been put there, and the new one must not
     *     replace it
     * @throws IOException if the file cannot take its place; what was there before has not changed. The commit can be
     *     tried again
     * @throws java.io.UncheckedIOException if a page of the file was gone when this thread used an element of it, and the
     *     JVM had not yet said so
     * @throws IllegalStateException if the file is closed, or was not created with {@link CreateOption#ATOMIC}
     */
    public synchronized void commit() throws IOException {
        if (!mapping.isOpen()) {
            throw new IllegalStateException(source() + " is closed");
        }
        if (mapping.length() > 0) {
            // By now, all lost pages have been reported to this thread.
            mapping.read(0, Carrier.BYTES, new byte[1], 0, 1);
        }
        ending.commit();
    }

    /**
     * Lets go of the file and its memory. Changes are not lost: the system writes them in its own time. A file that was
     * created with {@link CreateOption#ATOMIC} and not committed is discarded, and whatever was in its place stays; a
     * warning in the log names it.
     *
     * @throws java.io.UncheckedIOException if a page of the file was gone when this thread used an element of it, and the
     *     JVM had not yet said so: that is what the nio backend has to offer when a file shrinks while it is mapped. Or if
     *     the system, at its limit of memory or mappings, has nothing to put in the place of the file; it stays open then,
     *     while the buffers of {@link NpyArray#asByteBuffer} may have ended
     * @throws IllegalStateException on Java 22 and later, while a channel reads or writes a buffer of
     *     {@link NpyArray#asByteBuffer}; the file then is as open as before, and can be closed later
     */
    @Override
    public synchronized void close() {
        // One caller at a time: what one is refused must not look like a failure because another succeeds meanwhile.
        try {
            mapping.close();
        } finally {
            // One that a channel is using refuses, and has lost nothing.
            if (!mapping.isOpen() && !ended) {
                ended = true;
                watch.closed();
                closeFile();
                ending.closed();
            }
        }
    }

    private void closeFile() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> source() + ": cannot close its descriptor", e);
            }
        }
    }

    /** Source, type and shape. */
    @Override
    public String toString() {
        return source() + ": " + array;
    }
}
