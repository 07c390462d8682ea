package io.github.npymap;

import io.github.npymap.spi.BackendProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a file with a header and zeros. Everything that can be wrong is found before the path is touched, and a file
 * that is replaced stays what it is until the new one is complete: whoever has it mapped keeps it.
 */
final class FileCreation {
    private final BackendProvider provider;
    private final Path path;
    private final NpyHeader header;
    private final Set<CreateOption> options;

    FileCreation(BackendProvider provider, Path path, DType type, Shape shape, CreateOption... options) {
        this.provider = provider;
        this.path = path;
        this.options = EnumSet.noneOf(CreateOption.class);
        this.options.addAll(List.of(options));
        Order order = this.options.contains(CreateOption.FORTRAN_ORDER) ? Order.FORTRAN : Order.C;
        this.header = NpyHeader.of(type, order, shape);
        if (header.nbytes() > Long.MAX_VALUE - header.dataOffset()) {
            throw new IllegalArgumentException("no file is large enough for the shape " + shape + " of " + type);
        }
    }

    NpyHeader run() throws IOException {
        if (options.contains(CreateOption.NEW) || !Files.exists(path)) {
            write(path);
        } else {
            replace(path.toRealPath());
        }
        return header;
    }

    private void replace(Path existing) throws IOException {
        if (!Files.isRegularFile(existing) || !Files.isWritable(existing)) {
            throw new AccessDeniedException(existing.toString(), null, "not a regular file that may be written");
        }
        Path complete = existing.resolveSibling("." + existing.getFileName() + "." + UUID.randomUUID() + ".tmp");
        write(complete);
        try {
            Files.move(complete, existing, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(complete);
            throw e;
        }
    }

    private void write(Path fresh) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            try {
                fill(fresh, channel);
            } catch (IOException | RuntimeException | Error e) {
                Files.deleteIfExists(fresh);
                throw e;
            }
        }
    }

    private void fill(Path fresh, FileChannel channel) throws IOException {
        ByteBuffer prefix = ByteBuffer.wrap(header.toBytes());
        while (prefix.hasRemaining()) {
            channel.write(prefix);
        }
        long length = header.dataOffset() + header.nbytes();
        if (!options.contains(CreateOption.SPARSE)) {
            provider.reserve(fresh, length);
        } else if (header.nbytes() > 0) {
            channel.write(ByteBuffer.allocate(1), length - 1);
        }
    }
}
