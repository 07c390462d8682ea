package io.github.npymap.internal.publication;

import io.github.npymap.internal.file.WriterPermissions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is there and locked as long as its owner lives, and then removed. The locks of POSIX are dropped as soon as
 * the process closes any descriptor of the file: nothing but this class may open it.
 */
final class PendingLock implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PendingLock.class.getName());

    /** A note is a file's name. */
    private static final int LONGEST_NOTE = 255;

    private static final Set<OpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** The keys of the files that are locked here; all that opens or closes one waits for the others. */
    private static final Set<Object> HELD = new HashSet<>();

    /** Locked by a copy of this class in another class loader, whose lock ends when such a channel is closed. */
    private static final List<FileChannel> NEVER_CLOSED = new ArrayList<>();

    private final Path path;
    private final Object key;
    private final FileChannel channel;

    private PendingLock(Path path, Object key, FileChannel channel) {
        this.path = path;
        this.key = key;
        this.channel = channel;
    }

    /**
     * Makes the file, or takes over one whose owner does not live any more.
     *
     * @return empty if its owner lives, if it belongs to another user, or if there are no locks here
     * @throws IOException if no file can be made
     */
    static Optional<PendingLock> claim(Path path) throws IOException {
        synchronized (HELD) {
            Optional<Object> before = key(path);
            if (before.filter(HELD::contains).isPresent()) {
                return Optional.empty();
            }
            if (before.isPresent() && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            FileChannel channel;
            try {
                channel = FileChannel.open(path, OPTIONS, WriterPermissions.ownerOnly(path));
            } catch (FileSystemException e) {
                if (before.isEmpty()) {
                    throw e;
                }
                return Optional.empty();
            }
            return lock(path, before, channel);
        }
    }

    private static Optional<PendingLock> lock(Path path, Optional<Object> before, FileChannel channel)
            throws IOException {
        try {
            boolean locked = isLocked(channel);
            // Its owner may have removed it since it was opened, and another writer may have made one.
            Optional<Object> now = key(path);
            if (locked && now.isPresent() && (before.isEmpty() || before.equals(now))) {
                HELD.add(now.get());
                return Optional.of(new PendingLock(path, now.get(), channel));
            }
        } catch (OverlappingFileLockException e) {
            NEVER_CLOSED.add(channel);
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no locks here", e);
            return false;
        }
    }

    /** What tells a file from any other at the same path. */
    private static Optional<Object> key(Path path) throws IOException {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return Optional.of(Objects.requireNonNullElseGet(
                    key, () -> path.toAbsolutePath().normalize().toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** What the owner before this one wrote last; empty in a new file. */
    String note() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NOTE);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    /** Leaves a note for the next owner. */
    void write(String note) throws IOException {
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(note), 0);
    }

    /** Removes the file, and then gives up its lock. */
    @Override
    public void close() {
        end(true);
    }

    /** Leaves the file to the next owner, with its note. */
    void leave() {
        end(false);
    }

    private void end(boolean removed) {
        synchronized (HELD) {
            try (channel) {
                if (removed && channel.isOpen()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, () -> "left behind: " + path, e);
            } finally {
                HELD.remove(key);
            }
        }
    }
}
