package io.github.npymap.internal.reduce;

import io.github.npymap.internal.number.Scratch;
import io.github.npymap.internal.number.Wide;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.Reduction;

/** The sum, smallest or largest of integers or bools, exactly, in 128 bits. */
public final class IntegerTotal implements Accumulator<IntegerTotal> {
    private final Reduction reduction;
    private final boolean unsigned;
    private final long[] wide = new long[2];

    /** A result for elements of the kind. */
    IntegerTotal(Reduction reduction, NumberKind kind) {
        this(reduction, kind == NumberKind.UINT64);
    }

    private IntegerTotal(Reduction reduction, boolean unsigned) {
        this.reduction = reduction;
        this.unsigned = unsigned;
        clear();
    }

    /**
     * The result for a view, which has elements unless they are summed.
     *
     * @return a {@link Wide} number, valid until this thread reduces integers again
     */
    public static long[] of(Pass pass, Reduction reduction) {
        Chunk only = pass.only();
        if (only == null) {
            return pass.into(new IntegerTotal(reduction, pass.kind())).wide;
        }
        long[] wide = Scratch.ofThread().wide;
        only.integer(reduction, wide);
        return wide;
    }

    private void clear() {
        Wide.setIdentity(reduction, unsigned, wide);
    }

    @Override
    public IntegerTotal fresh() {
        return new IntegerTotal(reduction, unsigned);
    }

    @Override
    public void add(Chunk chunk) {
        add(chunk, chunk.longs());
    }

    /** Adds a chunk whose {@link Chunk#longs} are read. */
    void add(Chunk chunk, long[] longs) {
        long[] part = Scratch.ofThread().wide;
        chunk.integer(reduction, longs, part);
        Wide.combine(reduction, part, wide);
    }

    @Override
    public void take(IntegerTotal part) {
        Wide.combine(reduction, part.wide, wide);
        part.clear();
    }

    /** The result, a {@link Wide} number. */
    long[] wide() {
        return wide;
    }
}
