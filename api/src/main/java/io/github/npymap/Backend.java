package io.github.npymap;

import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.file.Descriptors;
import io.github.npymap.internal.file.DiskSpace;
import io.github.npymap.internal.file.SyncHandle;
import io.github.npymap.internal.file.WriteFailure;
import io.github.npymap.internal.publication.PendingFile;
import io.github.npymap.internal.publication.Publication;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** As {@link Npy#open(Path, Mode, MapOption...)}. */
    public NpyFile open(Path path, Mode mode, MapOption... options) throws IOException {
        if (!List.of(options).contains(MapOption.EXTEND)) {
            return open(FilePart.whole(path), mode, () -> {}, MapOption.MaxHeaderSize.of(options));
        }
        requireExtendable(mode);
        return SourceFile.settled(path, source -> {
            NpyHeader header = NpyHeader.read(
                    source.channel(),
                    FilePart.whole(path),
                    MapOption.MaxHeaderSize.of(options).characters());
            extend(path, header.dataOffset(), header.nbytes());
            return open(FilePart.whole(path), source, mode, header, () -> {});
        });
    }

    /**
     * Opens an npy file that lies within another file, at any alignment.
     *
     * @param afterClose what to do once the mapping is gone; not called if this method fails
     * @throws IOException as {@link Npy#open(Path)}
     */
    public NpyFile open(FilePart part, Mode mode, Runnable afterClose) throws IOException {
        return open(part, mode, afterClose, MapOption.MaxHeaderSize.DEFAULT);
    }

    /**
     * Opens an npy file that lies within another file and has a header that may be longer than the default limit.
     *
     * @param afterClose what to do once the mapping is gone; not called if this method fails
     * @throws IOException as {@link Npy#open(Path)}
     */
    public NpyFile open(FilePart part, Mode mode, Runnable afterClose, MapOption.MaxHeaderSize limit)
            throws IOException {
        return SourceFile.settled(part.file(), source -> {
            NpyHeader header = Npy.header(part, source.channel(), limit);
            return open(part, source, mode, header, afterClose::run);
        });
    }

    /** As {@link Npy#create}. */
    public NpyFile create(Path path, DType dtype, Shape shape, CreateOption... options) throws IOException {
        requireMappable(path);
        Set<CreateOption> chosen = Set.copyOf(List.of(options));
        Order order = chosen.contains(CreateOption.FORTRAN_ORDER) ? Order.FORTRAN : Order.C;
        boolean durable = chosen.contains(CreateOption.SYNC);
        Publication publication = chosen.contains(CreateOption.REPLACE)
                ? Publication.replacing(durable)
                : Publication.onlyNew("CreateOption.REPLACE replaces it", durable);
        NpyHeader header = NpyHeader.of(dtype, order, shape);
        PendingFile pending =
                new FileCreation(path, header, publication).zeros(provider, chosen.contains(CreateOption.SPARSE));
        boolean atomic = chosen.contains(CreateOption.ATOMIC);
        try (SourceFile source = SourceFile.of(pending.file()).named(path)) {
            Ending ending = atomic ? new Ending.Atomic(path, pending) : () -> {};
            NpyFile file = open(FilePart.whole(path), source, Mode.READ_WRITE, header, ending);
            if (!atomic) {
                // Last of all: once it has another file's place, nothing may fail any more.
                commit(pending, file);
            }
            return file;
        } catch (IOException | RuntimeException | Error e) {
            pending.close();
            throw e;
        }
    }

    private static void commit(PendingFile pending, NpyFile file) throws IOException {
        try {
            pending.commit();
        } catch (IOException | RuntimeException | Error e) {
            try (file) {
                throw e;
            }
        }
    }

    /** As {@link Npy#raw}. */
    public RawBuilder raw(Path path, DType dtype) {
        return new RawBuilder(this, path, dtype);
    }

    /** @param source where the part's file is now */
    private NpyFile open(FilePart part, SourceFile source, Mode mode, NpyHeader header, Ending ending)
            throws IOException {
        Layout layout =
                Layout.contiguous(header.shape(), header.order(), header.dtype().itemsize());
        return open(part, source, mode, header, header.dtype(), layout, part.offset() + header.dataOffset(), ending);
    }

    /** Maps a raw file. */
    NpyFile open(Path path, SourceFile source, Mode mode, DType type, Layout layout, long offset) throws IOException {
        return open(FilePart.whole(path), source, mode, null, type, layout, offset, () -> {});
    }

    private NpyFile open(
            FilePart part,
            SourceFile source,
            Mode mode,
            NpyHeader header,
            DType type,
            Layout layout,
            long offset,
            Ending ending)
            throws IOException {
        ByteBuffer before = source.bytesBefore(offset, header == null ? 0 : header.dataOffset());
        long length = layout.size() * type.itemsize();
        Mapping mapping = map(before, new MapRequest(source.path(), mode, offset, length, source.name()))
                .orElseThrow(source::replaced);
        SyncHandle handle = null;
        try {
            handle = SyncHandle.of(source.path(), mode);
            source.requireSame();
            NpyArray array = new NpyArray(mapping, type, layout, mode.isWritable());
            return new NpyFile(part, mode, name(), header, mapping, array, handle, ending);
        } catch (IOException | RuntimeException | Error e) {
            SyncHandle opened = handle;
            try (opened;
                    mapping) {
                throw e;
            }
        }
    }

    static void requireExtendable(Mode mode) {
        if (mode != Mode.READ_WRITE) {
            throw new IllegalArgumentException("only a file in mode READ_WRITE can be extended, not in " + mode);
        }
    }

    /** Makes a file long enough for its data, unless it is. */
    void extend(Path path, long offset, long nbytes) throws IOException {
        if (nbytes > Long.MAX_VALUE - offset) {
            throw new IllegalArgumentException("no file has " + nbytes + " bytes from byte " + offset + " on");
        }
        long before = Files.size(path);
        if (before >= offset + nbytes) {
            return;
        }
        DiskSpace.require(path.toString(), path, offset + nbytes - before);
        try {
            provider.reserve(path, offset + nbytes);
        } catch (IOException e) {
            IOException named = WriteFailure.explain(e, path.toString(), path, offset + nbytes);
            cut(path, before);
            throw named;
        } catch (RuntimeException e) {
            cut(path, before);
            throw e;
        }
    }

    private static void cut(Path path, long length) throws IOException {
        try (FileChannel channel = Descriptors.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private Optional<Mapping> map(ByteBuffer before, MapRequest request) throws IOException {
        requireMappable(request.file());
        try {
            return provider.mapBehind(before, request);
        } catch (IOException e) {
            throw Descriptors.explain(e);
        }
    }

    private static void requireMappable(Path path) throws FileSystemException {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "only files of the default file system can be mapped, not those of "
                            + path.getFileSystem().provider().getScheme());
        }
    }

    /** The name. */
    @Override
    public String toString() {
        return name();
    }
}
