package io.github.npymap.internal.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A lock among threads, class loaders and processes: an empty file that is made, locked through a {@link FileChannel},
 * and removed when the lock is given up. The lock goes with its process, and a file that a killed process left is
 * locked anew. POSIX drops a lock of a process when the process closes the locked file through any descriptor: so it is
 * not the file to be protected that is locked, which everything opens, but one that only this class opens.
 *
 * <p>Only the holder removes the file. A process that opened it before that, and locks it afterwards, has locked a file
 * without a name; {@link #tryAcquire} recognises this by opening the path once more.
 */
public final class LockFile implements AutoCloseable {
    /** Locks do not work in the folder, as on Lustre without the mount option {@code flock}. */
    public static final class UnsupportedException extends FileSystemException {
        private static final long serialVersionUID = 1;

        UnsupportedException(Path path, Exception cause) {
            super(path.toString(), null, "the file system has no locks: " + cause.getMessage());
            initCause(cause);
        }
    }

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

    /** Channels of files that this JVM has locked otherwise: closing one would drop that lock. */
    private static final Queue<FileChannel> KEPT = new ConcurrentLinkedQueue<>();

    private final Path path;
    private final Object key;
    private final JvmClaim claim;

    /** Two channels of one file; both stay open, since closing either drops the lock. */
    private final FileChannel locked;

    private final FileChannel proof;

    private boolean released;

    private LockFile(Path path, Object key, JvmClaim claim, FileChannel locked, FileChannel proof) {
        this.path = path;
        this.key = key;
        this.claim = claim;
        this.locked = locked;
        this.proof = proof;
    }

    /**
     * The lock file that belongs to a file: hidden, in the same folder. Its name has ASCII characters only, so that it
     * is the same in every locale, and never more than a file system allows.
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
     * Locks the lock file that belongs to a file, and lets in all users who may write that file.
     *
     * @param purpose what the holder does, for messages: {@code appending to}
     * @throws FileSystemException if the lock is held by this JVM or another process, or cannot be taken; names both files
     */
    public static LockFile require(Path file, String purpose) throws IOException {
        Path path = beside(file.toRealPath());
        Optional<LockFile> lock;
        try {
            lock = tryAcquire(path);
        } catch (AccessDeniedException e) {
            throw because(
                    e,
                    new AccessDeniedException(
                            file.toString(),
                            path.toString(),
                            purpose
                                    + " the file takes a lock file beside it, which cannot be made: the folder, or the lock file"
                                    + " of another user, must be writable"));
        }
        if (lock.isEmpty()) {
            throw new FileSystemException(
                    file.toString(),
                    path.toString(),
                    "another writer is " + purpose + " the file: close that one first");
        }
        lock.get().allowWritersOf(file);
        return lock.get();
    }

    private static IOException because(IOException cause, IOException exception) {
        exception.initCause(cause);
        return exception;
    }

    /**
     * Makes and locks the file.
     *
     * @param path of the lock file, in a folder whose links are resolved
     * @return empty if the lock is held by this JVM or another process
     * @throws UnsupportedException if the file system has no locks; an empty file may stay
     * @throws IOException if the file can be neither opened nor made
     */
    public static Optional<LockFile> tryAcquire(Path path) throws IOException {
        Optional<JvmClaim> claim = JvmClaim.tryMake(path.toUri().toASCIIString());
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        LockFile lock = null;
        try {
            lock = lock(path, claim.get());
        } finally {
            if (lock == null) {
                claim.get().close();
            }
        }
        return Optional.ofNullable(lock);
    }

    private static LockFile lock(Path path, JvmClaim claim) throws IOException {
        FileChannel locked = null;
        while (true) {
            FileChannel next = null;
            try {
                next = open(path);
                Attempt attempt = attempt(next, path);
                if (attempt == Attempt.OVERLAPS && locked != null) {
                    // The path leads to the file that is locked.
                    return new LockFile(path, attributes(path).fileKey(), claim, locked, next);
                }
                close(locked);
                locked = null;
                if (attempt == Attempt.OVERLAPS) {
                    KEPT.add(next);
                    return null;
                } else if (attempt == Attempt.REFUSED) {
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
            throw new UnsupportedException(path, e);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        while (true) {
            try {
                // A pipe would be waited for.
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
    }

    private static FileChannel create(Path path) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        FileAttribute<?>[] attributes = isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(ownerOnly())}
                : new FileAttribute<?>[0];
        try {
            return FileChannel.open(path, options, attributes);
        } catch (IOException e) {
            throw Descriptors.explain(e);
        }
    }

    /**
     * Lets the owner, the group and others open the lock file as far as they may write another file: those that may be
     * locked out, and those that find the file after this process was killed. Where the group cannot be given, it is
     * left out.
     */
    public void allowWritersOf(Path file) {
        try {
            PosixFileAttributes target = Files.readAttributes(file, PosixFileAttributes.class);
            PosixFileAttributeView view =
                    Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            Set<PosixFilePermission> permissions = ownerOnly();
            if (target.permissions().contains(PosixFilePermission.GROUP_WRITE) && hasGroup(view, target.group())) {
                permissions.add(PosixFilePermission.GROUP_READ);
                permissions.add(PosixFilePermission.GROUP_WRITE);
            }
            if (target.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                permissions.add(PosixFilePermission.OTHERS_READ);
                permissions.add(PosixFilePermission.OTHERS_WRITE);
            }
            // By its path: the view, which follows no links, would open the file, and the lock would go as it closes
            // it.
            Files.setPosixFilePermissions(path, permissions);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, () -> path + " belongs to another user, or the system has no such permissions", e);
        }
    }

    private static boolean hasGroup(PosixFileAttributeView view, GroupPrincipal group) throws IOException {
        if (!view.readAttributes().group().equals(group)) {
            try {
                view.setGroup(group);
            } catch (FileSystemException e) {
                LOG.log(Level.DEBUG, () -> "the process is not in the group " + group, e);
                return false;
            }
        }
        return true;
    }

    /** Removes the file and gives the lock up; never throws. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (released) {
            return;
        }
        released = true;
        try {
            // Before the lock goes: afterwards the file may be another holder's.
            if (Objects.equals(attributes(path).fileKey(), key)) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "stays, and is locked anew by the next holder: " + path, e);
        }
        close(proof);
        close(locked);
        claim.close();
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

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Set<PosixFilePermission> ownerOnly() {
        return EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}
