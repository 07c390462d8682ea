package io.github.npymap;

import io.github.npymap.internal.array.HeapMapping;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.array.Reinterpretation;
import io.github.npymap.internal.array.UnsupportedAccess;
import io.github.npymap.internal.parallel.Execution;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import io.github.npymap.types.StructType;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

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
public final class NpyArray extends ArrayPages {
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
        return new NpyArray(HeapMapping.ofZeros(dtype, shape), dtype, layout, true);
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
        return view(other, Reinterpretation.of(data(), other));
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
            throw UnsupportedAccess.of("field", type, UnsupportedAccess.remedy("get", type));
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
        throw UnsupportedAccess.of("real", type, UnsupportedAccess.remedy("get", type));
    }

    /**
     * {@code a.imag}: a view of the imaginary parts.
     *
     * @throws UnsupportedOperationException if the elements are not complex; in NumPy those of real numbers are zeros
     */
    public NpyArray imag() {
        if (part == null) {
            String zero = type instanceof NumberType ? ": a real number has no imaginary part" : "";
            throw UnsupportedAccess.of("imag", type, UnsupportedAccess.remedy("get", type) + zero);
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
}
