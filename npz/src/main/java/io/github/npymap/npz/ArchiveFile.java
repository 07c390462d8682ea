package io.github.npymap.npz;

import io.github.npymap.internal.file.Descriptors;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of an archive. Not a {@link FileChannel} where there is a choice: an interrupt of one reader would close it
 * for all of them.
 */
interface ArchiveFile extends Closeable {

    long size() throws IOException;

    /** Reads some bytes, or none and returns -1 at the end of the file. */
    int read(ByteBuffer target, long position) throws IOException;

    static ArchiveFile open(Path path) throws IOException {
        if (path.getFileSystem().equals(FileSystems.getDefault())) {
            try {
                return new OfRandomAccess(new RandomAccessFile(path.toFile(), "r"));
            } catch (FileNotFoundException e) {
                // A channel's exceptions tell the reasons apart, and it opens names that are no text in this locale.
                return openChannel(path);
            }
        }
        return openChannel(path);
    }

    private static ArchiveFile openChannel(Path path) throws IOException {
        FileChannel channel = Descriptors.open(path, StandardOpenOption.READ);
        return new OfChannel(channel);
    }

    /** A file of the default file system. */
    final class OfRandomAccess implements ArchiveFile {
        private final RandomAccessFile file;
        private boolean closed;

        private OfRandomAccess(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            if (closed) {
                throw new ClosedChannelException();
            }
            file.seek(position);
            int count = file.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
            target.position(target.position() + Math.max(0, count));
            return count;
        }

        @Override
        public synchronized void close() throws IOException {
            closed = true;
            file.close();
        }
    }

    /** A file of another file system, such as one inside another archive. */
    record OfChannel(FileChannel channel) implements ArchiveFile {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
