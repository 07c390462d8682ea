package io.github.npymap;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * Keeps a file that is written through a mapping within reach of {@code fsync}, whatever becomes of its name. Not a
 * channel, which the first interrupt would close.
 */
final class SyncHandle implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SyncHandle.class.getName());

    /** {@code null} where there is nothing to do. */
    private final RandomAccessFile file;

    private SyncHandle(RandomAccessFile file) {
        this.file = file;
    }

    /** For a file that has just been mapped. */
    static SyncHandle of(Path path, Mode mode) throws IOException {
        // Others have no descriptors, and flushing their mappings is all there is.
        boolean descriptor = path.getFileSystem().equals(FileSystems.getDefault());
        return new SyncHandle(mode == Mode.READ_WRITE && descriptor ? new RandomAccessFile(path.toFile(), "rw") : null);
    }

    /** {@code fsync}. */
    void sync(String source) throws IOException {
        if (file != null) {
            try {
                file.getFD().sync();
            } catch (SyncFailedException e) {
                throw new IOException(source + ": the device failed to take the file: " + e.getMessage(), e);
            }
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
