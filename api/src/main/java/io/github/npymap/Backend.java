package io.github.npymap;

import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import java.io.IOException;
import java.nio.file.Path;

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
        return open(FilePart.whole(path), mode, () -> {});
    }

    /**
     * Opens an npy file that lies within another file, at any alignment.
     *
     * @param afterClose what to do once the mapping is gone; not called if this method fails
     * @throws IOException as {@link Npy#open(Path)}
     */
    public NpyFile open(FilePart part, Mode mode, Runnable afterClose) throws IOException {
        NpyHeader header = Npy.header(part);
        return open(part, mode, header, afterClose);
    }

    /** As {@link Npy#create}. */
    public NpyFile create(Path path, DType dtype, Shape shape, CreateOption... options) throws IOException {
        NpyHeader header = new FileCreation(provider, path, dtype, shape, options).run();
        return open(FilePart.whole(path), Mode.READ_WRITE, header, () -> {});
    }

    /** As {@link Npy#raw}. */
    public RawBuilder raw(Path path, DType dtype) {
        return new RawBuilder(this, path, dtype);
    }

    private NpyFile open(FilePart part, Mode mode, NpyHeader header, Runnable afterClose) throws IOException {
        Mapping mapping = map(part.file(), mode, part.offset() + header.dataOffset(), header.nbytes());
        Layout layout =
                Layout.contiguous(header.shape(), header.order(), header.dtype().itemsize());
        NpyArray array = new NpyArray(mapping, header.dtype(), layout, mode.isWritable());
        return new NpyFile(part, mode, name(), header, mapping, array, afterClose);
    }

    Mapping map(Path path, Mode mode, long offset, long length) throws IOException {
        return provider.map(new MapRequest(path, mode, offset, length));
    }
}
