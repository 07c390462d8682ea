package io.github.npymap.internal.publication;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The temporary name of a file that is being written, recorded in a {@link PendingLock} as long as the writer lives. A later
 * writer to the same target finds the lock file by its name and, once it gets the lock, removes what the killed writer
 * left. Both files lie beside the target: {@code .npymap-HASH-….tmp} and {@code .npymap-HASH-N.lock}.
 *
 * <p>The temporary file itself cannot carry the lock: it is opened and closed when it is mapped.
 */
final class PendingName implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PendingName.class.getName());

    /**
     * Writers to one target at a time whose files are removed if they are killed. Every writer looks for the lock files
     * of all of them; to list the folder instead would take longer the more files it has.
     */
    private static final int SLOTS = 16;

    private static final String SUFFIX = ".tmp";

    private final Path file;
    private final Optional<PendingLock> lock;

    private PendingName(Path file, Optional<PendingLock> lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * A name for a new file, after all that killed writers to the target left has been removed.
     *
     * @throws IOException if no file can be made beside the target
     */
    static PendingName beside(Path target) throws IOException {
        // It closes the channel of the lock. What is written next meets it all the same.
        boolean interrupted = Thread.interrupted();
        try {
            return locked(target);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static PendingName locked(Path target) throws IOException {
        // Not the target's own name, which may be as long as names can be.
        String stem = String.format(
                Locale.ROOT, ".npymap-%08x-", target.getFileName().toString().hashCode());
        Path file = target.resolveSibling(stem + UUID.randomUUID() + SUFFIX);
        Optional<PendingLock> lock = Optional.empty();
        if (target.getFileSystem().equals(FileSystems.getDefault())) {
            for (int slot = 0; slot < SLOTS; slot++) {
                Path lockFile = target.resolveSibling(stem + slot + ".lock");
                if (lock.isEmpty()) {
                    lock = claim(lockFile, stem);
                } else if (Files.exists(lockFile, LinkOption.NOFOLLOW_LINKS)) {
                    claim(lockFile, stem).ifPresent(PendingLock::close);
                }
            }
        }
        if (lock.isPresent()) {
            record(lock.get(), file);
        }
        return new PendingName(file, lock);
    }

    /** Takes over a lock file, and removes the file that is recorded there. */
    private static Optional<PendingLock> claim(Path lockFile, String stem) throws IOException {
        Optional<PendingLock> lock = PendingLock.claim(lockFile);
        if (lock.isPresent()) {
            try {
                String left = lock.get().note();
                if (left.startsWith(stem) && left.endsWith(SUFFIX) && left.indexOf('/') < 0) {
                    Files.deleteIfExists(lockFile.resolveSibling(left));
                }
            } catch (ClosedByInterruptException e) {
                // It would be the same with the next.
                lock.get().leave();
                throw e;
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, () -> "left as recorded in " + lockFile, e);
                lock.get().leave();
                return Optional.empty();
            }
        }
        return lock;
    }

    private static void record(PendingLock lock, Path file) throws IOException {
        try {
            lock.write(file.getFileName().toString());
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where the file is to be written. */
    Path file() {
        return file;
    }

    /** Gives the name up: by now there is no file of this name. */
    @Override
    public void close() {
        lock.ifPresent(PendingLock::close);
    }
}
