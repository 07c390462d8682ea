package io.github.npymap;

import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.format.UnsupportedDTypeException;
import io.github.npymap.internal.array.ElementSource;
import io.github.npymap.internal.descr.DescrReader;
import io.github.npymap.internal.publication.Publication;
import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.PythonRepr;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where to begin: opens, creates and inspects files with the backend that {@code -Dnpymap.backend} names, or with the
 * best that is ready. {@link #using} names one in the program.
 *
 * <pre>{@code
 * try (NpyFile file = Npy.open(Path.of("mydata.npy"))) {
 *     double total = file.array().sum();
 * }
 * }</pre>
 *
 * <p>Who suspects that files are not closed finds them with {@code -Dnpymap.leaks=true}; see {@link NpyFile}.
 */
public final class Npy {
    private Npy() {}

    /**
     * Opens a file for reading: {@code np.load(path, mmap_mode='r')}.
     *
     * @throws NpyFormatException if it is not a complete npy file; the message says what it is and what to do
     * @throws UnsupportedDTypeException if its elements are Python objects, which only Python can read
     * @throws IOException if it cannot be opened or mapped
     * @throws BackendUnavailableException if no backend can be selected
     */
    public static NpyFile open(Path path) throws IOException {
        return Backends.byDefault().open(path);
    }

    /**
     * Opens a file: {@code np.load(path, mmap_mode=…)}. No mode changes the size of the file; one that is shorter than
     * its header says is refused, unless {@link MapOption#EXTEND} is given, and so is one whose header has more than 10,000
     * characters, unless {@link MapOption#maxHeaderSize} allows more.
     *
     * @throws IOException as {@link #open(Path)}
     * @throws IllegalArgumentException if a file is to be extended in another mode than {@link Mode#READ_WRITE}
     */
    public static NpyFile open(Path path, Mode mode, MapOption... options) throws IOException {
        return Backends.byDefault().open(path, mode, options);
    }

    /**
     * Reads a file's header, and maps nothing.
     *
     * @throws NpyFormatException if the file does not begin with a valid header, or holds less data than it says
     * @throws IOException if it cannot be read
     */
    public static NpyHeader header(Path path) throws IOException {
        return header(FilePart.whole(path));
    }

    /**
     * Reads a file's header, which may be longer than the default limit, and maps nothing.
     *
     * @throws IOException as {@link #header(Path)}
     */
    public static NpyHeader header(Path path, MapOption.MaxHeaderSize limit) throws IOException {
        return header(FilePart.whole(path), limit);
    }

    /**
     * Reads the header of an npy file that lies within another file, and maps nothing.
     *
     * @throws IOException as {@link #header(Path)}
     */
    public static NpyHeader header(FilePart part) throws IOException {
        return header(part, MapOption.MaxHeaderSize.DEFAULT);
    }

    /**
     * Reads the header of an npy file that lies within another file, and maps nothing.
     *
     * @throws IOException as {@link #header(Path)}
     */
    public static NpyHeader header(FilePart part, MapOption.MaxHeaderSize limit) throws IOException {
        try (OpenFile file = new UnmappableFile(part.file())) {
            return header(file, part, limit);
        }
    }

    static NpyHeader header(OpenFile file, FilePart part, MapOption.MaxHeaderSize limit) throws IOException {
        NpyHeader header = NpyHeader.read(file, part, limit.characters());
        header.requireFits(part.source(), Math.min(part.length(), Math.max(0, file.size() - part.offset())));
        return header;
    }

    /**
     * Makes a file of zeros and opens it for reading and writing: {@code np.lib.format.open_memmap(path, 'w+', …)}. The
     * header is the one that NumPy 2 writes. An existing file is an error, unless {@link CreateOption#REPLACE} is given: it
     * is then replaced as a whole when the new one is complete; until then, and if anything fails, it stays as it is.
     * Complete is a file of zeros, unless {@link CreateOption#ATOMIC} waits for {@link NpyFile#commit}. Disk space is
     * reserved unless {@link CreateOption#SPARSE} is given.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is a file, without {@link CreateOption#REPLACE}
     * @throws IOException if the file cannot be made, for want of space or otherwise; a file that was not there before
     *     is not there afterwards
     * @throws IllegalArgumentException if no file could hold such an array
     */
    public static NpyFile create(Path path, DType dtype, Shape shape, CreateOption... options) throws IOException {
        return Backends.byDefault().create(path, dtype, shape, options);
    }

    /**
     * Saves an array or view of any dtype: {@code np.save(path, a)}, to the byte. Elements are in C order, or in
     * Fortran order if that is how they lie in memory and {@code a} is not contiguous in C order, or if
     * {@link SaveOption#FORTRAN_ORDER} says so.
     *
     * <p>The file appears as a whole: it is written beside its place and then moved there, so that at any moment there
     * is the old file or the new one. If anything fails, the old one stays, and nothing else. The array may be that of
     * the file which is replaced. Mode and group of that file are kept, and its access control list where the C library of
     * the jni backend can be loaded; where the group cannot be kept, only the owner may use the new file.
     *
     * @throws IOException if the file cannot be written; if the disk has too little room, the message says how much is
     *     needed, and how much there is
     * @throws IllegalStateException if the array's file is closed
     */
    public static void save(Path path, NpyArray array, SaveOption... options) throws IOException {
        Set<SaveOption> chosen = Set.copyOf(List.of(options));
        boolean columns = !array.isContiguous() && array.transpose().isContiguous();
        Order order = columns || chosen.contains(SaveOption.FORTRAN_ORDER) ? Order.FORTRAN : Order.C;
        boolean durable = chosen.contains(SaveOption.SYNC);
        Publication publication = chosen.contains(SaveOption.NEW)
                ? Publication.onlyNew("save without SaveOption.NEW replaces it", durable)
                : Publication.replacing(durable);
        new FileCreation(path, NpyHeader.of(array.dtype(), order, array.shape()), publication)
                .save(ElementSource.of((order == Order.FORTRAN ? array.transpose() : array).data()));
    }

    /**
     * Saves numbers in C order, as float64: {@code np.save(path, np.reshape(data, shape))}. Without a shape they are
     * one axis. The file appears as a whole, as with {@link #save(Path, NpyArray, SaveOption...)}.
     *
     * @throws IllegalArgumentException if the shape has another number of elements
     * @throws IOException as {@link #save(Path, NpyArray, SaveOption...)}
     */
    public static void save(Path path, double[] data, long... shape) throws IOException {
        save(path, new ElementSource.OfPrimitives(data, DType.FLOAT64), DType.FLOAT64, shape);
    }

    /** Saves numbers as float32; see {@link #save(Path, double[], long...)}. */
    public static void save(Path path, float[] data, long... shape) throws IOException {
        save(path, new ElementSource.OfPrimitives(data, DType.FLOAT32), DType.FLOAT32, shape);
    }

    /** Saves numbers as int64; see {@link #save(Path, double[], long...)}. */
    public static void save(Path path, long[] data, long... shape) throws IOException {
        save(path, new ElementSource.OfPrimitives(data, DType.INT64), DType.INT64, shape);
    }

    /** Saves numbers as int32; see {@link #save(Path, double[], long...)}. */
    public static void save(Path path, int[] data, long... shape) throws IOException {
        save(path, new ElementSource.OfPrimitives(data, DType.INT32), DType.INT32, shape);
    }

    /** Saves numbers as int16; see {@link #save(Path, double[], long...)}. */
    public static void save(Path path, short[] data, long... shape) throws IOException {
        save(path, new ElementSource.OfPrimitives(data, DType.INT16), DType.INT16, shape);
    }

    /** Saves numbers as int8; see {@link #save(Path, double[], long...)}. */
    public static void save(Path path, byte[] data, long... shape) throws IOException {
        save(path, new ElementSource.OfPrimitives(data, DType.INT8), DType.INT8, shape);
    }

    /** Saves bools; see {@link #save(Path, double[], long...)}. */
    public static void save(Path path, boolean[] data, long... shape) throws IOException {
        save(path, new ElementSource.OfPrimitives(data, DType.BOOL), DType.BOOL, shape);
    }

    /**
     * Saves what is between position and limit of a buffer, whatever its byte order, as little-endian numbers of its
     * type, bytes as int8; see {@link #save(Path, double[], long...)}. Position and limit stay.
     *
     * @throws IllegalArgumentException if the shape has another number of elements, or for a {@code CharBuffer}
     */
    public static void save(Path path, Buffer data, long... shape) throws IOException {
        ElementSource.OfBuffer source = ElementSource.OfBuffer.of(data);
        save(path, source, source.type(), shape);
    }

    /**
     * Saves what is between position and limit of a buffer as the bytes of the elements, in C order:
     * {@code np.save(path, np.frombuffer(data, dtype).reshape(shape))}. Position and limit stay.
     *
     * @throws IllegalArgumentException if these are more or fewer bytes than such an array has
     * @throws IOException as {@link #save(Path, NpyArray, SaveOption...)}
     */
    public static void save(Path path, ByteBuffer data, DType dtype, Shape shape) throws IOException {
        save(path, ElementSource.of(data), dtype, shape);
    }

    private static void save(Path path, ElementSource data, DType dtype, long... shape) throws IOException {
        save(path, data, dtype, shape.length == 0 ? Shape.of(data.units()) : Shape.of(shape));
    }

    private static void save(Path path, ElementSource data, DType dtype, Shape shape) throws IOException {
        NpyHeader header = NpyHeader.of(dtype, Order.C, shape);
        FileCreation creation = new FileCreation(path, header, Publication.replacing(false));
        if (header.nbytes() != data.units() * data.unit()) {
            throw new IllegalArgumentException("the shape " + shape + " of " + dtype + " has " + header.nbytes()
                    + " bytes, not the " + data.units() * data.unit() + " of the data");
        }
        creation.save(data);
    }

    /**
     * Opens a file to append rows to it: along the first axis, the last in Fortran order.
     *
     * @throws NpyFormatException if it is not a complete npy file, if its array has nothing to grow: no axis, or rows
     *     without bytes, or if another array follows in the file
     * @throws IOException if it cannot be opened for reading and writing, another writer is appending to it,
     *     or no lock file can be made beside it; see {@link NpyAppender}
     */
    public static NpyAppender append(Path path) throws IOException {
        return append(path, MapOption.MaxHeaderSize.DEFAULT);
    }

    /**
     * Opens a file to append rows to it, whose header may be longer than the default limit.
     *
     * @throws IOException as {@link #append(Path)}
     */
    public static NpyAppender append(Path path, MapOption.MaxHeaderSize limit) throws IOException {
        return NpyAppender.open(path, limit);
    }

    /**
     * Opens a file to append rows to it, or makes it, with no rows, if there is none. The header may be as long as one
     * of this dtype and shape has to be.
     *
     * @throws IllegalArgumentException if the file has rows of another dtype or shape, or if such rows have no bytes
     * @throws IOException as {@link #append(Path)}
     */
    public static NpyAppender append(Path path, DType dtype, Shape rowShape) throws IOException {
        return NpyAppender.open(path, dtype, rowShape);
    }

    /** Maps a file that has no header, with a type that the caller knows: {@code np.memmap}. */
    public static RawBuilder raw(Path path, DType dtype) {
        return Backends.byDefault().raw(path, dtype);
    }

    /**
     * The type that a text names, {@code np.dtype(text)}: a type string ({@code "<f8"}, {@code "f4"}, {@code "M8[25s]"}), a
     * name ({@code "float32"}, also {@code "bfloat16"}) or the list of a structure's fields as Python writes it. Where
     * NumPy would take the byte order of the machine ({@code "f8"}, {@code "=f8"}) the result is little-endian.
     *
     * <p>NumPy's comma strings ({@code "f4,i4"}, {@code "3f4"}) are refused; write the list.
     *
     * @throws IllegalArgumentException if the text does not name a type, or names Python objects, which only Python can
     *     read
     */
    public static DType dtype(String text) {
        try {
            return DescrReader.readText(text);
        } catch (LiteralException e) {
            throw new IllegalArgumentException(
                    "not a dtype: \"" + PythonRepr.shortened(text) + "\": " + e.getMessage(), e);
        }
    }

    /**
     * A backend by name, whatever the system property says; {@code "auto"} is the best that is ready.
     *
     * @throws BackendUnavailableException if there is none of that name, or it does not work here
     */
    public static Backend using(String name) {
        return Backends.found().select(name);
    }

    /**
     * The backend that {@code -Dnpymap.backend} names, or the best that is ready: the one that {@link #open} uses.
     *
     * @throws BackendUnavailableException if none can be selected
     */
    public static Backend defaultBackend() {
        return Backends.byDefault();
    }

    /** All backends that were found, the one with the highest priority first. */
    public static List<BackendStatus> backends() {
        return Backends.found().status();
    }
}
