package io.github.npymap.internal.array;

import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;

/**
 * Where the elements of an array are, and what they are.
 *
 * @param mapping the memory
 * @param dtype the type of the elements
 * @param layout where in the mapping each element begins
 */
public record ArrayData(Mapping mapping, DType dtype, Layout layout) {

    /** The number of elements. */
    public long size() {
        return layout.size();
    }

    /** The bytes of all elements. */
    public long nbytes() {
        return size() * dtype.itemsize();
    }

    /** The same bytes as elements of another type of the same size. */
    ArrayData as(DType other) {
        return new ArrayData(mapping, other, layout);
    }

    @Override
    public String toString() {
        return dtype + " " + Shape.of(layout.shape);
    }
}
