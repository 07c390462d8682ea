package io.github.npymap;

import io.github.npymap.spi.BackendProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes a file with a header and zeros. Everything that can be wrong is found before the path is touched. */
final class FileCreation {
    private final BackendProvider provider;
    private final Path path;
    private final NpyHeader header;
    private final Set<CreateOption> options;

    FileCreation(BackendProvider provider, Path path, NumberType type, Shape shape, CreateOption... options) {
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
        byte[] prefix = header.toBytes();
        Set<OpenOption> open = Set.of(
                StandardOpenOption.WRITE,
                options.contains(CreateOption.NEW) ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
        boolean existed = Files.exists(path);
        try (FileChannel channel = FileChannel.open(path, open)) {
            channel.truncate(0);
            fill(channel, prefix);
        } catch (IOException e) {
            if (!existed && !(e instanceof java.nio.file.FileAlreadyExistsException)) {
                Files.deleteIfExists(path);
            }
            throw e;
        }
        return header;
    }

    private void fill(FileChannel channel, byte[] prefix) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(prefix);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        long length = header.dataOffset() + header.nbytes();
        if (options.contains(CreateOption.SPARSE) && length > prefix.length) {
            channel.write(ByteBuffer.allocate(1), length - 1);
        } else {
            provider.reserve(path, length);
        }
    }
}
