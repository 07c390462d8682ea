package io.github.npymap;

import io.github.npymap.internal.Conversion;
import io.github.npymap.internal.JavaType;
import io.github.npymap.internal.Scratch;
import io.github.npymap.internal.Wide;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Reduction;
import io.github.npymap.spi.ReferenceKernels;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;

/**
 * Makes one number out of all elements of a view, in the order in which they lie in the file. Whole chunks go to the
 * mapping's kernels; what lies scattered is collected into blocks first.
 */
final class Reducer {
    private final Mapping mapping;
    private final NumberType type;
    private final Layout layout;
    private final Bulk blocks;
    private final long size;

    Reducer(Mapping mapping, NumberType type, Layout layout) {
        this.mapping = mapping;
        this.type = type;
        this.layout = layout.inMemoryOrder();
        this.blocks = new Bulk(mapping, type, this.layout);
        this.size = layout.size();
        if (size == 0) {
            Bulk.requireOpen(mapping);
        }
    }

    double sum() {
        if (!type.kind().isFloating()) {
            return Wide.toDouble(integers(Reduction.SUM));
        }
        CompensatedSum total = new CompensatedSum();
        for (long done = 0; done < size; ) {
            int count = chunk(done);
            total.add(floating(Reduction.SUM, done, count));
            done += count;
        }
        return total.value();
    }

    double extreme(Reduction reduction) {
        if (!type.kind().isFloating()) {
            return Wide.toDouble(integers(reduction));
        }
        requireElements(reduction);
        double extreme = floating(reduction, 0, chunk(0));
        for (long done = chunk(0); done < size && !Double.isNaN(extreme); ) {
            int count = chunk(done);
            double next = floating(reduction, done, count);
            extreme = reduction == Reduction.MIN ? Math.min(extreme, next) : Math.max(extreme, next);
            done += count;
        }
        return extreme;
    }

    /** The exact result in 128 bits, in a new array. */
    long[] integers(Reduction reduction) {
        requireElements(reduction);
        long[] result = new long[2];
        Wide.setIdentity(reduction, type.kind() == NumberKind.UINT64, result);
        long[] part = new long[2];
        for (long done = 0; done < size; ) {
            int count = chunk(done);
            integers(reduction, done, count, part);
            Wide.combine(reduction, part, result);
            done += count;
        }
        return result;
    }

    Statistics statistics(LongConsumer progress) {
        StatisticsBuilder statistics = new StatisticsBuilder(type.kind());
        for (long done = 0; done < size; ) {
            int count = chunk(done);
            if (type.kind().isFloating()) {
                addFloating(statistics, done, count);
            } else {
                addIntegers(statistics, done, count);
            }
            done += count;
            progress.accept(done);
        }
        return statistics.build();
    }

    private void addFloating(StatisticsBuilder statistics, long from, int count) {
        if (isAdjacent()) {
            double least = floating(Reduction.MIN, from, count);
            double sum = floating(Reduction.SUM, from, count);
            long nans = Double.isNaN(least) ? countNans(from, count) : 0;
            statistics.add(count, nans, least, floating(Reduction.MAX, from, count), sum);
            return;
        }
        double[] block = doubles(from, count);
        statistics.add(
                count,
                nans(block, count),
                ReferenceKernels.reduceFloating(Reduction.MIN, block, count),
                ReferenceKernels.reduceFloating(Reduction.MAX, block, count),
                ReferenceKernels.reduceFloating(Reduction.SUM, block, count));
    }

    private void addIntegers(StatisticsBuilder statistics, long from, int count) {
        long[] block = isAdjacent() ? null : longs(from, count);
        long[] part = Scratch.ofThread().wide;
        for (Reduction reduction : Reduction.values()) {
            if (block == null) {
                mapping.reduceInteger(reduction, type, layout.elementOffset(from), count, part);
            } else {
                reduce(reduction, block, count, part);
            }
            statistics.add(reduction, part);
        }
        statistics.count(count);
    }

    /** How many elements from a flat index on are reduced at a time: never across a gap, unless through blocks. */
    private int chunk(long from) {
        long rest = size - from;
        if (!isAdjacent()) {
            return (int) Math.min(rest, Conversion.blockLength(type));
        }
        long length = layout.innerLength();
        return (int) Math.min(Math.min(rest, ReferenceKernels.CHUNK), length - from % length);
    }

    private boolean isAdjacent() {
        return (layout.innerStride() == type.itemsize() && layout.innerLength() >= Scratch.LENGTH) || size == 1;
    }

    private double floating(Reduction reduction, long from, int count) {
        if (isAdjacent()) {
            return mapping.reduceFloating(reduction, type, layout.elementOffset(from), count);
        }
        return ReferenceKernels.reduceFloating(reduction, doubles(from, count), count);
    }

    private void integers(Reduction reduction, long from, int count, long[] result) {
        if (isAdjacent()) {
            mapping.reduceInteger(reduction, type, layout.elementOffset(from), count, result);
        } else {
            reduce(reduction, longs(from, count), count, result);
        }
    }

    /** A block as doubles, in the thread's working memory. */
    private double[] doubles(long from, int count) {
        Scratch scratch = Scratch.ofThread();
        blocks.readRaw(from, Conversion.carrier(type, scratch), 0, count);
        Conversion.toDoubles(type, scratch, count);
        return scratch.doubles;
    }

    /** A block as longs, in the thread's working memory. */
    private long[] longs(long from, int count) {
        Scratch scratch = Scratch.ofThread();
        blocks.readRaw(from, Conversion.carrier(type, scratch), 0, count);
        Conversion.toLongs(type.kind(), scratch, count);
        return scratch.longs;
    }

    private void reduce(Reduction reduction, long[] block, int count, long[] result) {
        boolean unsigned = type.kind() == NumberKind.UINT64;
        Wide.setIdentity(reduction, unsigned, result);
        Wide.reduce(reduction, unsigned, block, count, result);
    }

    private long countNans(long from, int count) {
        long nans = 0;
        for (int done = 0; done < count; ) {
            int n = Math.min(Conversion.blockLength(type), count - done);
            nans += nans(doubles(from + done, n), n);
            done += n;
        }
        return nans;
    }

    private static long nans(double[] values, int count) {
        long nans = 0;
        for (int k = 0; k < count; k++) {
            nans += Double.isNaN(values[k]) ? 1 : 0;
        }
        return nans;
    }

    private void requireElements(Reduction reduction) {
        if (size == 0 && reduction != Reduction.SUM) {
            throw new NoSuchElementException(
                    "an array without elements has no " + (reduction == Reduction.MIN ? "minimum" : "maximum"));
        }
    }

    /** Requires a dtype that {@code sumLong} and its like are for. */
    void requireIntegers(String method) {
        NumberKind kind = type.kind();
        if (kind.isFloating()) {
            throw new UnsupportedOperationException(method + "Long does not fit dtype " + kind.numpyName() + "; use "
                    + method + ", which gives a " + JavaType.DOUBLE.javaName());
        }
    }
}
