package io.github.npymap.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

/** What may come in the place of the exception for a page that is gone, if it is rare; so it is counted. */
public final class Forgiven {
    /** Bulk accesses of which one may end in HotSpot's error: a safepoint has to come right behind the fault. */
    private static final int FOR_A_LATE_ONE = 100;

    /** Bulk accesses of which one may see zeros: those of a thousand rounds. */
    private static final int FOR_ZEROS = 4000;

    private final AtomicInteger ranges = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicInteger zeros = new AtomicInteger();

    /** A bulk access has ended, and if it is late, in {@link LostPages#LATE HotSpot's own error}. */
    public void range(boolean isLate) {
        ranges.incrementAndGet();
        late.addAndGet(isLate ? 1 : 0);
    }

    /** Somebody saw zeros before. */
    public void zeros() {
        zeros.incrementAndGet();
    }

    public void requireRare() {
        assertThat(late.get()).as(toString()).isLessThanOrEqualTo(1 + ranges.get() / FOR_A_LATE_ONE);
        assertThat(zeros.get()).as(toString()).isLessThanOrEqualTo(1 + ranges.get() / FOR_ZEROS);
    }

    @Override
    public String toString() {
        return "of " + ranges + " bulk accesses " + late + " ended in HotSpot's error, and " + zeros
                + " saw zeros before";
    }
}
