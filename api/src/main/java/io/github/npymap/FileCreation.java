package io.github.npymap;

import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.array.BlockOutput;
import io.github.npymap.internal.array.ElementSource;
import io.github.npymap.internal.file.DiskSpace;
import io.github.npymap.internal.file.WriteFailure;
import io.github.npymap.internal.publication.PendingFile;
import io.github.npymap.internal.publication.Publication;
import io.github.npymap.spi.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Makes files with a header and data. Everything that can be wrong is found before the path is touched, and nothing is
 * left of a file that could not be completed.
 */
final class FileCreation {
    private final Path path;
    private final NpyHeader header;
    private final Publication publication;

    /** @throws IllegalArgumentException if no file could hold such an array */
    FileCreation(Path path, NpyHeader header, Publication publication) {
        this.path = path;
        this.header = header;
        this.publication = publication;
        if (header.nbytes() > Long.MAX_VALUE - header.dataOffset()) {
            throw new IllegalArgumentException(
                    "no file is large enough for the shape " + header.shape() + " of " + header.dtype());
        }
    }

    /** A file of zeros that has yet to take its place; complete if it is to be sparse, or else once room is reserved. */
    PendingFile zeros(boolean sparse) throws IOException {
        return make((file, channel) -> {
            new BlockOutput(channel, 0).put(header.toBytes()).drain();
            if (!sparse) {
                requireRoom(file);
            } else if (header.nbytes() > 0) {
                channel.write(ByteBuffer.allocate(1), length() - 1);
            }
        });
    }

    void reserve(OpenFile file, Path pending) throws IOException {
        try {
            file.reserve(length());
        } catch (IOException e) {
            throw WriteFailure.explain(e, path.toString(), pending, length());
        }
    }

    private void requireRoom(Path file) throws IOException {
        DiskSpace.require(path.toString(), file, length());
    }

    /** A complete file with these elements, in its place. */
    void save(ElementSource elements) throws IOException {
        try (PendingFile pending = make((file, channel) -> {
            requireRoom(file);
            new BlockOutput(channel, 0).put(header.toBytes()).put(elements).drain();
        })) {
            pending.commit();
        }
    }

    @FunctionalInterface
    private interface Content {
        void write(Path file, FileChannel channel) throws IOException;
    }

    private PendingFile make(Content content) throws IOException {
        PendingFile pending = PendingFile.beside(path, publication);
        try (FileChannel channel = pending.open()) {
            content.write(pending.file(), channel);
        } catch (IOException e) {
            IOException named = WriteFailure.explain(e, path.toString(), pending.file(), length());
            pending.close();
            throw named;
        } catch (RuntimeException | Error e) {
            pending.close();
            throw e;
        }
        return pending;
    }

    private long length() {
        return header.dataOffset() + header.nbytes();
    }
}
