package io.github.npymap.internal.reduce;

import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.array.Runs;
import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.internal.number.Wide;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.ReferenceKernels;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;

/**
 * Elements of a view that an {@link Accumulator} adds at once. Adjacent elements are reduced by the mapping's kernels;
 * others are collected into the thread's {@link Scratch} first, and a chunk of them is one block.
 */
final class Chunk {
    private final Mapping mapping;
    private final NumberType type;
    private final Layout layout;
    private final Runs runs;
    private final boolean adjacent;
    private long from;
    private int count;

    /**
     * A chunk without elements; {@link #move} gives it some.
     *
     * @param layout the view's, in the order of the file
     * @param adjacent whether the elements of each chunk lie side by side; otherwise no chunk is longer than a block
     */
    Chunk(Mapping mapping, NumberType type, Layout layout, boolean adjacent) {
        this(mapping, type, layout, new Runs(mapping, type, layout), adjacent);
    }

    private Chunk(Mapping mapping, NumberType type, Layout layout, Runs runs, boolean adjacent) {
        this.mapping = mapping;
        this.type = type;
        this.layout = layout;
        this.runs = runs;
        this.adjacent = adjacent;
    }

    /** Another chunk of the same view, without elements. */
    Chunk fresh() {
        return new Chunk(mapping, type, layout, runs, adjacent);
    }

    /** Makes this the chunk of {@code newCount} elements from a flat index on. */
    void move(long newFrom, int newCount) {
        from = newFrom;
        count = newCount;
    }

    NumberType type() {
        return type;
    }

    int count() {
        return count;
    }

    /** A reduction of floating-point elements, as {@link Mapping#reduceFloating} defines it. */
    double floating(Reduction reduction) {
        return floating(reduction, doubles());
    }

    /**
     * A reduction of floating-point elements that {@link #doubles()} has read: several reductions read the elements once.
     */
    double floating(Reduction reduction, double[] doubles) {
        return doubles == null
                ? mapping.reduceFloating(reduction, type, layout.elementOffset(from), count)
                : ReferenceKernels.reduceFloating(reduction, doubles, count);
    }

    /** The elements, in the thread's working memory; null if they are adjacent, for which the mapping has kernels. */
    double[] doubles() {
        if (adjacent) {
            return null;
        }
        Scratch scratch = raw(from, count);
        Conversion.toDoubles(type, scratch, count);
        return scratch.doubles;
    }

    /**
     * A reduction of integers or bools, as {@link Mapping#reduceInteger} defines it.
     *
     * @param result two words for a {@link Wide} number
     */
    void integer(Reduction reduction, long[] result) {
        integer(reduction, longs(), result);
    }

    /** A reduction of integers or bools that {@link #longs()} has read: several reductions read the elements once. */
    void integer(Reduction reduction, long[] longs, long[] result) {
        if (longs == null) {
            mapping.reduceInteger(reduction, type, layout.elementOffset(from), count, result);
        } else {
            boolean unsigned = type.kind() == NumberKind.UINT64;
            Wide.setIdentity(reduction, unsigned, result);
            Wide.reduce(reduction, unsigned, longs, count, result);
        }
    }

    /** The elements, in the thread's working memory; null if they are adjacent, for which the mapping has kernels. */
    long[] longs() {
        if (adjacent) {
            return null;
        }
        Scratch scratch = raw(from, count);
        Conversion.toLongs(type.kind(), scratch, count);
        return scratch.longs;
    }

    /** What is done with a block of elements. */
    interface Block {
        /**
         * Takes the next elements, as they are in the file. {@link Conversion#toDoubles} and {@link Conversion#toLongs}
         * make numbers of them, in {@code raw.doubles} and {@code raw.longs}.
         *
         * @param raw the thread's working memory
         */
        void take(Scratch raw, int count);
    }

    /** Reads all elements of the chunk, block by block, for what the kernels do not reduce. */
    void eachBlock(Block block) {
        for (int done = 0; done < count; ) {
            int n = Math.min(Conversion.blockLength(type), count - done);
            block.take(raw(from + done, n), n);
            done += n;
        }
    }

    private Scratch raw(long start, int length) {
        Scratch scratch = Scratch.ofThread();
        runs.read(start, Conversion.carrier(type, scratch), 0, length);
        return scratch;
    }
}
