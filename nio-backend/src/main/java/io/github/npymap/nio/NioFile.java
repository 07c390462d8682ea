package io.github.npymap.nio;

import io.github.npymap.spi.ChannelFile;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An open file whose ranges the JDK maps. */
final class NioFile extends ChannelFile {
    private static final int MOST_COMPARED = 1 << 16;

    private final Mapper mapper;

    /** Maps a range of an open file. */
    @FunctionalInterface
    interface Mapper {
        MappedMemory map(FileChannel channel, MapMode mode, long offset, long length) throws IOException;
    }

    private NioFile(Path path, boolean writable, Mapper mapper) throws IOException {
        super(path, writable);
        this.mapper = mapper;
    }

    static NioFile open(Path path, Mode mode, Mapper mapper) throws IOException {
        try {
            return new NioFile(path, mode.isWritable(), mapper);
        } catch (NoSuchFileException e) {
            // By now there may be one again.
            throw e;
        } catch (FileSystemException e) {
            // Not permitted, a read-only file system, a program that is running: whatever it is, only writing is
            // denied.
            throw mode.isWritable() && Files.isRegularFile(path) && Files.isReadable(path)
                    ? notWritable(path, mode, e)
                    : e;
        }
    }

    private static IOException notWritable(Path file, Mode mode, FileSystemException cause) {
        String message = file + ": cannot be opened for writing, which mode " + mode + " needs";
        if (cause.getReason() != null) {
            message += ": " + cause.getReason();
        }
        if (mode == Mode.COPY_ON_WRITE) {
            message += ". The file would not change, but the JDK makes private mappings only of what it may write;"
                    + " the jni backend needs permission to read, no more";
        }
        return new IOException(message, cause);
    }

    @Override
    public Mapping map(MapRequest request) throws IOException {
        // FileChannel.map lengthens a writable file that is too short, without a word.
        requireLength(request, size());
        return new NioMapping(request, memory(request));
    }

    private MappedMemory memory(MapRequest request) throws IOException {
        if (request.mode() == Mode.COPY_ON_WRITE && !isWritable()) {
            // The JDK makes private mappings only of files that may be written.
            return mapAnew(request);
        }
        try {
            return mapper.map(channel(), mapMode(request.mode()), request.offset(), request.length());
        } catch (IOException | OutOfMemoryError e) {
            if (request.mode() == Mode.READ && !MapFailure.isShortOfMemory(e)) {
                // Some file systems share no pages, and private ones that nobody writes are the file's all the same.
                try {
                    return mapAnew(request);
                } catch (IOException again) {
                    e.addSuppressed(again);
                }
            }
            throw MapFailure.explain(request, channel(), e);
        }
    }

    /** By its path, privately. */
    private MappedMemory mapAnew(MapRequest request) throws IOException {
        try (NioFile writable = open(path(), Mode.COPY_ON_WRITE, mapper)) {
            requireSame(writable, request);
            return mapper.map(writable.channel(), MapMode.PRIVATE, request.offset(), request.length());
        }
    }

    /** Java does not tell whether two open files are one: that they have the same size and header must do. */
    private void requireSame(NioFile other, MapRequest request) throws IOException {
        ByteBuffer here = ByteBuffer.allocate((int) Math.min(MOST_COMPARED, request.offset()));
        ByteBuffer there = ByteBuffer.allocate(here.capacity());
        long start = request.offset() - here.capacity();
        while (here.hasRemaining() && read(here, start + here.position()) > 0) {
            // until all is there, or the file ends
        }
        while (there.hasRemaining() && other.read(there, start + there.position()) > 0) {
            // likewise
        }
        if (other.size() != size() || !there.flip().equals(here.flip())) {
            throw new IOException(path() + ": another file has taken its place since it was opened; open it again");
        }
    }

    private static void requireLength(MapRequest request, long size) throws IOException {
        long end = request.offset() + request.length();
        if (size < end) {
            throw new IOException(request.file() + ": file too short: " + request.length() + " bytes from byte "
                    + request.offset() + " on need " + end + " bytes, the file has " + size);
        }
    }

    private static MapMode mapMode(Mode mode) {
        return switch (mode) {
            case READ -> MapMode.READ_ONLY;
            case READ_WRITE -> MapMode.READ_WRITE;
            case COPY_ON_WRITE -> MapMode.PRIVATE;
        };
    }
}
