package io.github.npymap;

import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.file.FileKind;
import io.github.npymap.internal.file.Magic;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Maps a file that has no header: {@code np.memmap}. Set what differs from the defaults, then {@link #open}.
 *
 * <pre>{@code
 * NpyFile tokens = Npy.raw(path, DType.UINT16).open();
 * }</pre>
 */
public final class RawBuilder {
    private final Backend backend;
    private final Path path;
    private final DType dtype;
    private long offset;
    private Optional<Shape> shape = Optional.empty();
    private Order order = Order.C;
    private Mode mode = Mode.READ;
    private boolean npyHeaderAllowed;
    private boolean extending;

    RawBuilder(Backend backend, Path path, DType dtype) {
        this.backend = backend;
        this.path = Objects.requireNonNull(path, "path");
        this.dtype = Objects.requireNonNull(dtype, "dtype");
    }

    /**
     * The byte of the file where the first element begins; 0 unless set.
     *
     * @throws IllegalArgumentException if negative
     */
    public RawBuilder offset(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("an offset is 0 or more, not " + bytes);
        }
        offset = bytes;
        return this;
    }

    /** The lengths of the axes; unless set, one axis with every element from the offset to the end of the file. */
    public RawBuilder shape(Shape lengths) {
        shape = Optional.of(lengths);
        return this;
    }

    /** How the elements lie in the file; in C order unless set. */
    public RawBuilder order(Order elementOrder) {
        order = Objects.requireNonNull(elementOrder, "order");
        return this;
    }

    /** What is allowed; {@link Mode#READ} unless set. */
    public RawBuilder mode(Mode accessMode) {
        mode = Objects.requireNonNull(accessMode, "mode");
        return this;
    }

    /**
     * Lengthens a file that is shorter than the shape asks for, with zeros that have their place on the disk, as
     * {@code np.memmap(path, dtype, 'r+', offset, shape)} does unasked; without this such a file is refused. Needs a
     * shape and {@link Mode#READ_WRITE}.
     */
    public RawBuilder extend() {
        extending = true;
        return this;
    }

    /** Maps even a file that begins with an npy header, whose bytes are then read as elements. */
    public RawBuilder allowNpyHeader() {
        npyHeaderAllowed = true;
        return this;
    }

    /**
     * Maps the file.
     *
     * @throws NpyFormatException if the file has an npy header that the map would misread as elements, if it is too
     *     short for the shape, or if, without a shape, its length is no multiple of the item size
     * @throws IOException if it cannot be opened, extended or mapped
     * @throws IllegalArgumentException if it is to be extended without a shape, or in another mode than
     *     {@link Mode#READ_WRITE}
     */
    public NpyFile open() throws IOException {
        if (extending) {
            Backend.requireExtendable(mode);
        }
        return backend.mapped(backend.openFile(path, mode), this::range);
    }

    private Backend.Range range(OpenFile file) throws IOException {
        if (!npyHeaderAllowed) {
            refuseHeader(file);
        }
        Shape mapped = extending ? wanted() : fit(file.size());
        if (extending) {
            Backend.extend(file, path, offset, mapped.size() * dtype.itemsize());
        }
        Layout layout = Layout.contiguous(mapped, order, dtype.itemsize());
        return new Backend.Range(backend.origin(FilePart.whole(path), mode, null), dtype, layout, offset, () -> {});
    }

    private Shape wanted() {
        Shape wanted = shape.orElseThrow(() -> new IllegalArgumentException("to extend a file, give the shape"));
        // Counts the bytes too.
        return NpyHeader.of(dtype, order, wanted).shape();
    }

    /** The mistake this library exists to prevent: the header's own bytes, taken for the first elements. */
    private void refuseHeader(OpenFile file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(FileKind.SNIFFED_BYTES);
        file.read(buffer, 0);
        byte[] start = Arrays.copyOf(buffer.array(), buffer.position());
        if (FileKind.of(start) != FileKind.NPY) {
            return;
        }
        OptionalLong dataOffset = NpyHeader.dataOffset(start);
        if (dataOffset.isPresent() && offset >= dataOffset.getAsLong()) {
            return;
        }
        String length = dataOffset.isPresent() ? dataOffset.getAsLong() + " bytes" : "unknown length";
        String skip = dataOffset.isPresent() ? "raw(…).offset(" + dataOffset.getAsLong() + ") skips it; " : "";
        String found;
        String remedy;
        try {
            NpyHeader header = NpyHeader.read(file, FilePart.whole(path), NpyHeader.DEFAULT_MAX_HEADER_SIZE);
            found = "which describes " + header.dtype() + " of shape " + header.shape();
            remedy = "Npy.open(path) reads the header and maps what follows; ";
        } catch (NpyFormatException e) {
            boolean isLong = isTooLong(e, dataOffset) && dataOffset.getAsLong() <= file.size();
            found = isLong
                    ? "longer than the " + NpyHeader.DEFAULT_MAX_HEADER_SIZE + " characters that are read unasked"
                    : "which cannot be read (" + e.getMessage() + ")";
            remedy = isLong
                    ? "Npy.open(path, mode, MapOption.maxHeaderSize(" + dataOffset.getAsLong()
                            + ")), or --max-header-size without --raw on the command line, reads the header of a file that"
                            + " you trust and maps what follows; "
                    : "";
        }
        throw new NpyFormatException(
                path.toString(),
                offset,
                "elements of " + dtype + ", as a raw map was asked for",
                "an npy header of " + length + ", " + found,
                remedy + skip + "allowNpyHeader() maps its bytes as elements.");
    }

    /** Where the length is complete, and yet the failure, nothing but the limit is left. */
    private static boolean isTooLong(NpyFormatException failure, OptionalLong dataOffset) {
        return dataOffset.isPresent() && failure.position() == Magic.bytes().length + 2;
    }

    private Shape fit(long fileSize) throws NpyFormatException {
        if (offset > fileSize) {
            throw new NpyFormatException(
                    path.toString(),
                    fileSize,
                    "an offset within the file's " + fileSize + " bytes",
                    "the offset " + offset + ", beyond the end of the file",
                    "Give a smaller offset.");
        }
        long present = fileSize - offset;
        if (shape.isPresent()) {
            boolean fits = dtype.itemsize() == 0 || shape.get().size() <= present / dtype.itemsize();
            if (!fits) {
                throw new NpyFormatException(
                        path.toString(),
                        fileSize,
                        shape.get().size() + " elements of " + dtype + " from byte " + offset + " for the shape "
                                + shape.get(),
                        present + " bytes, then the end of the file",
                        "Give a smaller shape or offset.");
            }
            return shape.get();
        }
        if (dtype.itemsize() == 0) {
            throw new IllegalArgumentException("elements of " + dtype + " have no bytes to count; give the shape");
        }
        if (present % dtype.itemsize() != 0) {
            throw new NpyFormatException(
                    path.toString(),
                    offset,
                    "a multiple of " + dtype.itemsize() + " bytes, whole elements of " + dtype,
                    present + " bytes",
                    "Give the shape, or an offset and a dtype that divide the file.");
        }
        return Shape.of(present / dtype.itemsize());
    }
}
