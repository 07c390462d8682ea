package io.github.npymap.internal.array;

import io.github.npymap.types.DType;

/** What becomes of a view's axes when its bytes are taken for elements of another size: the rule of {@code a.view}. */
public final class Reinterpretation {
    private Reinterpretation() {}

    public static Layout of(ArrayData array, DType other) {
        Layout layout = array.layout();
        int from = array.dtype().itemsize();
        int to = other.itemsize();
        if (from == to) {
            return layout;
        }
        int last = layout.ndim() - 1;
        if (last < 0) {
            throw refused(array, other, "a scalar has no axis that could grow or shrink");
        }
        if (layout.strides[last] != from && layout.shape[last] != 1 && layout.size() > 0) {
            throw refused(array, other, "the last axis must be contiguous");
        }
        if (to < from && (to == 0 || from % to != 0)) {
            throw refused(array, other, "an item of " + from + " bytes is no whole number of items of " + to);
        }
        long bytes = layout.shape[last] * from;
        if (bytes % to != 0) {
            throw refused(array, other, "the last axis has " + bytes + " bytes, no multiple of " + to);
        }
        long[] shape = layout.shape.clone();
        long[] strides = layout.strides.clone();
        shape[last] = bytes / to;
        strides[last] = to;
        return new Layout(layout.offset, shape, strides);
    }

    private static IllegalArgumentException refused(ArrayData array, DType other, String reason) {
        return new IllegalArgumentException("no view of " + array + " as " + other + ": " + reason);
    }
}
