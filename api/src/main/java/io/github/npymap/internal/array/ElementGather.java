package io.github.npymap.internal.array;

import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberType;

/** Collects single elements of a view: {@code a.ravel()[indices]}. */
public final class ElementGather {
    private final Mapping mapping;
    private final DType type;
    private final Carrier carrier;
    private final Layout layout;
    private final Workers workers;

    /** Whether the elements are equally spaced; if not, their positions are bytes. */
    private final boolean line;

    private final LastPositions batches;

    /** @param layout the view's, {@link Layout#merged() merged} */
    public ElementGather(Mapping mapping, DType type, Layout layout, Workers workers) {
        this.mapping = mapping;
        this.type = type;
        this.carrier = Carrier.of(type);
        this.layout = layout;
        this.workers = workers;
        this.line = layout.ndim() <= 1;
        this.batches = line ? new LastPositions(layout.offset, layout.innerStride()) : new LastPositions(0, 1);
    }

    /** Copies the elements with the given flat indices. */
    public void run(long[] flatIndices, Object target) {
        JavaType java = Bulk.requireReads(type, target);
        int count = flatIndices.length;
        Requirements.requireLength(target, count);
        Requirements.requireFlatIndices(layout.size(), flatIndices, count);
        if (count == 0) {
            Requirements.requireOpen(mapping);
        }
        if (workers.isAlone() || count <= Bulk.SHARE) {
            run(java, flatIndices, 0, count, target);
            return;
        }
        workers.each((count - 1) / Bulk.SHARE + 1, share -> {
            int done = (int) share * Bulk.SHARE;
            run(java, flatIndices, done, Math.min(done + Bulk.SHARE, count), target);
        });
    }

    private void run(JavaType java, long[] flatIndices, int from, int to, Object target) {
        boolean direct = Bulk.isDirect(type, java);
        Scratch scratch = Scratch.ofThread();
        long[] positions = scratch.positions;
        int width = Conversion.width(type);
        int most = direct ? positions.length : Conversion.blockLength(type);
        for (int done = from; done < to; ) {
            int length = Math.min(most, to - done);
            // Checked again where nobody else can change them: the array is the caller's, and so are its threads.
            System.arraycopy(flatIndices, done, positions, 0, length);
            Requirements.requireFlatIndices(layout.size(), positions, length);
            for (int k = 0; k < length && !line; k++) {
                positions[k] = layout.elementOffset(positions[k]);
            }
            Positions batch = batches.of(positions, length);
            if (direct) {
                mapping.gather(batch, width, carrier, target, done);
            } else {
                mapping.gather(batch, width, carrier, Conversion.carrier(type, scratch), 0);
                Conversion.widen((NumberType) type, java, scratch, length, target, done);
            }
            done += length;
        }
    }
}
