package io.github.npymap;

import io.github.npymap.internal.array.ArrayData;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;

/** What an array is, without its elements: NumPy's array attributes. */
public abstract sealed class ArrayAttributes permits ArrayElements {
    final Mapping mapping;
    final DType type;
    final Layout layout;
    final boolean writable;

    ArrayAttributes(Mapping mapping, DType type, Layout layout, boolean writable) {
        this.mapping = mapping;
        this.type = type;
        this.layout = layout;
        this.writable = writable;
    }

    /** The type of the elements. */
    public final DType dtype() {
        return type;
    }

    /** The lengths of the axes. */
    public final Shape shape() {
        return Shape.of(layout.shape);
    }

    /** The number of axes. */
    public final int ndim() {
        return layout.ndim();
    }

    /** The number of elements. */
    public final long size() {
        return layout.size();
    }

    /** The bytes of all elements: size times item size, whether they lie together or not. */
    public final long nbytes() {
        return size() * type.itemsize();
    }

    /** Bytes from one index to the next on each axis, in a new array. */
    public final long[] strides() {
        return layout.strides.clone();
    }

    /** Whether elements can be assigned. */
    public final boolean isWritable() {
        return writable;
    }

    /** Whether the elements lie side by side in C order. */
    public final boolean isContiguous() {
        return layout.isContiguous(type.itemsize());
    }

    /** Where the elements are, and what they are. */
    final ArrayData data() {
        return new ArrayData(mapping, type, layout);
    }

    /** For what a backend may leave undone, and then does not look whether it could. */
    final void requireOpen() {
        if (!mapping.isOpen()) {
            throw new IllegalStateException("the file is closed");
        }
    }
}
