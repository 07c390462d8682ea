package io.github.npymap;

import io.github.npymap.format.HeaderReader;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One way of mapping files, chosen by name with {@link Npy#using}; the methods are those of {@link Npy}. */
public final class Backend {
    private final BackendProvider provider;

    Backend(BackendProvider provider) {
        this.provider = provider;
    }

    /** The name that selects it. */
    public String name() {
        return provider.name();
    }

    /** As {@link Npy#open(Path)}. */
    public NpyFile open(Path path) throws IOException {
        return open(path, Mode.READ);
    }

    /** As {@link Npy#open(Path, Mode)}. */
    public NpyFile open(Path path, Mode mode) throws IOException {
        NpyHeader header;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            header = HeaderReader.read(channel, path, HeaderReader.DEFAULT_MAX_HEADER_LENGTH);
            header.requireFits(path.toString(), channel.size());
        }
        NumberType type = SupportedTypes.require(path, header.dtype());
        return open(path, mode, header, type);
    }

    /** As {@link Npy#create}. */
    public NpyFile create(Path path, DType dtype, Shape shape, CreateOption... options) throws IOException {
        NumberType type = SupportedTypes.require(path, dtype);
        NpyHeader header = new FileCreation(provider, path, type, shape, options).run();
        return open(path, Mode.READ_WRITE, header, type);
    }

    /** As {@link Npy#raw}. */
    public RawBuilder raw(Path path, DType dtype) {
        return new RawBuilder(this, path, dtype);
    }

    private NpyFile open(Path path, Mode mode, NpyHeader header, NumberType type) throws IOException {
        Mapping mapping = map(path, mode, header.dataOffset(), header.nbytes());
        Layout layout = Layout.contiguous(header.shape(), header.order(), type.itemsize());
        return new NpyFile(path, mode, name(), header, mapping, new NpyArray(mapping, type, layout, mode.isWritable()));
    }

    Mapping map(Path path, Mode mode, long offset, long length) throws IOException {
        return provider.map(new MapRequest(path, mode, offset, length));
    }
}
