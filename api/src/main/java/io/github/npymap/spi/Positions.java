package io.github.npymap.spi;

import java.util.Objects;

/**
 * Where the elements, or the runs of elements, of a batch begin: number {@code k} at byte {@code offset + stride *
 * indices[from + k]} of a mapping. The array is not copied; who makes this has checked that all of it is in the mapping,
 * and does not change it meanwhile.
 */
public final class Positions {
    private final long offset;
    private final long stride;
    private final long[] indices;
    private final int from;
    private final int count;

    /**
     * The positions of some indices.
     *
     * @param offset of index 0, in bytes
     * @param stride bytes from an index to the next; may be negative or 0
     * @param from the place in the array of the first index of the batch
     * @param count how many the batch has
     * @throws IndexOutOfBoundsException if the array has no such range
     */
    public Positions(long offset, long stride, long[] indices, int from, int count) {
        this.offset = offset;
        this.stride = stride;
        this.indices = indices;
        this.from = Objects.checkFromIndexSize(from, count, indices.length);
        this.count = count;
    }

    /** The positions of the first indices of an array. */
    public static Positions of(long offset, long stride, long[] indices, int count) {
        return new Positions(offset, stride, indices, 0, count);
    }

    /** Of index 0, in bytes. */
    public long offset() {
        return offset;
    }

    /** Bytes from an index to the next. */
    public long stride() {
        return stride;
    }

    /** The array, not a copy. */
    public long[] indices() {
        return indices;
    }

    /** The place in the array of the first index of the batch. */
    public int from() {
        return from;
    }

    /** How many the batch has. */
    public int count() {
        return count;
    }

    /** Where number {@code k} begins, in bytes. */
    public long start(int k) {
        return offset + stride * indices[from + k];
    }
}
