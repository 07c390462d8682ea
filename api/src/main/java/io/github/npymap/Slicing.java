package io.github.npymap;

import io.github.npymap.internal.array.Layout;
import io.github.npymap.types.Shape;
import java.util.Arrays;

/** Basic indexing: from a layout and the items between the brackets to the layout of the view. */
final class Slicing {
    private final Layout source;
    private long offset;
    private final long[] shape;
    private final long[] strides;
    private int axis;
    private int made;

    private Slicing(Layout source, int room) {
        this.source = source;
        this.offset = source.offset;
        this.shape = new long[room];
        this.strides = new long[room];
    }

    static Layout apply(Layout source, Index... items) {
        int consumed = 0;
        int ellipses = 0;
        for (Index item : items) {
            consumed += item instanceof Slice || item instanceof Index.At ? 1 : 0;
            ellipses += item instanceof Index.Ellipsis ? 1 : 0;
        }
        if (ellipses > 1) {
            throw new IllegalArgumentException("an index can only have a single ellipsis ('...')");
        }
        if (consumed > source.ndim()) {
            throw new IndexOutOfBoundsException("too many indices for array: array is " + source.ndim()
                    + "-dimensional, but " + consumed + " were indexed");
        }
        int open = source.ndim() - consumed;
        Slicing slicing = new Slicing(source, source.ndim() + items.length);
        for (Index item : items) {
            if (item instanceof Index.Ellipsis) {
                slicing.keep(open);
            } else {
                slicing.take(item);
            }
        }
        slicing.keep(source.ndim() - slicing.axis);
        return slicing.layout();
    }

    private void take(Index item) {
        if (item instanceof Index.NewAxis) {
            add(1, 0);
        } else if (item instanceof Index.At at) {
            long length = source.shape[axis];
            long index = at.index() < 0 ? at.index() + length : at.index();
            if (index < 0 || index >= length) {
                throw new IndexOutOfBoundsException(
                        "index " + at.index() + " is out of bounds for axis " + axis + " with size " + length);
            }
            offset += index * source.strides[axis++];
        } else {
            Slice slice = (Slice) item;
            long length = source.shape[axis];
            long count = slice.count(length);
            long stride = source.strides[axis++];
            if (count > 0) {
                offset += slice.first(length) * stride;
            }
            // With one element or none the step leads nowhere, and multiplying by it might overflow.
            add(count, count > 1 ? stride * slice.step() : stride);
        }
    }

    private void keep(int axes) {
        for (int k = 0; k < axes; k++, axis++) {
            add(source.shape[axis], source.strides[axis]);
        }
    }

    private void add(long length, long stride) {
        shape[made] = length;
        strides[made++] = stride;
    }

    private Layout layout() {
        if (made > Shape.MAX_AXES) {
            throw new IllegalArgumentException("a view of " + made + " axes; the maximum is " + Shape.MAX_AXES);
        }
        return new Layout(offset, Arrays.copyOf(shape, made), Arrays.copyOf(strides, made));
    }
}
