package io.github.npymap;

import io.github.npymap.spi.Mapping;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The window of a file that a pass keeps in memory: what comes next is asked for before it is needed, and what is done
 * with is given back. A backend that can do neither is left alone.
 */
final class ReadAhead {
    /** What is asked for, and given back, at a time. */
    private static final long STEP = 8L << 20;

    /** How far ahead of the pass the last byte lies that was asked for. */
    private static final long AHEAD = 4 * STEP;

    private final Mapping mapping;
    private final long end;
    private final AtomicLong asked;
    private long kept;

    /**
     * For a pass over the bytes that a view spans, from the first to the last. What lies scattered is not asked for, as
     * most of what came would be of no use.
     */
    ReadAhead(Mapping mapping, Layout layout, int itemsize) {
        long start = layout.spanStart();
        long length = layout.spanLength(itemsize);
        this.mapping = mapping;
        this.end = start + length;
        this.asked = new AtomicLong(length / 2 <= layout.size() * itemsize ? start : end);
        this.kept = start;
    }

    /** The offset behind the last byte. */
    long end() {
        return end;
    }

    /** To be told before a piece is read; by any thread. */
    void reading(long offset) {
        long from = asked.get();
        while (from < end && from < offset + AHEAD) {
            if (asked.compareAndSet(from, from + STEP)) {
                mapping.prefetch(from, Math.min(STEP, end - from));
            }
            from = asked.get();
        }
    }

    /** To be told when all that lies before an offset is done with; by one thread. */
    void done(long offset) {
        if (offset - kept >= STEP || offset == end) {
            mapping.advise(kept, offset - kept, Advice.DONT_NEED);
            kept = offset;
        }
    }
}
