package io.github.npymap.internal.array;

import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.ExactSum;
import io.github.npymap.internal.number.FloatingSum;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.internal.number.Wide;
import io.github.npymap.internal.parallel.Execution;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.ReferenceKernels;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Statistics;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes one number out of all elements of a view, in the order in which they lie in the file. Whole chunks go to the
 * mapping's kernels; what lies scattered is collected into blocks first.
 *
 * <p>A pass goes in rounds: the workers reduce a few chunks, each to a place of its own, and then the caller takes the
 * results in the order of the chunks. So it does not matter who reduced which.
 */
public final class Reducer {
    /** Chunks for each worker in a round: enough to make the price of meeting at its end vanish. */
    private static final int SHARE = 64;

    /** Most chunks in a round, each of which has a place for its result, however many workers there are. */
    private static final int MOST = 4096;

    /** Bytes that a pass which keeps a window reads in a round: it gives nothing back before the end of it. */
    private static final long WINDOW = 16L << 20;

    private final Mapping mapping;
    private final NumberType type;
    private final Layout layout;
    private final Runs runs;
    private final Workers workers;
    private final DropBehind behind;
    private final boolean adjacent;
    private final Chunks chunks;

    /** Chunks in a round. */
    private final int round;

    public Reducer(Mapping mapping, NumberType type, Layout layout, Execution execution) {
        this.mapping = mapping;
        this.type = type;
        this.layout = layout.inMemoryOrder();
        this.runs = new Runs(mapping, type, this.layout);
        this.workers = execution.workers();
        this.behind = execution.streaming() ? new DropBehind(mapping, layout, type.itemsize()) : null;
        long size = layout.size();
        long inner = this.layout.innerLength();
        adjacent = size == 1 || (this.layout.innerStride() == type.itemsize() && inner >= Scratch.LENGTH);
        // Never across a gap, unless through blocks.
        chunks = adjacent
                ? new Chunks(size, inner, ReferenceKernels.CHUNK)
                : new Chunks(size, size, Conversion.blockLength(type));
        round = workers.isAlone() ? 1 : (int) Math.min(chunks.count(), shared());
    }

    /** Chunks that several workers reduce before they meet; each has one at least. */
    private long shared() {
        long most = (long) SHARE * workers.count();
        if (behind != null && chunks.count() > 0) {
            // What is scattered takes the room of what lies between, too.
            long chunkBytes = Math.max(1, layout.spanLength(type.itemsize()) / chunks.count());
            most = Math.min(most, Math.max(workers.count(), WINDOW / chunkBytes));
        }
        return Math.min(most, MOST);
    }

    /** What is done with a chunk; each in a round has a place of its own for the result. */
    private interface Piece {
        void reduce(long from, int count, int place);
    }

    /**
     * Reduces the chunks of the round that begins with the given one.
     *
     * @return how many there were
     */
    private int round(long first, Piece piece) {
        int count = (int) Math.min(round, chunks.count() - first);
        if (count == 1) {
            reduce(first, 0, piece);
        } else {
            workers.each(count, place -> reduce(first + place, (int) place, piece));
        }
        end(first + count);
        return count;
    }

    private void reduce(long chunk, int place, Piece piece) {
        piece.reduce(chunks.start(chunk), chunks.length(chunk), place);
    }

    /** Everything before the next chunk is done with. */
    private void end(long next) {
        if (behind != null) {
            behind.done(next < chunks.count() ? offset(next) : behind.end());
        }
    }

    /** Whether chunks are reduced one after the other: then no results have to be kept, and nothing is allocated. */
    private boolean isAlone() {
        return round == 1;
    }

    private long offset(long chunk) {
        return layout.elementOffset(chunks.start(chunk));
    }

    public double sum() {
        if (!type.kind().isFloating()) {
            return Wide.toDouble(integers(Reduction.SUM));
        }
        if (chunks.count() == 1 && isAlone()) {
            // Rows are summed by the million, and not every compiler does without the object for one number. The sum of
            // negative zeros is 0.0, as NumPy has it.
            double only = floating(Reduction.SUM, chunks.start(0), chunks.length(0));
            if (Double.isFinite(only)) {
                end(1);
                return 0.0 + only;
            }
        }
        FloatingSum total = new FloatingSum();
        if (isAlone()) {
            for (long chunk = 0; chunk < chunks.count() && !total.isNaN(); end(++chunk)) {
                addSum(total, chunks.start(chunk), chunks.length(chunk));
            }
        } else {
            FloatingSum[] parts = places(FloatingSum::new, FloatingSum[]::new);
            Piece piece = (from, count, place) -> addSum(parts[place], from, count);
            for (long chunk = 0; chunk < chunks.count() && !total.isNaN(); ) {
                int count = round(chunk, piece);
                for (int place = 0; place < count; place++) {
                    total.take(parts[place]);
                }
                chunk += count;
            }
        }
        return total.isLost(type.kind()) ? exactSum() : total.value();
    }

    private void addSum(FloatingSum total, long from, int count) {
        double sum = floating(Reduction.SUM, from, count);
        if (Double.isFinite(sum)) {
            total.add(sum);
        } else {
            total.addExtremes(floating(Reduction.MIN, from, count), floating(Reduction.MAX, from, count));
        }
    }

    /** Another pass, for a sum that may be finite while sums of some of the elements, or doubles near them, are not. */
    private double exactSum() {
        if (behind != null) {
            behind.restart();
        }
        ExactSum total = ExactSum.of(type.kind());
        ExactSum[] parts = places(() -> ExactSum.of(type.kind()), ExactSum[]::new);
        Piece piece = (from, count, place) ->
                inBlocks(from, count, (at, n) -> Conversion.add(type, raw(at, n), n, parts[place]));
        for (long chunk = 0; chunk < chunks.count(); ) {
            int count = round(chunk, piece);
            for (int place = 0; place < count; place++) {
                total.take(parts[place]);
            }
            chunk += count;
        }
        return total.value();
    }

    /** A place for each chunk of a round. */
    private <T> T[] places(Supplier<T> place, IntFunction<T[]> array) {
        return Stream.generate(place).limit(round).toArray(array);
    }

    public double extreme(Reduction reduction) {
        if (!type.kind().isFloating()) {
            return Wide.toDouble(integers(reduction));
        }
        requireElements(reduction);
        double extreme = reduction == Reduction.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        if (isAlone()) {
            for (long chunk = 0; chunk < chunks.count() && !Double.isNaN(extreme); end(++chunk)) {
                extreme = better(reduction, extreme, floating(reduction, chunks.start(chunk), chunks.length(chunk)));
            }
            return extreme;
        }
        double[] extremes = new double[round];
        Piece piece = (from, count, place) -> extremes[place] = floating(reduction, from, count);
        for (long chunk = 0; chunk < chunks.count() && !Double.isNaN(extreme); ) {
            int count = round(chunk, piece);
            for (int place = 0; place < count; place++) {
                extreme = better(reduction, extreme, extremes[place]);
            }
            chunk += count;
        }
        return extreme;
    }

    private static double better(Reduction reduction, double one, double other) {
        return reduction == Reduction.MIN ? Math.min(one, other) : Math.max(one, other);
    }

    /** The exact result in 128 bits, in the thread's working memory. */
    public long[] integers(Reduction reduction) {
        requireElements(reduction);
        Scratch scratch = Scratch.ofThread();
        long[] result = scratch.wideTotal;
        Wide.setIdentity(reduction, type.kind() == NumberKind.UINT64, result);
        if (isAlone()) {
            long[] part = scratch.wide;
            for (long chunk = 0; chunk < chunks.count(); end(++chunk)) {
                integers(reduction, chunks.start(chunk), chunks.length(chunk), part);
                Wide.combine(reduction, part, result);
            }
            return result;
        }
        long[][] parts = new long[round][2];
        Piece piece = (from, count, place) -> integers(reduction, from, count, parts[place]);
        for (long chunk = 0; chunk < chunks.count(); ) {
            int count = round(chunk, piece);
            for (int place = 0; place < count; place++) {
                Wide.combine(reduction, parts[place], result);
            }
            chunk += count;
        }
        return result;
    }

    public Statistics statistics(LongConsumer progress) {
        StatisticsBuilder statistics = new StatisticsBuilder(type.kind());
        StatisticsBuilder[] parts = places(() -> new StatisticsBuilder(type.kind()), StatisticsBuilder[]::new);
        Piece piece = type.kind().isFloating()
                ? (from, count, place) -> addFloating(parts[place], from, count)
                : (from, count, place) -> addIntegers(parts[place], from, count);
        for (long chunk = 0; chunk < chunks.count(); ) {
            int count = round(chunk, piece);
            for (int place = 0; place < count; place++) {
                statistics.take(parts[place]);
            }
            chunk += count;
            progress.accept(chunk < chunks.count() ? chunks.start(chunk) : chunks.size());
        }
        return statistics.build(this::exactSum);
    }

    private void addFloating(StatisticsBuilder statistics, long from, int count) {
        if (adjacent) {
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
        long[] block = adjacent ? null : longs(from, count);
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

    private double floating(Reduction reduction, long from, int count) {
        if (adjacent) {
            return mapping.reduceFloating(reduction, type, layout.elementOffset(from), count);
        }
        return ReferenceKernels.reduceFloating(reduction, doubles(from, count), count);
    }

    private void integers(Reduction reduction, long from, int count, long[] result) {
        if (adjacent) {
            mapping.reduceInteger(reduction, type, layout.elementOffset(from), count, result);
        } else {
            reduce(reduction, longs(from, count), count, result);
        }
    }

    /** A block as doubles, in the thread's working memory. */
    private double[] doubles(long from, int count) {
        Scratch scratch = raw(from, count);
        Conversion.toDoubles(type, scratch, count);
        return scratch.doubles;
    }

    /** A block as longs, in the thread's working memory. */
    private long[] longs(long from, int count) {
        Scratch scratch = raw(from, count);
        Conversion.toLongs(type.kind(), scratch, count);
        return scratch.longs;
    }

    /** A block as it is in the file, in the thread's working memory. */
    private Scratch raw(long from, int count) {
        Scratch scratch = Scratch.ofThread();
        runs.read(from, Conversion.carrier(type, scratch), 0, count);
        return scratch;
    }

    private void reduce(Reduction reduction, long[] block, int count, long[] result) {
        boolean unsigned = type.kind() == NumberKind.UINT64;
        Wide.setIdentity(reduction, unsigned, result);
        Wide.reduce(reduction, unsigned, block, count, result);
    }

    private long countNans(long from, int count) {
        long[] nans = new long[1];
        inBlocks(from, count, (at, n) -> nans[0] += nans(doubles(at, n), n));
        return nans[0];
    }

    /** What is done with some of the elements of a chunk. */
    private interface Block {
        void take(long from, int count);
    }

    private void inBlocks(long from, int count, Block block) {
        for (int done = 0; done < count; ) {
            int n = Math.min(Conversion.blockLength(type), count - done);
            block.take(from + done, n);
            done += n;
        }
    }

    private static long nans(double[] values, int count) {
        long nans = 0;
        for (int k = 0; k < count; k++) {
            nans += Double.isNaN(values[k]) ? 1 : 0;
        }
        return nans;
    }

    private void requireElements(Reduction reduction) {
        if (chunks.size() == 0 && reduction != Reduction.SUM) {
            throw new NoSuchElementException(
                    "an array without elements has no " + (reduction == Reduction.MIN ? "minimum" : "maximum"));
        }
    }

    /** Requires a dtype that {@code sumLong} and its like are for; the other method is for all. */
    public void requireIntegers(String method, String inexactMethod) {
        NumberKind kind = type.kind();
        if (kind.isFloating()) {
            throw new UnsupportedOperationException(method + " does not fit dtype " + kind.numpyName() + "; use "
                    + inexactMethod + ", which gives a " + JavaType.DOUBLE.javaName());
        }
    }
}
