package io.github.npymap.internal.array;

import io.github.npymap.spi.Positions;

/**
 * The positions of the last batches, for the many that differ in nothing but the indices in their array: those of one length,
 * and what is left at the end.
 */
final class LastPositions {
    private final long offset;
    private final long stride;

    // Of whichever thread; all that is in them is final.
    private Positions last;
    private Positions other;

    LastPositions(long offset, long stride) {
        this.offset = offset;
        this.stride = stride;
    }

    /** The positions of the first indices of an array. */
    Positions of(long[] indices, int count) {
        Positions made = last;
        if (!fits(made, indices, count)) {
            made = other;
            if (!fits(made, indices, count)) {
                made = Positions.of(offset, stride, indices, count);
            }
            other = last;
            last = made;
        }
        return made;
    }

    @SuppressWarnings("ReferenceEquality") // the array itself: what is in it changes from batch to batch
    private static boolean fits(Positions made, long[] indices, int count) {
        return made != null && made.indices() == indices && made.count() == count;
    }
}
