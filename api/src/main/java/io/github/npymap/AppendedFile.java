package io.github.npymap;

import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.file.Descriptors;
import io.github.npymap.internal.file.DiskSpace;
import io.github.npymap.internal.file.FileKind;
import io.github.npymap.internal.file.JvmClaim;
import io.github.npymap.internal.file.LockFile;
import io.github.npymap.internal.file.RegularFile;
import io.github.npymap.internal.file.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The file of an {@link NpyAppender}, locked, with what the appender last saw of it: its header, its length, and which
 * file its path leads to.
 */
final class AppendedFile implements AutoCloseable {
    private static final String PURPOSE = "appending to";

    /** No program replaces a file ten times while it is opened. */
    private static final int ATTEMPTS = 10;

    private final Path path;

    /** With links resolved: a link that is changed meanwhile does not matter. */
    private final Path place;

    private final Locks locks;

    /** Tells the file from any other that takes its place; null where the system has no such keys. */
    private final Object key;

    /** Replaced by another when an interrupt has closed it. */
    private FileChannel channel;

    private boolean closed;

    private NpyHeader header;
    private byte[] headerBytes;
    private long length;

    /** How long a write that failed may have made the file; the length where none has. */
    private long longest;

    /**
     * The lock among processes, which belongs to the file's name, and that of this JVM, which belongs to the file whatever
     * its name: two hard links have a lock file each.
     */
    private record Locks(LockFile file, Optional<JvmClaim> key) implements AutoCloseable {
        static Locks require(Path path, Path place, Object key) throws IOException {
            LockFile file = LockFile.require(path, place, PURPOSE);
            if (key == null) {
                return new Locks(file, Optional.empty());
            }
            Optional<JvmClaim> claim = JvmClaim.tryMake(key.toString());
            if (claim.isEmpty()) {
                file.close();
                throw new FileSystemException(
                        path.toString(),
                        null,
                        "another writer is " + PURPOSE + " the file by another name of it: close that one first");
            }
            return new Locks(file, claim);
        }

        @Override
        public void close() {
            key.ifPresent(JvmClaim::close);
            file.close();
        }
    }

    private AppendedFile(Path path, Path place, Locks locks, Object key, FileChannel channel) {
        this.path = path;
        this.place = place;
        this.locks = locks;
        this.key = key;
        this.channel = channel;
    }

    /**
     * Locks and opens a file, and reads its header.
     *
     * @throws FileSystemException if another appender has the file open, or it cannot be locked
     */
    static AppendedFile open(Path path, MapOption.MaxHeaderSize limit) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Object key = RegularFile.require(path).fileKey();
            Path place = path.toRealPath();
            Locks locks = Locks.require(path, place, key);
            FileChannel channel = null;
            try {
                channel = Descriptors.open(place, StandardOpenOption.READ, StandardOpenOption.WRITE);
                AppendedFile file = new AppendedFile(path, place, locks, key, channel);
                if (file.isInPlace()) {
                    file.readHeader(limit);
                    return file;
                }
            } catch (IOException | RuntimeException | Error e) {
                close(channel, locks);
                throw e;
            }
            close(channel, locks);
        }
        throw new FileSystemException(path.toString(), null, "other files take its place while it is opened");
    }

    private void readHeader(MapOption.MaxHeaderSize limit) throws IOException {
        setLength(channel.size());
        header = NpyHeader.read(channel::read, FilePart.whole(path), limit.characters());
        header.requireFits(path.toString(), length);
        headerBytes = read(0, Math.toIntExact(header.dataOffset()));
    }

    Path path() {
        return path;
    }

    NpyHeader header() {
        return header;
    }

    /** Whether header and length are what this appender left, and the path still leads to this file. */
    boolean isUnchanged() throws IOException {
        long size = use(FileChannel::size);
        if (size < length || size > longest) {
            return false;
        }
        setLength(size);
        return Arrays.equals(read(0, headerBytes.length), headerBytes) && isInPlace();
    }

    /** Rows of a file that was replaced would not be found. */
    private boolean isInPlace() throws IOException {
        try {
            return Objects.equals(
                    Files.readAttributes(place, BasicFileAttributes.class).fileKey(), key);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    int write(ByteBuffer bytes, long position) throws IOException {
        // An interrupt may come after a write: it is then repeated, from the same position on.
        longest = Math.max(length, position + bytes.remaining());
        int count = use(open -> open.write(bytes.duplicate(), position));
        bytes.position(bytes.position() + count);
        setLength(Math.max(length, position + count));
        return count;
    }

    /** @throws FileSystemException if the disk has no room for so many bytes */
    void requireRoom(long bytes) throws IOException {
        DiskSpace.require(path.toString(), place, bytes);
    }

    /** The same failure with the file's name and the limit that was reached. */
    IOException explain(IOException failure) {
        return WriteFailure.explain(failure, path.toString(), place, length);
    }

    /** Cuts off what the file has behind a position. */
    void truncate(long end) throws IOException {
        use(open -> open.truncate(end));
        setLength(Math.min(length, end));
    }

    private void setLength(long known) {
        length = known;
        longest = known;
    }

    /** Writes the few bytes that differ, all at once: they are on one page, and are seen together. */
    void overwriteHeader(NpyHeader next) throws IOException {
        byte[] bytes = next.toBytes();
        int first = Arrays.mismatch(headerBytes, bytes);
        int end = bytes.length;
        while (headerBytes[end - 1] == bytes[end - 1]) {
            end--;
        }
        ByteBuffer changed = ByteBuffer.wrap(bytes, first, end - first);
        while (changed.hasRemaining()) {
            write(changed, changed.position());
        }
        header = next;
        headerBytes = bytes;
    }

    /** {@code np.save} on an open file puts one array behind the other: rows would go where the next one is. */
    void requireNoArrayBehind(long end) throws IOException {
        if (FileKind.of(read(end, FileKind.SNIFFED_BYTES)) == FileKind.NPY) {
            throw new NpyFormatException(
                    path.toString(),
                    end,
                    "the end of the file, or bytes that are no array",
                    "another array behind the first, which rows would overwrite",
                    "Save the first array to a file of its own: Npy.save(other, file.array()).");
        }
    }

    /** Reads so many bytes, fewer where the file ends. */
    private byte[] read(long position, int count) throws IOException {
        return use(open -> {
            ByteBuffer bytes = ByteBuffer.allocate(count);
            while (bytes.hasRemaining() && open.read(bytes, position + bytes.position()) >= 0) {
                // until all is there, or the file ends
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        });
    }

    void force() throws IOException {
        use(open -> {
            open.force(true);
            return open;
        });
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(FileChannel channel) throws IOException;
    }

    /**
     * Does something that can be done again. An interrupt closes the channel, although the appender belongs to other
     * threads as well: then it is done with a new channel, and the interrupt is kept for the thread to see. Where no new
     * channel can be had, such as for want of descriptors, the next call tries again.
     */
    private <T> T use(Use<T> use) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return use.of(channel);
                } catch (ClosedChannelException e) {
                    if (closed) {
                        throw e;
                    }
                    // Also where another call could not open it again.
                    interrupted |= Thread.interrupted();
                    reopen();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void reopen() throws IOException {
        FileChannel next = Descriptors.open(place, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isInPlace()) {
            next.close();
            throw new FileSystemException(path.toString(), null, "another file has taken its place");
        }
        channel = next;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        close(channel, locks);
    }

    /** The locks go last. */
    private static void close(FileChannel channel, Locks locks) throws IOException {
        try (locks;
                channel) {
            // nothing else
        }
    }
}
