package io.github.npymap.spi;

import java.util.function.LongSupplier;

/**
 * Whether the pages of a batch are to be expected in memory, for backends that bring them there before they read it.
 *
 * <p><b>Who is asked.</b> The system, first, of a few pages: that brings none of them into memory. But its yes may be
 * luck, and Linux says yes to everyone who neither owns the file nor may write it. So some more elements, which the
 * batch is to have anyway, are read by the clock: what is in memory is there within a microsecond or two, what comes from
 * a device takes fifty and more. One that took long may be the scheduler's doing; two mean that the batch is cold.
 *
 * <p><b>When.</b> Asking takes as long as collecting some hundred elements: the more often the answer was that all is
 * there, the fewer batches ask. Threads may overwrite each other's counts; then one asks too often or too seldom.
 */
public final class Coldness {
    /** Fewer positions are not worth a question. */
    private static final int FEW = 16;

    /** Pages that the system is asked of, at 0.1 to 1 µs each. */
    private static final int ASKED = 8;

    /** Elements that are read by the clock: one of so many positions. */
    private static final int POSITIONS_FOR_A_TOUCH = 32;

    private static final int LEAST_TOUCHED = 8;

    /** With 90 % of a batch in memory, it passes for warm in one of a hundred cases. */
    private static final int MOST_TOUCHED = 64;

    /** Nanoseconds between the slowest that memory is and the fastest that devices are. */
    private static final long LONG = 20_000;

    /** Elements that took long, of which one is not the scheduler's doing. */
    private static final int TOO_MANY = 2;

    /**
     * Positions that one answer is good for, at the most, as pages that were there may have gone since: 16 batches of 4096,
     * among which asking is one percent of what they take.
     */
    private static final int MOST_TRUSTED = 1 << 16;

    /** What a batch counts for at least. Asking costs the same for small ones, so it is done for one of 64. */
    private static final int LEAST_COUNTED = 1 << 10;

    /** What the last answer was good for, and what is left of it. */
    private int trusted;

    private int positionsToTrust;

    private final LongSupplier clock;

    /** For a mapping of which nothing is known. */
    public Coldness() {
        this(System::nanoTime);
    }

    /** By another clock than the system's, which tests need. */
    Coldness(LongSupplier clock) {
        this.clock = clock;
    }

    /** What a mapping knows of its pages. */
    public interface Pages {
        /** Whether the page of a byte is in memory, as far as the system tells: where it does not, it is. */
        boolean isResident(long offset);

        /** Reads the byte at {@code offset}. */
        byte touch(long offset);
    }

    /** Whether pages of a batch seem not to be in memory. */
    public boolean isCold(Pages pages, Positions positions) {
        int count = positions.count();
        if (count < FEW) {
            return false;
        }
        int counted = Math.max(count, LEAST_COUNTED);
        int left = positionsToTrust;
        if (left > 0) {
            positionsToTrust = left - counted;
            return false;
        }
        boolean cold = isAbsent(pages, positions) || isSlow(pages, positions);
        trusted = cold ? 0 : (int) Math.min(MOST_TRUSTED, 2L * trusted + counted);
        positionsToTrust = trusted;
        return cold;
    }

    private static boolean isAbsent(Pages pages, Positions positions) {
        for (int sample = 0; sample < ASKED; sample++) {
            if (!pages.isResident(positions.start(evenly(sample, ASKED, positions.count())))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSlow(Pages pages, Positions positions) {
        int touches = Math.max(LEAST_TOUCHED, Math.min(MOST_TOUCHED, positions.count() / POSITIONS_FOR_A_TOUCH));
        int slow = 0;
        byte bits = 0;
        long before = clock.getAsLong();
        for (int sample = 0; sample < touches && slow < TOO_MANY; sample++) {
            bits ^= pages.touch(positions.start(evenly(sample, touches, positions.count())));
            long now = clock.getAsLong();
            if (now - before > LONG) {
                slow++;
            }
            before = now;
        }
        ReferenceKernels.touched = bits;
        return slow >= TOO_MANY;
    }

    /** The place of a sample among {@code count} ones, the first and the last included. */
    private static int evenly(int sample, int samples, int count) {
        return (int) ((count - 1L) * sample / (samples - 1));
    }
}
