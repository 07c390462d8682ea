package io.github.npymap;

import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.file.Descriptors;
import io.github.npymap.internal.file.DiskSpace;
import io.github.npymap.internal.file.Uninterrupted;
import io.github.npymap.internal.file.WriteFailure;
import io.github.npymap.internal.publication.PendingFile;
import io.github.npymap.internal.publication.Publication;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One way of mapping files, chosen by name with {@link Npy#using}; the methods are those of {@link Npy}. */
public final class Backend {
    private static final System.Logger LOG = System.getLogger("io.github.npymap");

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
        MapOption.MaxHeaderSize limit = MapOption.MaxHeaderSize.of(options);
        if (!List.of(options).contains(MapOption.EXTEND)) {
            return open(FilePart.whole(path), mode, () -> {}, limit);
        }
        requireExtendable(mode);
        FilePart part = FilePart.whole(path);
        return mapped(openFile(path, mode), file -> {
            NpyHeader header = NpyHeader.read(file, part, limit.characters());
            extend(file, path, header.dataOffset(), header.nbytes());
            return new Range(origin(part, mode, header), header);
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
        return mapped(openFile(part.file(), mode), file -> {
            NpyHeader header = Npy.header(file, part, limit);
            return new Range(origin(part, mode, header), header).closing(afterClose::run);
        });
    }

    /**
     * Maps an npy file that lies within a file which is open already, and stays open: that of {@link #openFile}.
     *
     * @throws IOException as {@link Npy#open(Path)}
     */
    public NpyFile open(OpenFile file, FilePart part, Mode mode, MapOption.MaxHeaderSize limit) throws IOException {
        if (mode == Mode.READ_WRITE) {
            throw new IllegalArgumentException("a file that is shared is mapped with READ or COPY_ON_WRITE");
        }
        NpyHeader header = Npy.header(file, part, limit);
        Range range = new Range(origin(part, mode, header), header);
        Mapping mapping = file.isInterruptible() ? Uninterrupted.run(() -> map(file, range)) : map(file, range);
        return npyFile(mapping, range, null);
    }

    /**
     * Opens a file of which parts are to be read and mapped: the header and the size that are read then are those of the
     * file that is mapped, whatever becomes of its name.
     *
     * @param mode as the parts will be mapped
     * @throws IOException if it cannot be opened
     */
    public OpenFile openFile(Path path, Mode mode) throws IOException {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            if (mode != Mode.READ) {
                throw UnmappableFile.refusal(path);
            }
            return new UnmappableFile(path);
        }
        try {
            return provider.open(path, mode);
        } catch (IOException e) {
            throw Descriptors.explain(e);
        }
    }

    /** As {@link Npy#create}. */
    public NpyFile create(Path path, DType dtype, Shape shape, CreateOption... options) throws IOException {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw UnmappableFile.refusal(path);
        }
        Set<CreateOption> chosen = Set.copyOf(List.of(options));
        Order order = chosen.contains(CreateOption.FORTRAN_ORDER) ? Order.FORTRAN : Order.C;
        boolean durable = chosen.contains(CreateOption.SYNC);
        Publication publication = chosen.contains(CreateOption.REPLACE)
                ? Publication.replacing(durable)
                : Publication.onlyNew("CreateOption.REPLACE replaces it", durable);
        boolean sparse = chosen.contains(CreateOption.SPARSE);
        NpyHeader header = NpyHeader.of(dtype, order, shape);
        FileCreation creation = new FileCreation(path, header, publication);
        PendingFile pending = creation.zeros(sparse);
        boolean atomic = chosen.contains(CreateOption.ATOMIC);
        try {
            NpyFile file = mapped(openFile(pending.file(), Mode.READ_WRITE), opened -> {
                if (!sparse) {
                    creation.reserve(opened, pending.file());
                }
                Range range = new Range(origin(FilePart.whole(path), Mode.READ_WRITE, header), header);
                return atomic ? range.closing(new Ending.Atomic(path, pending)) : range;
            });
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

    /**
     * What is to be mapped of an open file.
     *
     * @param offset the byte of the file where it begins
     */
    record Range(NpyFile.Origin origin, DType type, Layout layout, long offset, Ending ending) {
        Range(NpyFile.Origin origin, NpyHeader header) {
            this(
                    origin,
                    header.dtype(),
                    Layout.contiguous(
                            header.shape(), header.order(), header.dtype().itemsize()),
                    origin.part().offset() + header.dataOffset(),
                    () -> {});
        }

        Range closing(Ending end) {
            return new Range(origin, type, layout, offset, end);
        }

        MapRequest request() {
            return new MapRequest(origin.part().file(), origin.mode(), offset, layout.size() * type.itemsize());
        }
    }

    /** Looks into an open file, and says what of it is to be mapped. */
    @FunctionalInterface
    interface Look {
        Range at(OpenFile file) throws IOException;
    }

    NpyFile.Origin origin(FilePart part, Mode mode, NpyHeader header) {
        return new NpyFile.Origin(part, mode, name(), Optional.ofNullable(header));
    }

    /** Maps what a look at the file finds. The file stays open as long as it may have to be synced. */
    NpyFile mapped(OpenFile file, Look look) throws IOException {
        NpyFile mapped;
        boolean kept;
        try {
            Range range = look.at(file);
            kept = range.origin().mode() == Mode.READ_WRITE;
            mapped = npyFile(map(file, range), range, kept ? file : null);
        } catch (IOException | RuntimeException | Error e) {
            try (file) {
                throw e;
            }
        }
        if (!kept) {
            closeRead(file);
        }
        return mapped;
    }

    /** Nothing is lost if the system cannot close what was only read. */
    private static void closeRead(OpenFile file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot close a descriptor", e);
        }
    }

    private static Mapping map(OpenFile file, Range range) throws IOException {
        try {
            return file.map(range.request());
        } catch (IOException e) {
            throw Descriptors.explain(e);
        }
    }

    private static NpyFile npyFile(Mapping mapping, Range range, OpenFile kept) throws IOException {
        try {
            NpyArray array = new NpyArray(
                    mapping, range.type(), range.layout(), range.origin().mode().isWritable());
            return new NpyFile(range.origin(), mapping, array, kept, range.ending());
        } catch (RuntimeException | Error e) {
            try (mapping) {
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
    static void extend(OpenFile file, Path path, long offset, long nbytes) throws IOException {
        if (nbytes > Long.MAX_VALUE - offset) {
            throw new IllegalArgumentException("no file has " + nbytes + " bytes from byte " + offset + " on");
        }
        long length = offset + nbytes;
        long before = file.size();
        if (before >= length) {
            return;
        }
        DiskSpace.require(path.toString(), path, length - before);
        try {
            file.reserve(length);
        } catch (IOException e) {
            throw WriteFailure.explain(e, path.toString(), path, length);
        }
    }

    /** The name. */
    @Override
    public String toString() {
        return name();
    }
}
