package io.github.npymap;

import io.github.npymap.internal.file.Descriptors;
import io.github.npymap.internal.file.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A file that is looked into and then mapped, by its path both times: another one may take its place in between, as every
 * program that saves atomically does, and then the header of the one would describe the data of the other.
 *
 * @param name where it will be once it is mapped
 * @param key which file it is, whatever its name; {@code null} where the system does not tell
 * @param channel the file that is looked into; nearly always the one with the key, which then no other gets while this
 *     is open
 */
record SourceFile(Path path, Path name, Object key, FileChannel channel) implements AutoCloseable {
    /** Nobody saves as fast as a file is opened, ten times in a row. */
    private static final int ATTEMPTS = 10;

    /** Looks into a file and maps it. */
    @FunctionalInterface
    interface Opening {
        NpyFile open(SourceFile source) throws IOException;
    }

    /** Another file was found in the place of the one that was looked into. */
    private static final class ReplacedException extends IOException {
        private static final long serialVersionUID = 1;

        ReplacedException(Path path, IOException cause) {
            super(path + ": another file took its place while it was opened; open it again", cause);
        }
    }

    /**
     * Opens a file and learns its key. Nobody tells the key of a channel, so the path is asked before and after. Who takes
     * the file's place and gives it back, to the same one or to one with the same number, between two looks, is not seen:
     * that is what {@link #bytesBefore} is for.
     */
    static SourceFile of(Path path) throws IOException {
        for (int attempt = 1; true; attempt++) {
            Object key = RegularFile.require(path).fileKey();
            SourceFile source = new SourceFile(path, path, key, Descriptors.open(path, StandardOpenOption.READ));
            if (source.isStillAt(path)) {
                return source;
            }
            source.close();
            if (attempt == ATTEMPTS) {
                throw new ReplacedException(path, null);
            }
        }
    }

    private boolean isStillAt(Path place) throws IOException {
        try {
            return Objects.equals(RegularFile.require(place).fileKey(), key);
        } catch (IOException | RuntimeException | Error e) {
            try (channel) {
                throw e;
            }
        }
    }

    /** Opens a file, once more if it was replaced meanwhile. */
    static NpyFile settled(Path path, Opening opening) throws IOException {
        for (int attempt = 1; true; attempt++) {
            try (SourceFile source = of(path)) {
                try {
                    return opening.open(source);
                } catch (IOException e) {
                    // Whatever it is that was wrong, it may be wrong for the other file only.
                    if (!(e instanceof ReplacedException) && !source.isReplaced()) {
                        throw e;
                    } else if (attempt == ATTEMPTS) {
                        throw new ReplacedException(path, e);
                    }
                }
            }
        }
    }

    /** The same file, which is to be moved there. */
    SourceFile named(Path place) {
        return new SourceFile(path, place, key, channel);
    }

    /** A header, for {@code BackendProvider.mapBehind}: keys alone can be those of a file that is gone. */
    ByteBuffer bytesBefore(long offset, long headerLength) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(headerLength));
        long start = offset - bytes.capacity();
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, start + bytes.position()) < 0) {
                throw replaced();
            }
        }
        return bytes.flip();
    }

    IOException replaced() {
        return new ReplacedException(path, null);
    }

    /** What has been mapped since this was made is this file, and no other. */
    void requireSame() throws IOException {
        BasicFileAttributes now = RegularFile.require(path);
        // Where the system tells no keys, another file may at least have another size.
        if (!Objects.equals(now.fileKey(), key) || now.size() != channel.size()) {
            throw new ReplacedException(path, null);
        }
    }

    private boolean isReplaced() {
        try {
            requireSame();
            return false;
        } catch (ReplacedException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
