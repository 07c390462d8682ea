package io.github.npymap.nio;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** The way from a request to mapped memory: open, look at the size, map, and close the channel again. */
final class MappedFile {
    private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);
    private static final Set<StandardOpenOption> READ_WRITE = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

    private MappedFile() {}

    /** Maps a range of an open file. */
    @FunctionalInterface
    interface Mapper {
        MappedMemory map(FileChannel channel, MapMode mode, long offset, long length) throws IOException;
    }

    static MappedMemory map(MapRequest request, Mapper mapper) throws IOException {
        return mapBehind(ByteBuffer.allocate(0), request, mapper).orElseThrow();
    }

    /** Empty if the file has other bytes than these before the range. */
    static Optional<MappedMemory> mapBehind(ByteBuffer before, MapRequest request, Mapper mapper) throws IOException {
        // A channel that stays open would be closed by the first interrupt; the mapping does not need it.
        try (FileChannel channel = open(request)) {
            requireLength(request, channel.size());
            if (!request.isBehind(before, channel)) {
                return Optional.empty();
            }
            try {
                return Optional.of(mapper.map(channel, mapMode(request.mode()), request.offset(), request.length()));
            } catch (IOException | OutOfMemoryError e) {
                Optional<MappedMemory> unshared = mapPrivately(request, mapper, e);
                if (unshared.isEmpty()) {
                    throw MapFailure.explain(request, channel, e);
                }
                return unshared;
            }
        }
    }

    /**
     * Some file systems share no pages, and private ones that nobody writes are the file's all the same; but the JDK makes
     * them only of a file that may be written.
     */
    private static Optional<MappedMemory> mapPrivately(MapRequest request, Mapper mapper, Throwable failure) {
        if (request.mode().isWritable() || MapFailure.isShortOfMemory(failure)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(request.file(), READ_WRITE)) {
            requireLength(request, channel.size());
            return Optional.of(mapper.map(channel, MapMode.PRIVATE, request.offset(), request.length()));
        } catch (IOException | OutOfMemoryError e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    private static FileChannel open(MapRequest request) throws IOException {
        // To open a pipe would be to wait for somebody at its other end.
        if (!Files.isRegularFile(request.file()) && Files.exists(request.file())) {
            throw new FileSystemException(request.file().toString(), null, "cannot be mapped: not a regular file");
        }
        if (!request.mode().isWritable()) {
            return FileChannel.open(request.file(), READ);
        }
        try {
            return FileChannel.open(request.file(), READ_WRITE);
        } catch (FileSystemException e) {
            // Not permitted, a read-only file system, a program that is running: whatever it is, only writing is
            // denied.
            throw Files.isReadable(request.file()) ? notWritable(request.file(), request.mode(), e) : e;
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

    /** {@code FileChannel.map} lengthens a writable file that is too short, without a word. */
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
