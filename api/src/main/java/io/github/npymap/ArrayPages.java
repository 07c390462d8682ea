package io.github.npymap;

import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.parallel.Execution;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.types.Advice;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Residency;
import io.github.npymap.types.TimeType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The part of the file that an array spans, as memory: {@code java.nio} buffers on it, advice to the kernel, prefetch,
 * residency, flush. On an array in memory there is nothing to advise, prefetch or flush.
 */
public abstract sealed class ArrayPages extends ArrayReductions permits NpyArray {
    ArrayPages(Mapping mapping, DType type, Layout layout, boolean writable, Execution execution) {
        super(mapping, type, layout, writable, execution);
    }

    /**
     * {@code a.data}: the bytes of the elements as a {@code java.nio} buffer on the mapping itself, for libraries that
     * take one; nothing is copied. Its byte order is that of the dtype, so that {@code asByteBuffer().asDoubleBuffer()}
     * has the elements of a float64, and it is read-only unless {@link #isWritable}.
     *
     * <p>A buffer knows nothing of the file it came from. Using it after the file was closed never harms the process,
     * but what it does then depends: where Java 22 or later has a way to, it throws {@link IllegalStateException} as the
     * array does; before, it goes on showing the file, which then stays mapped until the last buffer on it is garbage.
     * From Java 22 on, closing a file throws {@link IllegalStateException} while a channel is reading or writing such a
     * buffer. Where a file was truncated under a buffer, it throws {@link InternalError} or, with {@code jni} from Java 22
     * on, shows zeros; if they were assigned, closing the file tells.
     *
     * @throws IllegalArgumentException unless the elements lie side by side in C order and have less than 2 GiB;
     *     {@link #read} and {@link NpyArray#slice} make such
     * @throws UnsupportedOperationException if the backend has no such buffer; before Java 22 {@code nio} has none for
     *     a range that lies in two of its windows, and {@code jni} none in mode {@link Mode#COPY_ON_WRITE}
     * @throws IllegalStateException if the file is closed
     */
    public ByteBuffer asByteBuffer() {
        requireOpen();
        if (nbytes() > 0 && !isContiguous()) {
            throw new IllegalArgumentException(
                    this + " with the strides " + Arrays.toString(layout.strides) + " is no single run of bytes in C"
                            + " order; a buffer of a part that is, such as a row, or a copy by read, has it");
        }
        if (nbytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(this + " has " + nbytes() + " bytes, and a buffer at most "
                    + Integer.MAX_VALUE + "; slice takes a part");
        }
        ByteBuffer buffer = nbytes() == 0
                ? ByteBuffer.allocateDirect(0)
                : mapping.buffer(spanStart(), (int) nbytes())
                        .orElseThrow(() -> new UnsupportedOperationException(
                                this + ": the backend has no single buffer for these bytes; read copies them"));
        return (writable ? buffer : buffer.asReadOnlyBuffer()).order(byteOrder());
    }

    /**
     * Tells the system how the part of the file that this view spans will be accessed.
     *
     * @return whether the system was told; {@code false} where backend or platform have no such advice
     * @throws IllegalStateException if the file is closed
     */
    public boolean advise(Advice advice) {
        requireOpen();
        return mapping.advise(spanStart(), spanLength(), advice);
    }

    /**
     * Asks the system to start reading the part of the file that this view spans, the first 64 MiB of it at the most, and
     * returns at once. {@link #load} returns when all of it is in memory.
     *
     * @return whether the system was asked
     * @throws IllegalStateException if the file is closed
     */
    public boolean prefetch() {
        requireOpen();
        return mapping.prefetch(spanStart(), spanLength());
    }

    /**
     * Brings the part of the file that this view spans into memory, and returns when it is there: what reading an element
     * of every page does, and {@link java.nio.MappedByteBuffer#load}. {@link #prefetch} does not wait. What memory has no
     * room for is dropped again, and {@link #residency} tells what stayed.
     *
     * @throws java.io.UncheckedIOException if a page is gone, as the file was truncated or the device failed
     * @throws IllegalStateException if the file is closed, also by another thread meanwhile
     */
    public void load() {
        requireOpen();
        mapping.load(spanStart(), spanLength());
    }

    /**
     * Asks the system to start reading entries of the first axis, all together, the first 64 MiB of them at the most, and
     * returns at once: other work can be done while the device reads what a following {@code gatherRows} will copy.
     *
     * @return whether the system was asked
     * @throws IndexOutOfBoundsException if a row is not in 0 ≤ i &lt; the first axis' length
     * @throws IllegalStateException if the file is closed
     */
    public boolean prefetchRows(long... rows) {
        requireOpen();
        if (layout.ndim() == 0) {
            throw new IndexOutOfBoundsException("a scalar has no rows");
        }
        long[] checked = rows.clone();
        for (long row : checked) {
            Layout.requireIndex(row, 0, layout.shape[0]);
        }
        if (checked.length == 0 || size() == 0) {
            return true;
        }
        Layout row = layout.at(0, 0);
        long length = row.spanLength(type.itemsize());
        // Rows that lie inside each other, as in Fortran order, are one range.
        if (length > Math.abs(layout.strides[0]) && layout.shape[0] > 1) {
            return prefetch();
        }
        return mapping.prefetch(Positions.of(row.spanStart(), layout.strides[0], checked, checked.length), length);
    }

    /**
     * Asks the system to drop the part of the file that this view spans from its page cache, for all processes: what a
     * benchmark needs that wants to start cold. {@link Advice#DONT_NEED} gives back this mapping's memory only. What
     * another process has mapped may stay, and {@link #residency} tells what did.
     *
     * <p>All changes of the file are written to the device first, also those outside this view and those of other
     * processes: {@code fdatasync}. That lasts as long as the device takes.
     *
     * @return whether the system was asked; {@code false} where backend or platform cannot, or no longer finds a file by
     *     the name that it may read
     * @throws java.io.UncheckedIOException if the device fails, which may lack changes then
     * @throws IllegalStateException if the file is closed
     */
    public boolean evict() {
        requireOpen();
        return mapping.evict(spanStart(), spanLength());
    }

    /**
     * How much of the part of the file that this view spans is in memory, where backend and platform can tell.
     *
     * @throws IllegalStateException if the file is closed
     */
    public Optional<Residency> residency() {
        requireOpen();
        return mapping.residency(spanStart(), spanLength());
    }

    /**
     * Writes changes in the part of the file that this view spans, and returns when the system has accepted them:
     * {@code msync} of a range. Nothing to do unless the mode is {@link Mode#READ_WRITE}.
     *
     * @throws IOException if the device fails
     * @throws IllegalStateException if the file is closed
     */
    public void flush() throws IOException {
        mapping.flush(spanStart(), spanLength());
    }

    /** That of the elements; of those that have none, or several, the processor's. */
    private ByteOrder byteOrder() {
        if (type instanceof NumberType number) {
            return number.order();
        }
        return type instanceof TimeType time ? time.order() : ByteOrder.nativeOrder();
    }

    private long spanStart() {
        return layout.spanStart();
    }

    private long spanLength() {
        return layout.spanLength(type.itemsize());
    }
}
