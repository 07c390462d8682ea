package io.github.npymap;

import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.array.BlockOutput;
import io.github.npymap.internal.array.ElementSource;
import io.github.npymap.internal.publication.Publication;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a file longer, row by row: what NumPy leaves room for in its headers, and does not do. A row is an entry of the
 * first axis, of the last in Fortran order: what lies in one piece at the end of the file. {@link Npy#append(Path)}
 * makes one.
 *
 * <pre>{@code
 * try (NpyAppender log = Npy.append(path, DType.FLOAT32, Shape.of(768))) {
 *     log.append(embedding); // np.concatenate((a, embedding[None])), in place
 * }
 * }</pre>
 *
 * <p><b>What others see.</b> Rows are written behind the data that the header announces, and the header is changed in
 * its place once they are: the file is complete at any moment, be it that this process is killed, and holds the rows of
 * the last {@link #flush}. Who has the file mapped goes on to see the old shape. Bytes that the file has behind its
 * data, such as the rows of a process that did not come to publish them, are cut off when new rows are published; a file
 * with another array there, as {@code np.save} on an open file makes it, is refused.
 *
 * <p><b>Alone.</b> A file has one appender: a second one, in this process or another, is refused until the first is closed
 * or its process ends. The lock is a file in the same folder, {@code .npymap-NAME.lock}, or a SHA-256 in place of a long
 * name. It is removed when the appender is closed; the next appender takes over one that a killed process left. In a
 * folder where this process cannot make files, the file cannot be appended to unless an empty file of that name, which
 * the process may write, is there already. Hard links have a lock file each: in one process a second appender is refused
 * all the same, one in another process is detected as any other change.
 *
 * <p><b>Changes by others.</b> Before every block of rows, and before the header, the appender compares header, length and
 * path with what it last saw. If another program changed or replaced the file, nothing is overwritten, every method throws,
 * and the message counts the rows that were not published.
 *
 * <p><b>Failures.</b> An {@code append} that throws has appended nothing, and rows that were appended before it are
 * neither lost nor published by it: if the disk was full, {@link #flush} can be tried again. What the message calls safe
 * is in the file. A thread that is interrupted goes on, and keeps its interrupt status: nothing is lost by it. Methods may
 * be called by any thread, and wait for each other.
 */
public final class NpyAppender implements AutoCloseable {
    private final Path path;
    private final AppendedFile file;
    private final BlockOutput output;
    private final int axis;
    private final long rowSize;
    private final long rowBytes;

    /** The header in the file. */
    private NpyHeader header;

    private long rows;

    /** The most rows for which the header is known to have room. */
    private long roomFor = -1;

    /** Whether the file may have bytes behind the rows. */
    private boolean spilled;

    private boolean closed;

    /** Why nothing more may be written, if so. */
    private IOException failure;

    private NpyAppender(AppendedFile file) throws IOException {
        this.path = file.path();
        this.file = file;
        header = file.header();
        int ndim = header.shape().ndim();
        axis = header.order() == Order.FORTRAN ? ndim - 1 : 0;
        rowSize = ndim == 0 ? 0 : rowShape().size();
        rowBytes = rowSize * header.dtype().itemsize();
        if (rowBytes == 0) {
            throw new NpyFormatException(
                    path.toString(),
                    0,
                    "an array with an axis to grow along and bytes in its rows",
                    header.dtype() + " of shape " + header.shape(),
                    "Save the array anew with the shape that it shall have.");
        }
        file.requireNoArrayBehind(end());
        rows = header.shape().get(axis);
        output = new BlockOutput(this::write, end());
    }

    static NpyAppender open(Path path, MapOption.MaxHeaderSize limit) throws IOException {
        AppendedFile file = AppendedFile.open(path, limit);
        try {
            return new NpyAppender(file);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    static NpyAppender open(Path path, DType dtype, Shape rowShape) throws IOException {
        if (rowShape.size() == 0 || dtype.itemsize() == 0) {
            throw new IllegalArgumentException("rows of shape " + rowShape + " of " + dtype + " have no bytes");
        }
        Shape empty = withAxis(rowShape.toArray(), 0, 0);
        if (!Files.exists(path)) {
            try {
                NpyHeader header = NpyHeader.of(dtype, Order.C, empty);
                new FileCreation(path, header, Publication.onlyNew("it is appended to", false))
                        .save(ElementSource.of(ByteBuffer.allocate(0)));
            } catch (FileAlreadyExistsException e) {
                // Another program was faster, and it is its file that is appended to.
            }
        }
        NpyAppender appender = open(path, roomFor(NpyHeader.of(dtype, Order.C, empty)));
        if (!appender.header.dtype().equals(dtype) || !appender.rowShape().equals(rowShape)) {
            appender.file.close();
            throw new IllegalArgumentException(path + " is " + appender.header.dtype() + " of shape "
                    + appender.header.shape() + ": no rows of shape " + rowShape + " of " + dtype);
        }
        return appender;
    }

    /** What this class writes, it opens: the caller's own dtype may need a header beyond the default limit. */
    private static MapOption.MaxHeaderSize roomFor(NpyHeader header) {
        int own = Math.toIntExact(header.dataOffset());
        return MapOption.maxHeaderSize(Math.max(own, MapOption.MaxHeaderSize.DEFAULT.characters()));
    }

    /** The file's header as it is in the file: what has been flushed. */
    public synchronized NpyHeader header() {
        return header;
    }

    /** All rows: those in the file and those that were appended and not flushed yet. */
    public synchronized long rows() {
        return rows;
    }

    /**
     * Appends rows, {@code np.concatenate((a, rows))}, with {@code axis=-1} in Fortran order, or one row, which has an
     * axis less. Elements of the same dtype go as they are. Numbers of another are converted where nothing but an
     * integer's range can be in the way.
     *
     * @throws IllegalArgumentException if the rows are not shaped like those of the file, or an integer is out of range
     * @throws UnsupportedOperationException if the file's dtype does not take the rows'
     * @throws NpyFormatException if the header has no room for the number of rows
     * @throws IOException if the file cannot be written; nothing was appended
     * @throws IllegalStateException if the appender, or the file of the rows, is closed
     */
    public void append(NpyArray more) throws IOException {
        NpyArray inFileOrder = header().order() == Order.FORTRAN ? more.transpose() : more;
        append(source(inFileOrder), count(more.shape()));
    }

    /**
     * Appends rows whose elements follow each other as they do in the file: in C order, in Fortran order if the file
     * is.
     *
     * @throws IllegalArgumentException if these are not whole rows, or an integer is out of range
     * @throws UnsupportedOperationException if the file's dtype does not take doubles
     * @throws NpyFormatException if the header has no room for the number of rows
     * @throws IOException if the file cannot be written; nothing was appended
     * @throws IllegalStateException if the appender is closed
     */
    public void append(double[] more) throws IOException {
        appendPrimitives(more);
    }

    /** Appends rows; see {@link #append(double[])}. */
    public void append(float[] more) throws IOException {
        appendPrimitives(more);
    }

    /** Appends rows; see {@link #append(double[])}. */
    public void append(long[] more) throws IOException {
        appendPrimitives(more);
    }

    /** Appends rows; see {@link #append(double[])}. */
    public void append(int[] more) throws IOException {
        appendPrimitives(more);
    }

    /** Appends rows; see {@link #append(double[])}. */
    public void append(short[] more) throws IOException {
        appendPrimitives(more);
    }

    /** Appends rows; see {@link #append(double[])}. */
    public void append(byte[] more) throws IOException {
        appendPrimitives(more);
    }

    /** Appends rows; see {@link #append(double[])}. */
    public void append(boolean[] more) throws IOException {
        appendPrimitives(more);
    }

    /**
     * Publishes what was appended: writes the rows that are still in memory, and then the header. When this returns,
     * everybody who opens the file finds them, even if this process is killed.
     *
     * @throws IOException if the file cannot be written, or somebody else has changed it; the message says how many
     *     rows are safe
     * @throws IllegalStateException if the appender is closed
     */
    public synchronized void flush() throws IOException {
        publish(false);
    }

    /**
     * {@link #flush} with {@code fsync}, once between rows and header and once behind both: what was appended survives
     * a loss of power, and one that comes meanwhile leaves a complete file.
     *
     * @throws IOException as {@link #flush}, or if the device fails
     * @throws IllegalStateException if the appender is closed
     */
    public synchronized void sync() throws IOException {
        publish(true);
    }

    /**
     * Flushes, and lets go of the file. If flushing fails, the file keeps the rows that the message calls safe, and no
     * bytes behind them.
     *
     * @throws IOException as {@link #flush}
     */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        try (file) {
            if (failure == null) {
                publishOrTrim();
            }
        } finally {
            closed = true;
        }
    }

    /** File, type and shape. */
    @Override
    public synchronized String toString() {
        return path + ": " + header.dtype() + " " + shape(rows);
    }

    private void appendPrimitives(Object array) throws IOException {
        ElementSource source = new ElementSource.OfPrimitives(array, header().dtype());
        if (source.units() % rowSize != 0) {
            throw new IllegalArgumentException(
                    source.units() + " elements are no whole rows of " + rowSize + " in " + this);
        }
        append(source, source.units() / rowSize);
    }

    private synchronized void append(ElementSource source, long count) throws IOException {
        requireUsable();
        if (count == 0) {
            return;
        }
        requireRoom(count);
        spilled = true;
        try {
            file.requireRoom(count * rowBytes);
            output.put(source);
            rows += count;
        } catch (IOException e) {
            throw because(e, count + " rows were not appended");
        } finally {
            output.takeBack(header.dataOffset() + rows * rowBytes);
        }
    }

    private void publishOrTrim() throws IOException {
        try {
            publish(false);
        } catch (IOException e) {
            try {
                if (failure == null && file.isUnchanged()) {
                    file.truncate(end());
                }
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private void publish(boolean durable) throws IOException {
        requireUsable();
        try {
            output.drain();
            if (durable) {
                file.force();
            }
        } catch (IOException e) {
            throw because(e, (rows - published()) + " more rows are in memory only");
        }
        if (rows > published() || spilled) {
            requireUnchanged();
            // Whatever lies behind the data was announced by nobody.
            file.truncate(output.position());
            spilled = false;
        }
        if (rows > published()) {
            NpyHeader grown = header.withShape(shape(rows));
            try {
                file.overwriteHeader(grown);
            } catch (IOException e) {
                failure = because(e, "its header may be damaged");
                throw failure;
            }
            header = grown;
        }
        if (durable) {
            file.force();
        }
    }

    /** Every block is preceded by a check: no byte of another program's rows is overwritten after it published them. */
    private int write(ByteBuffer bytes, long position) throws IOException {
        if (!file.isUnchanged()) {
            throw changed();
        }
        return file.write(bytes, position);
    }

    private void requireUnchanged() throws IOException {
        boolean same;
        try {
            same = file.isUnchanged();
        } catch (IOException e) {
            throw because(e, (rows - published()) + " more rows are not published");
        }
        if (!same) {
            throw changed();
        }
    }

    private IOException changed() {
        failure = new IOException(path + ": another program has changed or replaced the file, which had " + published()
                + " rows when this appender last wrote to it; " + (rows - published())
                + " more rows are not published");
        return failure;
    }

    private void requireUsable() throws IOException {
        if (closed) {
            throw new IllegalStateException("the appender to " + path + " is closed");
        }
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private void requireRoom(long count) throws NpyFormatException {
        long most = (Long.MAX_VALUE - header.dataOffset()) / rowBytes;
        if (count > most - rows) {
            throw new IllegalArgumentException(
                    "no file is large enough for " + count + " more rows of " + rowBytes + " bytes behind " + rows);
        }
        long total = rows + count;
        if (total <= roomFor) {
            return;
        }
        try {
            header.withShape(shape(total)).toBytes();
        } catch (IllegalStateException e) {
            throw new NpyFormatException(
                    path.toString(),
                    0,
                    "room in the header for the shape " + shape(total),
                    e.getMessage(),
                    "Save the array anew: the headers of Npy.save and NumPy 2 have room to grow.");
        }
        roomFor = 9;
        while (roomFor < total) {
            roomFor = roomFor > Long.MAX_VALUE / 10 - 1 ? Long.MAX_VALUE : 10 * roomFor + 9;
        }
    }

    private ElementSource source(NpyArray more) {
        DType from = more.dtype();
        DType to = header().dtype();
        // Types that files carry as voids are the same bytes under another name.
        return from.descr().equals(to.descr())
                ? ElementSource.of(more.data())
                : ElementSource.Converted.of(more.data(), to);
    }

    private long count(Shape shape) {
        Shape row = rowShape();
        if (shape.equals(row)) {
            return 1;
        }
        if (shape.ndim() == row.ndim() + 1 && withoutAxis(shape.toArray(), axis).equals(row)) {
            return shape.get(axis);
        }
        throw new IllegalArgumentException(
                "rows of shape " + shape + " do not fit behind those of " + this + ", of shape " + row);
    }

    private long published() {
        return header.shape().get(axis);
    }

    /** Where the published data ends. */
    private long end() {
        return header.dataOffset() + header.nbytes();
    }

    private Shape rowShape() {
        return withoutAxis(header().shape().toArray(), axis);
    }

    private Shape shape(long count) {
        return withAxis(rowShape().toArray(), axis, count);
    }

    private static Shape withoutAxis(long[] axes, int axis) {
        long[] rest = new long[axes.length - 1];
        System.arraycopy(axes, 0, rest, 0, axis);
        System.arraycopy(axes, axis + 1, rest, axis, rest.length - axis);
        return Shape.of(rest);
    }

    private static Shape withAxis(long[] rest, int axis, long length) {
        long[] axes = new long[rest.length + 1];
        System.arraycopy(rest, 0, axes, 0, axis);
        axes[axis] = length;
        System.arraycopy(rest, axis, axes, axis + 1, rest.length - axis);
        return Shape.of(axes);
    }

    private IOException because(IOException cause, String consequence) {
        if (failure != null) {
            return failure;
        }
        IOException named = file.explain(cause);
        return new IOException(
                named.getMessage() + "; " + published() + " rows in the file are safe, " + consequence, cause);
    }
}
