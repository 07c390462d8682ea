package io.github.npymap.internal.reduce;

import io.github.npymap.internal.array.Chunks;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.internal.parallel.Execution;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.ReferenceKernels;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Passes over all elements of a view, in the order in which they lie in the file. It divides the view into chunks and gives
 * them to an {@link Accumulator}; what is reduced is the accumulator's subject alone.
 *
 * <p>With several workers a pass goes in rounds: the workers add a few chunks, each to an accumulator of its own, and then
 * the caller combines these in the order of the chunks. So the result does not depend on the number of threads. A pass
 * keeps its state in its local variables: any number of threads may reduce the same view at once.
 */
public final class Pass {
    /** Chunks for each worker in a round: enough to make the price of meeting at its end vanish. */
    private static final int SHARE = 64;

    /** Most chunks in a round, each of which has an accumulator, however many workers there are. */
    private static final int MOST = 4096;

    /** Bytes that a pass which keeps a window reads in a round: it gives nothing back before the end of it. */
    private static final long WINDOW = 16L << 20;

    private final Mapping mapping;
    private final NumberType type;
    private final Layout layout;
    private final Workers workers;
    private final boolean streaming;
    private final Chunks chunks;

    /** At the first chunk. Never moved: passes of several threads use it. */
    private final Chunk first;

    /** Chunks in a round. */
    private final int round;

    /** For passes over a view of any layout. */
    public Pass(Mapping mapping, NumberType type, Layout layout, Execution execution) {
        this.mapping = mapping;
        this.type = type;
        this.layout = layout.inMemoryOrder();
        this.workers = execution.workers();
        this.streaming = execution.streaming();
        long size = layout.size();
        long inner = this.layout.innerLength();
        boolean adjacent = size == 1 || (this.layout.innerStride() == type.itemsize() && inner >= Scratch.LENGTH);
        // Adjacent chunks never cross a gap; others are collected into blocks.
        chunks = adjacent
                ? new Chunks(size, inner, ReferenceKernels.CHUNK)
                : new Chunks(size, size, Conversion.blockLength(type));
        first = new Chunk(mapping, type, this.layout, adjacent);
        if (size > 0) {
            first.move(0, chunks.length(0));
        }
        round = workers.isAlone() ? 1 : (int) Math.min(chunks.count(), shared());
    }

    /** Chunks that several workers add before they meet; each has one at least. */
    private long shared() {
        long most = (long) SHARE * workers.count();
        if (streaming && chunks.count() > 0) {
            // A chunk of scattered elements takes the room of the gaps, too.
            long chunkBytes = Math.max(1, layout.spanLength(type.itemsize()) / chunks.count());
            most = Math.min(most, Math.max(workers.count(), WINDOW / chunkBytes));
        }
        return Math.min(most, MOST);
    }

    /** What the elements are. */
    public NumberKind kind() {
        return type.kind();
    }

    /**
     * The chunk that is the whole view; null if there are several chunks, or none, or the pass keeps a window. Programs
     * reduce rows by the million: a reduction may take its result from this chunk, and needs no accumulator then, which
     * not every compiler keeps off the heap.
     */
    Chunk only() {
        return chunks.count() == 1 && !streaming ? first : null;
    }

    /** Adds all elements to an accumulator. */
    <A extends Accumulator<A>> A into(A total) {
        return into(total, done -> {});
    }

    /**
     * Adds all elements to an accumulator.
     *
     * @param progress told the number of elements done so far, by the caller's thread
     * @return the accumulator
     */
    <A extends Accumulator<A>> A into(A total, LongConsumer progress) {
        DropBehind behind = streaming ? new DropBehind(mapping, layout, type.itemsize()) : null;
        if (round == 1) {
            Chunk chunk = first.fresh();
            for (long k = 0; k < chunks.count() && !total.isFinal(); ) {
                add(k, chunk, total);
                finish(++k, behind, progress);
            }
            return total;
        }
        List<Place<A>> places = Stream.generate(() -> new Place<>(total.fresh(), first.fresh()))
                .limit(round)
                .toList();
        for (long k = 0; k < chunks.count() && !total.isFinal(); ) {
            int count = addRound(k, places);
            for (Place<A> place : places.subList(0, count)) {
                total.take(place.part);
            }
            k += count;
            finish(k, behind, progress);
        }
        return total;
    }

    /** What a worker adds one chunk of a round to, and the chunk. */
    private record Place<A>(A part, Chunk chunk) {}

    /**
     * Adds the chunks of the round that begins with the given one, each to its place.
     *
     * @return how many there were
     */
    private <A extends Accumulator<A>> int addRound(long start, List<Place<A>> places) {
        int count = (int) Math.min(round, chunks.count() - start);
        if (count == 1) {
            add(start, places.get(0).chunk, places.get(0).part);
        } else {
            workers.each(count, k -> {
                Place<A> place = places.get((int) k);
                add(start + k, place.chunk, place.part);
            });
        }
        return count;
    }

    private void add(long k, Chunk chunk, Accumulator<?> accumulator) {
        chunk.move(chunks.start(k), chunks.length(k));
        accumulator.add(chunk);
    }

    /** Everything before the next chunk is done with. */
    private void finish(long next, DropBehind behind, LongConsumer progress) {
        boolean atEnd = next == chunks.count();
        if (behind != null) {
            behind.done(atEnd ? behind.end() : layout.elementOffset(chunks.start(next)));
        }
        progress.accept(atEnd ? chunks.size() : chunks.start(next));
    }
}
