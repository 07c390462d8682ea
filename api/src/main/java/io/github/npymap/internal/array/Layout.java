package io.github.npymap.internal.array;

import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import io.github.npymap.types.StructType;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the elements of a view lie in a mapping: the lengths of its axes, the bytes from one index to the next on each,
 * and the byte of the first element. Every view is one of these, whatever it was made from.
 */
public final class Layout {
    public final long offset;
    public final long[] shape;
    public final long[] strides;

    /** The order of a whole file in Fortran order whose elements have no bytes, which the strides cannot tell. */
    private final Order order;

    public Layout(long offset, long[] shape, long[] strides) {
        this(offset, shape, strides, Order.C);
    }

    private Layout(long offset, long[] shape, long[] strides, Order order) {
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
        this.order = order;
    }

    /** A whole file: elements side by side, the last axis fastest in C order, the first in Fortran order. */
    public static Layout contiguous(Shape shape, Order order, long itemsize) {
        long[] lengths = shape.toArray();
        long[] strides = new long[lengths.length];
        long stride = itemsize;
        for (int k = 0; k < lengths.length; k++) {
            int axis = order == Order.C ? lengths.length - 1 - k : k;
            strides[axis] = stride;
            // An empty axis must not make the others collapse onto one element.
            stride *= Math.max(1, lengths[axis]);
        }
        boolean isHidden = itemsize == 0
                && Arrays.stream(lengths).filter(length -> length != 1).count() > 1;
        return new Layout(0, lengths, strides, isHidden && shape.size() != 0 ? order : Order.C);
    }

    public int ndim() {
        return shape.length;
    }

    public long size() {
        long size = 1;
        for (long length : shape) {
            size *= length;
        }
        return size;
    }

    /**
     * Whether the elements follow each other in C order without gaps. As in NumPy, elements without bytes do, unless they
     * are a whole file in Fortran order.
     */
    public boolean isContiguous(long itemsize) {
        if (order == Order.FORTRAN) {
            return false;
        }
        Layout merged = merged();
        return merged.ndim() == 0 || (merged.ndim() == 1 && merged.strides[0] == itemsize) || size() == 0;
    }

    /** Whether every element begins at a multiple of the item size. */
    public boolean isAligned(long itemsize) {
        long all = offset;
        for (long stride : strides) {
            all |= stride;
        }
        // Of what has a bit below the item size, a power of two where this matters, no multiple is safe.
        return (all & (itemsize - 1)) == 0;
    }

    /** The view without one axis, at an index of it. */
    public Layout at(int axis, long index) {
        return new Layout(offset + index * strides[axis], without(shape, axis), without(strides, axis));
    }

    /** The same elements, read from a byte further on. */
    public Layout shifted(long bytes) {
        return new Layout(offset + bytes, shape, strides);
    }

    /**
     * One field of the elements, the axes of a subarray behind the others.
     *
     * @throws IllegalArgumentException for more axes than an array has
     */
    public Layout field(StructType.Field field) {
        Layout inner = contiguous(field.shape(), Order.C, field.dtype().itemsize());
        Shape all = Shape.of(joined(shape, inner.shape));
        return new Layout(offset + field.offset(), all.toArray(), joined(strides, inner.strides));
    }

    /** The axes in another order. */
    public Layout permuted(int... axes) {
        long[] newShape = new long[axes.length];
        long[] newStrides = new long[axes.length];
        for (int k = 0; k < axes.length; k++) {
            newShape[k] = shape[axes[k]];
            newStrides[k] = strides[axes[k]];
        }
        return new Layout(offset, newShape, newStrides);
    }

    /** The same elements in the same C order with as few axes as possible: what bulk operations walk over. */
    public Layout merged() {
        long[] newShape = new long[shape.length];
        long[] newStrides = new long[shape.length];
        int count = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] == 1) {
                continue;
            }
            if (count > 0 && newStrides[count - 1] == shape[axis] * strides[axis]) {
                newShape[count - 1] *= shape[axis];
                newStrides[count - 1] = strides[axis];
            } else {
                newShape[count] = shape[axis];
                newStrides[count++] = strides[axis];
            }
        }
        return new Layout(offset, Arrays.copyOf(newShape, count), Arrays.copyOf(newStrides, count));
    }

    /**
     * The same elements in the same C order with other axes, as many in all: each axis that cannot be merged with the
     * next is taken apart by axes of its own.
     *
     * @return nothing if an axis would have to cross over from one to the next
     */
    public Optional<Layout> reshaped(Shape shape, long itemsize) {
        Layout fresh = contiguous(shape, Order.C, itemsize);
        if (size() == 0) {
            return Optional.of(new Layout(offset, fresh.shape, fresh.strides));
        }
        Layout merged = merged();
        int from = merged.ndim();
        long rest = 1;
        long stride = itemsize;
        for (int axis = fresh.ndim() - 1; axis >= 0; axis--) {
            long length = fresh.shape[axis];
            if (rest == 1 && length > 1) {
                from--;
                rest = merged.shape[from];
                stride = merged.strides[from];
            }
            if (rest % length != 0) {
                return Optional.empty();
            }
            fresh.strides[axis] = stride;
            stride *= length;
            rest /= length;
        }
        return Optional.of(new Layout(offset, fresh.shape, fresh.strides));
    }

    /** The same elements in the order in which they lie in the file, for operations that may take them in any order. */
    public Layout inMemoryOrder() {
        if (shape.length == 0 || (shape.length == 1 && strides[0] >= 0)) {
            // Rows are summed by the million, each of them a view of its own.
            return this;
        }
        long start = offset;
        long[] ascending = strides.clone();
        for (int axis = 0; axis < shape.length; axis++) {
            if (strides[axis] < 0) {
                start += (shape[axis] - 1) * strides[axis];
                ascending[axis] = -strides[axis];
            }
        }
        return new Layout(start, shape, ascending)
                .permuted(descending(ascending))
                .merged();
    }

    /** The axes from the longest stride to the shortest, by insertion: there are few, and most in order already. */
    private static int[] descending(long[] strides) {
        int[] axes = new int[strides.length];
        for (int axis = 0; axis < axes.length; axis++) {
            int place = axis;
            for (; place > 0 && strides[axes[place - 1]] < strides[axis]; place--) {
                axes[place] = axes[place - 1];
            }
            axes[place] = axis;
        }
        return axes;
    }

    /** The length of the last axis: elements that lie one {@link #innerStride} apart. */
    public long innerLength() {
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    /** Bytes from an element of the last axis to the next; 0 without axes. */
    public long innerStride() {
        return shape.length == 0 ? 0 : strides[shape.length - 1];
    }

    /** Where the given row begins, counting the rows along the last axis in C order. */
    long rowOffset(long row) {
        long position = offset;
        long rest = row;
        for (int axis = shape.length - 2; axis >= 0; axis--) {
            long above = rest / shape[axis];
            position += (rest - above * shape[axis]) * strides[axis];
            rest = above;
        }
        return position;
    }

    /** How many elements follow one {@link #innerStride} apart, the one with the flat index included. */
    long restOfRow(long flat) {
        long length = innerLength();
        return length - flat % length;
    }

    /** Where the element with a flat index in C order lies. */
    public long elementOffset(long flat) {
        long length = innerLength();
        long row = flat / length;
        return rowOffset(row) + (flat - row * length) * innerStride();
    }

    /** The first byte of all that the view reaches. */
    public long spanStart() {
        long start = offset;
        for (int axis = 0; axis < shape.length; axis++) {
            start += Math.min(0, (shape[axis] - 1) * strides[axis]);
        }
        return size() == 0 ? offset : start;
    }

    /** The bytes from the first to the last that the view reaches. */
    public long spanLength(long itemsize) {
        if (size() == 0) {
            return 0;
        }
        long length = itemsize;
        for (int axis = 0; axis < shape.length; axis++) {
            length += (shape[axis] - 1) * Math.abs(strides[axis]);
        }
        return length;
    }

    /** @throws IndexOutOfBoundsException unless 0 ≤ index &lt; length */
    public static void requireIndex(long index, int axis, long length) {
        if (index < 0 || index >= length) {
            throw outOfBounds(index, axis, length);
        }
    }

    public static IndexOutOfBoundsException outOfBounds(long index, int axis, long length) {
        return new IndexOutOfBoundsException(
                "index " + index + " is out of bounds for axis " + axis + " with size " + length);
    }

    private static long[] joined(long[] first, long[] second) {
        long[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static long[] without(long[] values, int axis) {
        long[] rest = new long[values.length - 1];
        System.arraycopy(values, 0, rest, 0, axis);
        System.arraycopy(values, axis + 1, rest, axis, rest.length - axis);
        return rest;
    }
}
