package io.github.npymap.internal.reduce;

import io.github.npymap.internal.array.Layout;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.Advice;

/**
 * Gives back what lies behind a pass over a file. What lies ahead is the system's business: it reads ahead of whoever goes
 * from front to end, in larger pages than it takes for what it is asked for piece by piece. A backend that can give nothing
 * back is left alone.
 */
final class DropBehind {
    /** What is given back at a time. */
    private static final long STEP = 8L << 20;

    private final Mapping mapping;
    private final long end;
    private long kept;

    /** For a pass over the bytes that a view spans, from the first to the last. */
    DropBehind(Mapping mapping, Layout layout, int itemsize) {
        this.mapping = mapping;
        this.kept = layout.spanStart();
        this.end = kept + layout.spanLength(itemsize);
    }

    /** The offset behind the last byte. */
    long end() {
        return end;
    }

    /** To be told when all that lies before an offset is done with; by one thread. */
    void done(long offset) {
        if (offset - kept >= STEP || offset == end) {
            mapping.advise(kept, offset - kept, Advice.DONT_NEED);
            kept = offset;
        }
    }
}
