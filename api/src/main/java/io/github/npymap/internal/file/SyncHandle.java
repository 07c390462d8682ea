package io.github.npymap.internal.file;

import io.github.npymap.types.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Keeps a file that is written through a mapping within reach of {@code fsync}, whatever becomes of its name. A channel,
 * as {@code RandomAccessFile} makes files that are not there, and knows no names beyond the locale's encoding.
 */
public final class SyncHandle implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SyncHandle.class.getName());

    /** {@code null} where there is nothing to do. */
    private final FileChannel file;

    private SyncHandle(FileChannel file) {
        this.file = file;
    }

    /** For a file that has just been mapped. */
    public static SyncHandle of(Path path, Mode mode) throws IOException {
        // Others have no descriptors, and flushing their mappings is all there is.
        boolean descriptor = path.getFileSystem().equals(FileSystems.getDefault());
        if (mode != Mode.READ_WRITE || !descriptor) {
            return new SyncHandle(null);
        }
        RegularFile.require(path);
        return new SyncHandle(Descriptors.open(path, StandardOpenOption.WRITE));
    }

    /** {@code fsync}, by a thread that nobody interrupts: an interrupt closes the channel. */
    public void sync(String source) throws IOException {
        if (file != null) {
            try {
                CompletableFuture.runAsync(this::force, work -> new Thread(work, "npymap-sync").start())
                        .join();
            } catch (CompletionException e) {
                // What force() could not throw as it is comes wrapped.
                Throwable cause =
                        e.getCause() instanceof UncheckedIOException wrapped ? wrapped.getCause() : e.getCause();
                throw new IOException(source + ": the device failed to take the file: " + cause.getMessage(), cause);
            }
        }
    }

    private void force() {
        try {
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "cannot close a descriptor", e);
            }
        }
    }
}
