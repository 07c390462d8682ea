package io.github.npymap.internal.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A lock among threads, class loaders and processes: an empty file that is made, locked through a {@link FileChannel},
 * and removed when the lock is released. The kernel releases the lock when its process ends, and a file that a killed
 * process left is locked again. POSIX releases a lock of a process when the process closes the locked file through any
 * descriptor: therefore a companion of the protected file is locked, which only this class opens.
 *
 * <p>Only the holder removes the file. A process that opened it before that, and locks it afterwards, has locked a file
 * without a name; {@link #tryAcquire} detects this by opening the path once more.
 *
 * <p>Paths of other file systems than the default one, such as that of a zip file, exist in this JVM only: they are
 * locked without a file. A lock that becomes unreachable is released by the garbage collector.
 */
public final class LockFile implements AutoCloseable {
    private enum Attempt {
        LOCKED,

        /** Another process has the lock. */
        REFUSED,

        /** This JVM has the lock already. */
        OVERLAPS
    }

    private static final System.Logger LOG = System.getLogger(LockFile.class.getName());

    private static final String PREFIX = ".npymap-";
    private static final String SUFFIX = ".lock";

    /** Longest name that every file system takes: 255 bytes on most, 143 on eCryptfs. */
    private static final int MAX_NAME = 140;

    /** Each is lost to a holder that removed the file in between; more mean that the file system cannot lock. */
    private static final int ATTEMPTS = 1000;

    /** Channels of files that this JVM has locked by other means: closing one would release that lock. */
    private static final Queue<FileChannel> KEPT = new ConcurrentLinkedQueue<>();

    private final Cleaner.Cleanable release;

    private LockFile(Holding holding) {
        this.release = JvmClaim.CLEANER.register(this, holding);
    }

    /**
     * What is to be released; separate from the lock, which could not become unreachable otherwise.
     *
     * @param locked one of two channels of the file; both stay open, since closing either releases the lock; {@code
     *     null} where there is no file
     */
    private record Holding(Path path, Object key, JvmClaim claim, FileChannel locked, FileChannel proof)
            implements Runnable {
        @Override
        public void run() {
            if (locked != null) {
                try {
                    // While it is locked: afterwards the file may be another holder's.
                    if (Objects.equals(attributes(path).fileKey(), key)) {
                        Files.delete(path);
                    }
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, () -> "stays, and is locked again by the next holder: " + path, e);
                }
                LockFile.close(proof);
                LockFile.close(locked);
            }
            claim.close();
        }
    }

    /**
     * The lock file of a file: hidden, in the same folder, {@code .npymap-NAME.lock}. Its name has ASCII characters
     * only, so that it is the same in every locale; names too long for that are replaced by their SHA-256.
     *
     * @param file with links resolved, or two links have two lock files
     */
    public static Path beside(Path file) {
        String uri = file.toUri().toASCIIString();
        String name = uri.substring(uri.lastIndexOf('/') + 1);
        boolean isLong = PREFIX.length() + name.length() + SUFFIX.length() > MAX_NAME;
        return file.resolveSibling(PREFIX + (isLong ? hash(name) : name) + SUFFIX);
    }

    private static String hash(String name) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /**
     * Locks the lock file of a file, and opens it to all users that may write that file.
     *
     * @param place of the file, with links resolved
     * @param purpose what the holder does, for messages: {@code appending to}
     * @throws FileSystemException if this JVM or another process holds the lock, or it cannot be taken; names both files
     */
    public static LockFile require(Path file, Path place, String purpose) throws IOException {
        Path path = beside(place);
        LockFile lock;
        try {
            lock = tryAcquire(path).orElseThrow(() -> isHeld(file, path, purpose));
        } catch (FileSystemException e) {
            if (!path.toString().equals(e.getFile())) {
                throw e;
            }
            FileSystemException failure = new FileSystemException(
                    file.toString(),
                    path.toString(),
                    purpose + " the file takes a lock file beside it, which cannot be made or locked: "
                            + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason())
                            + "; let this process make files in the folder, or make an empty file of that name that it"
                            + " may write");
            failure.initCause(e);
            throw failure;
        }
        if (isOnDisk(path)) {
            WriterPermissions.copy(place, path);
        }
        return lock;
    }

    /** The exception for a file that another holder has locked. */
    private static FileSystemException isHeld(Path file, Path path, String purpose) {
        return new FileSystemException(
                file.toString(), path.toString(), "another writer is " + purpose + " the file: close that one first");
    }

    /**
     * Makes and locks the file.
     *
     * @param path of the lock file, in a folder whose links are resolved
     * @return empty if this JVM or another process holds the lock
     * @throws IOException if the file can be neither opened nor made, or the file system has no locks
     */
    public static Optional<LockFile> tryAcquire(Path path) throws IOException {
        Optional<JvmClaim> claim = JvmClaim.tryMake(path.toUri().toASCIIString());
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        Holding holding = null;
        try {
            holding = isOnDisk(path) ? lock(path, claim.get()) : new Holding(path, null, claim.get(), null, null);
        } finally {
            if (holding == null) {
                claim.get().close();
            }
        }
        return holding == null ? Optional.empty() : Optional.of(new LockFile(holding));
    }

    private static Holding lock(Path path, JvmClaim claim) throws IOException {
        FileChannel locked = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FileChannel next = null;
            try {
                next = open(path);
                Attempt result = attempt(next, path);
                if (result == Attempt.OVERLAPS && locked != null) {
                    // The path leads to the file that is locked.
                    return new Holding(path, attributes(path).fileKey(), claim, locked, next);
                }
                close(locked);
                locked = null;
                if (result == Attempt.OVERLAPS) {
                    KEPT.add(next);
                    return null;
                } else if (result == Attempt.REFUSED) {
                    close(next);
                    return null;
                }
                locked = next;
            } catch (IOException | RuntimeException | Error e) {
                close(next);
                close(locked);
                throw e;
            }
        }
        close(locked);
        throw new FileSystemException(path.toString(), null, "the file system does not keep locks");
    }

    private static Attempt attempt(FileChannel channel, Path path) throws IOException {
        try {
            return channel.tryLock() == null ? Attempt.REFUSED : Attempt.LOCKED;
        } catch (OverlappingFileLockException e) {
            return Attempt.OVERLAPS;
        } catch (ClosedChannelException e) {
            // An interrupt tells nothing of the file system.
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            FileSystemException failure = new FileSystemException(
                    path.toString(), null, "the file system cannot lock files: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private static FileChannel open(Path path) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                // To open a pipe blocks.
                if (!attributes(path).isRegularFile()) {
                    throw new FileSystemException(path.toString(), null, "not a regular file");
                }
                // Without CREATE: in a folder such as /tmp, Linux refuses that for files of other users.
                return Descriptors.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException e) {
                try {
                    return create(path);
                } catch (FileAlreadyExistsException again) {
                    LOG.log(Level.TRACE, () -> path + " was made by another process", again);
                }
            }
        }
        throw new FileSystemException(path.toString(), null, "can be neither opened nor made");
    }

    private static FileChannel create(Path path) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try {
            return FileChannel.open(path, options, WriterPermissions.ownerOnly(path));
        } catch (IOException e) {
            throw Descriptors.explain(e);
        }
    }

    /** Removes the file and releases the lock; never throws. A second call does nothing. */
    @Override
    public void close() {
        release.clean();
    }

    private static void close(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "cannot close a descriptor", e);
            }
        }
    }

    private static boolean isOnDisk(Path path) {
        return path.getFileSystem().equals(FileSystems.getDefault());
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
