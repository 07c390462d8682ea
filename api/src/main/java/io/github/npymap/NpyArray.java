package io.github.npymap;

import io.github.npymap.internal.Wide;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Reduction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongConsumer;

/**
 * An n-dimensional array in a mapped file, or a view of one. Views share the file: what is assigned through one is seen
 * through all, and none is usable after the file is closed. Making a view copies nothing.
 *
 * <p>Indices, sizes and offsets are {@code long}. Element accessors take 0 ≤ i &lt; n; slices also take negative
 * indices, which count from the end.
 *
 * <p>Arrays may be used by many threads. An array does not synchronise them: concurrent accesses to the same element
 * see each other's assignments as with a plain Java field.
 */
public final class NpyArray extends BulkAccess {
    /** Made when it is first needed; two threads may both make one, and either is good. */
    private Reducer reducer;

    NpyArray(Mapping mapping, DType type, Layout layout, boolean writable) {
        this(mapping, type, layout, writable, Execution.PLAIN);
    }

    private NpyArray(Mapping mapping, DType type, Layout layout, boolean writable, Execution execution) {
        super(mapping, type, layout, writable, execution);
    }

    /**
     * {@code np.zeros(shape, dtype)}: an array in memory, which no file stands behind. It is filled and then saved, or
     * takes what is read from elsewhere; it is never closed.
     *
     * @throws IllegalArgumentException if it has more bytes than a Java array holds
     */
    public static NpyArray zeros(DType dtype, Shape shape) {
        Layout layout = Layout.contiguous(shape, Order.C, dtype.itemsize());
        return new NpyArray(HeapMapping.ofZeros(NpyHeader.of(dtype, Order.C, shape)), dtype, layout, true);
    }

    /** The type of the elements. */
    public DType dtype() {
        return type;
    }

    /** The lengths of the axes. */
    public Shape shape() {
        return Shape.of(layout.shape);
    }

    /** The number of axes. */
    public int ndim() {
        return layout.ndim();
    }

    /** The number of elements. */
    public long size() {
        return layout.size();
    }

    /** The bytes of all elements: size times item size, whether they lie together or not. */
    public long nbytes() {
        return size() * type.itemsize();
    }

    /** Bytes from one index to the next on each axis, in a new array. */
    public long[] strides() {
        return layout.strides.clone();
    }

    /** Whether elements can be assigned. */
    public boolean isWritable() {
        return writable;
    }

    /** Whether the elements lie side by side in C order. */
    public boolean isContiguous() {
        return layout.isContiguous(type.itemsize());
    }

    /**
     * {@code a[index]}: one entry of the first axis, as a view with an axis less.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ index &lt; the axis' length
     */
    public NpyArray at(long index) {
        if (layout.ndim() == 0) {
            throw new IndexOutOfBoundsException("a scalar has no axis to index");
        }
        Layout.requireIndex(index, 0, layout.shape[0]);
        return view(layout.at(0, index));
    }

    /**
     * A view by basic indexing: {@code a.slice(Slice.of(2, 5), Index.at(-1))} is {@code a[2:5, -1]}. Axes that are not
     * mentioned stay whole.
     *
     * @throws IndexOutOfBoundsException for an index beyond its axis, or more items than axes
     * @throws IllegalArgumentException for a second ellipsis, or more than 64 axes in the view
     */
    public NpyArray slice(Index... items) {
        return view(Slicing.apply(layout, items));
    }

    /**
     * A view by what stands between the brackets in Python: {@code a.slice("2:5, ::-2")} is {@code a[2:5, ::-2]}.
     *
     * @throws IllegalArgumentException if the text is not a basic index, and as {@link #slice(Index...)}
     * @throws IndexOutOfBoundsException as {@link #slice(Index...)}
     */
    public NpyArray slice(String items) {
        return slice(SliceParser.parse(items));
    }

    /** {@code a.T}: a view with the axes in reverse order. */
    public NpyArray transpose() {
        int[] axes = new int[ndim()];
        Arrays.setAll(axes, axis -> axes.length - 1 - axis);
        return view(layout.permuted(axes));
    }

    /**
     * {@code a.transpose(axes)}: a view whose axis {@code k} is this array's axis {@code axes[k]}.
     *
     * @throws IllegalArgumentException unless the axes are a permutation of 0 … ndim-1
     */
    public NpyArray transpose(int... axes) {
        int[] checked = axes.clone();
        int[] sorted = checked.clone();
        Arrays.sort(sorted);
        boolean permutation = sorted.length == ndim();
        for (int axis = 0; permutation && axis < sorted.length; axis++) {
            permutation = sorted[axis] == axis;
        }
        if (!permutation) {
            throw new IllegalArgumentException(
                    "axes " + Arrays.toString(axes) + " don't match array of " + ndim() + " axes");
        }
        return view(layout.permuted(checked));
    }

    /**
     * {@code a.reshape(lengths)}: a view of the same elements in C order with other axes. One length may be -1: what
     * the others leave.
     *
     * @throws IllegalArgumentException if the sizes differ, or if it would take a copy, as NumPy makes one in silence:
     *     where an axis of the result would run over elements that do not lie at even distances
     */
    public NpyArray reshape(long... lengths) {
        Shape shape = Shape.of(inferred(lengths));
        if (shape.size() != size()) {
            throw new IllegalArgumentException("cannot reshape array of size " + size() + " into shape " + shape);
        }
        return view(layout.reshaped(shape, type.itemsize())
                .orElseThrow(() -> new IllegalArgumentException("cannot reshape a view of shape " + shape()
                        + " and strides " + Arrays.toString(layout.strides) + " into shape " + shape
                        + " without copying it")));
    }

    /**
     * {@code a.view(dtype)}: the same bytes as elements of another type, such as the bits of unsigned integers in a
     * signed type, or the parts of complex numbers. Where the item sizes differ, the last axis grows or shrinks.
     *
     * @throws IllegalArgumentException if the item sizes differ and the last axis is not contiguous, or its bytes are no
     *     whole number of elements
     */
    public NpyArray viewAs(DType other) {
        return view(other, Reinterpretation.of(this, other));
    }

    /**
     * {@code a[name]}: a view of one field of structures. The axes of a subarray come last.
     *
     * @param name the field's name or title
     * @throws IllegalArgumentException if there is no such field, or the axes of its subarray are too many or too long
     *     beside those of this array: {@link Shape} says which
     * @throws UnsupportedOperationException if the elements are no structures
     */
    public NpyArray field(String name) {
        if (!(type instanceof StructType struct)) {
            throw Refusal.of("field", type, Refusal.remedy("get", type));
        }
        StructType.Field field = struct.field(name)
                .orElseThrow(() -> new IllegalArgumentException("no field of name " + name + " in " + struct));
        return view(field.dtype(), layout.field(field));
    }

    /**
     * {@code a.real}: a view of the real parts; of real numbers the array itself.
     *
     * @throws UnsupportedOperationException if the elements are no numbers
     */
    public NpyArray real() {
        if (part != null) {
            return view(part, layout);
        }
        if (type instanceof NumberType) {
            return this;
        }
        throw Refusal.of("real", type, Refusal.remedy("get", type));
    }

    /**
     * {@code a.imag}: a view of the imaginary parts.
     *
     * @throws UnsupportedOperationException if the elements are not complex; in NumPy those of real numbers are zeros
     */
    public NpyArray imag() {
        if (part == null) {
            String zero = type instanceof NumberType ? ": a real number has no imaginary part" : "";
            throw Refusal.of("imag", type, Refusal.remedy("get", type) + zero);
        }
        return view(part, layout.shifted(part.itemsize()));
    }

    /**
     * The same array, whose {@code read}, {@code gather} and {@code gatherRows} of many elements and whose sums, minima,
     * maxima and statistics are shared among the calling thread and the common pool, one thread for each processor. Views
     * of it are so too. Results are the same to the last bit, however the work is divided. NumPy has no counterpart.
     *
     * <p>A processor alone often moves as much as memory gives; several are for data that must come from a disk, for
     * conversions, and for scattered elements.
     */
    public NpyArray parallel() {
        return parallel(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors());
    }

    /**
     * The same array, whose operations on many elements are shared as {@link #parallel()} describes, with help from an
     * executor of the caller's. The calling thread works too, and does not wait for tasks that the executor has not
     * started; what an operation throws, be it the executor's {@code RejectedExecutionException}, the caller sees.
     *
     * @param executor runs up to {@code threads - 1} short tasks at each operation
     * @param threads how many work at the same time, with the calling one
     * @throws IllegalArgumentException if {@code threads} is not positive
     */
    public NpyArray parallel(Executor executor, int threads) {
        Objects.requireNonNull(executor, "executor");
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        return view(execution.by(new Workers(executor, threads)));
    }

    /**
     * The same array, whose sums, minima, maxima and statistics keep only a window of the file in the process's memory:
     * they give that of what is done with back, while the system reads ahead. For passes over more than memory holds.
     * Views of it are so too. Backends that cannot tell the system leave it to itself.
     */
    public NpyArray streaming() {
        return view(execution.asStream());
    }

    /**
     * The sum of all elements; 0 if there are none. Integers are summed exactly and rounded once. Floating-point
     * numbers are summed in double, with a bound on the error no larger than that of NumPy's pairwise summation; the
     * last digits may be others than NumPy's.
     *
     * @throws IllegalStateException if the file is closed
     */
    public double sum() {
        return reducer("sum").sum();
    }

    /**
     * The sum of all integers or bools, exactly.
     *
     * @throws ArithmeticException if it is not a {@code long}, where NumPy would wrap around
     * @throws UnsupportedOperationException for a floating-point dtype
     * @throws IllegalStateException if the file is closed
     */
    public long sumLong() {
        return exact(Reduction.SUM, "sum", "sumLong");
    }

    /**
     * The smallest element; NaN if any element is NaN.
     *
     * @throws java.util.NoSuchElementException if there are no elements
     * @throws IllegalStateException if the file is closed
     */
    public double min() {
        return reducer("min").extreme(Reduction.MIN);
    }

    /** The smallest integer or bool, exactly; throws as {@link #sumLong} and {@link #min} do. */
    public long minLong() {
        return exact(Reduction.MIN, "min", "minLong");
    }

    /**
     * The largest element; NaN if any element is NaN.
     *
     * @throws java.util.NoSuchElementException if there are no elements
     * @throws IllegalStateException if the file is closed
     */
    public double max() {
        return reducer("max").extreme(Reduction.MAX);
    }

    /** The largest integer or bool, exactly; throws as {@link #sumLong} and {@link #max} do. */
    public long maxLong() {
        return exact(Reduction.MAX, "max", "maxLong");
    }

    /**
     * The sum divided by the number of elements; NaN if there are none.
     *
     * @throws IllegalStateException if the file is closed
     */
    public double mean() {
        return sum() / (double) size();
    }

    /**
     * Minimum, maximum, sum, mean and the number of NaNs in one pass.
     *
     * @param progress told the number of elements done so far, every few thousand of them
     * @throws IllegalStateException if the file is closed
     */
    public Statistics statistics(LongConsumer progress) {
        return reducer("statistics").statistics(progress);
    }

    /** {@link #statistics(LongConsumer)} for those who do not watch. */
    public Statistics statistics() {
        return statistics(done -> {});
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
     *     {@link #read} and {@link #slice} make such
     * @throws UnsupportedOperationException if the backend has no such buffer; before Java 22 {@code nio} has none for
     *     a range that lies in two of its windows, and {@code jni} none in mode {@link Mode#COPY_ON_WRITE}
     * @throws IllegalStateException if the file is closed
     */
    public ByteBuffer asByteBuffer() {
        requireOpen();
        if (!isContiguous()) {
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
        return mapping.prefetch(row.spanStart(), layout.strides[0], checked, 0, checked.length, length);
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

    /** What the array is, not what is in it: {@code float64 (2000, 100000)}. */
    @Override
    public String toString() {
        return type + " " + shape();
    }

    private NpyArray view(Layout newLayout) {
        return view(type, newLayout);
    }

    private NpyArray view(DType newType, Layout newLayout) {
        return new NpyArray(mapping, newType, newLayout, writable, execution);
    }

    private NpyArray view(Execution newExecution) {
        return new NpyArray(mapping, type, layout, writable, newExecution);
    }

    /** For what a backend may leave undone, and then does not look whether it could. */
    private void requireOpen() {
        if (!mapping.isOpen()) {
            throw new IllegalStateException("the file is closed");
        }
    }

    /** That of the elements; of those that have none, or several, the processor's. */
    private ByteOrder byteOrder() {
        if (type instanceof NumberType number) {
            return number.order();
        }
        return type instanceof TimeType time ? time.order() : ByteOrder.nativeOrder();
    }

    private Reducer reducer(String method) {
        if (type instanceof NumberType number && !number.kind().isComplex()) {
            if (size() == 0) {
                requireOpen();
            }
            // A pass that keeps a window has a window of its own.
            return execution.streaming() ? new Reducer(mapping, number, layout, execution) : reducer(number);
        }
        throw Refusal.of(method, type, Refusal.reducible(type));
    }

    private Reducer reducer(NumberType number) {
        Reducer made = reducer;
        if (made == null) {
            made = new Reducer(mapping, number, layout, execution);
            reducer = made;
        }
        return made;
    }

    private long exact(Reduction reduction, String inexactMethod, String method) {
        Reducer reducer = reducer(method);
        reducer.requireIntegers(method, inexactMethod);
        long[] result = reducer.integers(reduction);
        if (!Wide.fitsLong(result)) {
            throw new ArithmeticException(inexactMethod + " is " + Wide.toBigInteger(result)
                    + ", which is no long; use " + inexactMethod + "()");
        }
        return result[0];
    }

    private long[] inferred(long[] lengths) {
        int unknown = -1;
        long known = 1;
        for (int axis = 0; axis < lengths.length; axis++) {
            if (lengths[axis] != -1) {
                // Too large a product saturates, and divides no size.
                known = Math.multiplyHigh(known, lengths[axis]) == 0 ? known * lengths[axis] : Long.MAX_VALUE;
            } else if (unknown < 0) {
                unknown = axis;
            } else {
                throw new IllegalArgumentException("can only specify one unknown dimension");
            }
        }
        if (unknown < 0) {
            return lengths;
        }
        if (known <= 0 || size() % known != 0) {
            throw new IllegalArgumentException(
                    "cannot reshape array of size " + size() + " into shape " + Arrays.toString(lengths));
        }
        long[] whole = lengths.clone();
        whole[unknown] = size() / known;
        return whole;
    }

    private long spanStart() {
        return layout.spanStart();
    }

    private long spanLength() {
        return layout.spanLength(type.itemsize());
    }
}
