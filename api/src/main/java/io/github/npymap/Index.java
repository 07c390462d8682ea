package io.github.npymap;

/**
 * One item between the brackets of a NumPy index: {@code a[3, 2:5, ..., None]} is
 * {@code a.slice(Index.at(3), Slice.of(2, 5), Index.ELLIPSIS, Index.NEW_AXIS)}.
 */
public sealed interface Index permits Slice, Index.At, Index.Ellipsis, Index.NewAxis {
    /** {@code ...}: as many full slices as it takes to reach the last axis. */
    Index ELLIPSIS = new Ellipsis();

    /** {@code np.newaxis}: an axis of length 1. */
    Index NEW_AXIS = new NewAxis();

    /** {@code i}: one index of an axis, which disappears; a negative one counts from the end. */
    static Index at(long index) {
        return new At(index);
    }

    /**
     * One index of an axis.
     *
     * @param index counted from the end if negative
     */
    record At(long index) implements Index {}

    /** See {@link Index#ELLIPSIS}. */
    record Ellipsis() implements Index {}

    /** See {@link Index#NEW_AXIS}. */
    record NewAxis() implements Index {}
}
