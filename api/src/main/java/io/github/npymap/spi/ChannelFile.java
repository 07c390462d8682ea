package io.github.npymap.spi;

import io.github.npymap.internal.file.Descriptors;
import io.github.npymap.internal.file.RegularFile;
import io.github.npymap.internal.file.Uninterrupted;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is opened as Java opens files: for backends that only map, or copy, in a way of their own. */
public abstract class ChannelFile implements OpenFile {
    private static final int BLOCK = 1 << 20;

    private final Path path;
    private final boolean writable;
    private final FileChannel channel;

    /** Reads where an interrupt must not close the channel; {@code null} where there is only the channel. */
    private final RandomAccessFile reader;

    /**
     * Opens it.
     *
     * @param writable whether for writing, too
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws java.nio.file.FileSystemException if it is not a regular file
     * @throws IOException if it cannot be opened
     */
    protected ChannelFile(Path path, boolean writable) throws IOException {
        // To open a pipe would be to wait for its other end.
        RegularFile.require(path);
        this.path = path;
        this.writable = writable;
        this.reader = writable ? null : reader(path);
        if (reader != null) {
            channel = reader.getChannel();
        } else if (writable) {
            channel = Descriptors.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } else {
            channel = Descriptors.open(path, StandardOpenOption.READ);
        }
    }

    /** Only to read: opened for writing, such a file would be made if it were gone by now. */
    private static RandomAccessFile reader(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            return null;
        }
        try {
            if (!path.toFile().toPath().equals(path)) {
                // Not text in this locale: as text it may be the name of another file.
                return null;
            }
            return new RandomAccessFile(path.toFile(), "r");
        } catch (FileNotFoundException e) {
            // The exceptions of a channel tell the reasons apart.
            return null;
        }
    }

    /** The path that it was opened by. */
    protected final Path path() {
        return path;
    }

    /** Whether it was opened for writing, too. */
    protected final boolean isWritable() {
        return writable;
    }

    /** The open file, for as long as this is open. */
    protected final FileChannel channel() {
        return channel;
    }

    @Override
    public long size() throws IOException {
        return reader == null ? channel.size() : reader.length();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        if (reader == null) {
            return channel.read(target, position);
        }
        if (target.hasArray()) {
            int count = read(target.array(), target.arrayOffset() + target.position(), target.remaining(), position);
            target.position(target.position() + Math.max(0, count));
            return count;
        }
        byte[] bytes = new byte[Math.min(BLOCK, target.remaining())];
        int count = read(bytes, 0, bytes.length, position);
        target.put(bytes, 0, Math.max(0, count));
        return count;
    }

    private int read(byte[] target, int start, int count, long position) throws IOException {
        synchronized (reader) {
            if (!channel.isOpen()) {
                throw new ClosedChannelException();
            }
            reader.seek(position);
            return reader.read(target, start, count);
        }
    }

    /** The portable way: by writing zeros. */
    @Override
    public void reserve(long length) throws IOException {
        long before = channel.size();
        try {
            ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(BLOCK, Math.max(0, length - before)));
            for (long position = before; position < length; ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), length - position));
                position += channel.write(zeros, position);
            }
        } catch (IOException | RuntimeException | Error e) {
            channel.truncate(before);
            throw e;
        }
    }

    @Override
    public void sync() throws IOException {
        Uninterrupted.run(() -> {
            channel.force(true);
            return null;
        });
    }

    /** Waits for those who read: the system may give the number of the descriptor to another file. */
    @Override
    public void close() throws IOException {
        synchronized (reader == null ? this : reader) {
            channel.close();
        }
    }
}
