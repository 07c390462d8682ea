package io.github.npymap;

import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * Who does the pieces of an operation: the calling thread, alone or with help. The caller always works too, so that an
 * executor that is late, or never runs what it was given, makes nothing wait.
 *
 * @param helpers where the others come from
 * @param count how many there are with the caller
 */
record Workers(Executor helpers, int count) {
    /** No help at all. */
    static final Workers CALLER = new Workers(Runnable::run, 1);

    boolean isAlone() {
        return count == 1;
    }

    /**
     * Has every piece from 0 to {@code pieces - 1} done, each once, and returns when none is being done any more.
     * Whatever one of them throws is thrown here, and those that have not been started are left.
     */
    void each(long pieces, LongConsumer piece) {
        Crew crew = new Crew(pieces, piece, count);
        for (long helper = 1; helper < Math.min(count, pieces) && !crew.hasFailed(); helper++) {
            try {
                helpers.execute(crew);
            } catch (RuntimeException | Error e) {
                crew.fail(e);
            }
        }
        crew.finish();
    }

    /** The pieces of one operation, and those who are at them. */
    private static final class Crew implements Runnable {
        /** Runs that a worker gets on average: the last one to finish is late by a part of its share. */
        private static final int RUNS = 32;

        private final Phaser present = new Phaser(1);
        private final AtomicLong next = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final long pieces;
        private final LongConsumer piece;
        private final long run;

        Crew(long pieces, LongConsumer piece, int workers) {
            this.pieces = pieces;
            this.piece = piece;
            this.run = Math.max(1, pieces / ((long) RUNS * workers));
        }

        boolean hasFailed() {
            return failure.get() != null;
        }

        void fail(Throwable e) {
            failure.compareAndSet(null, e);
        }

        @Override
        public void run() {
            // Negative if everything was over before this helper came.
            if (present.register() >= 0) {
                try {
                    work();
                } finally {
                    present.arriveAndDeregister();
                }
            }
        }

        void finish() {
            work();
            present.awaitAdvance(present.arriveAndDeregister());
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                throw (RuntimeException) thrown;
            }
        }

        private void work() {
            try {
                for (long from = next.getAndAdd(run); from < pieces && !hasFailed(); from = next.getAndAdd(run)) {
                    for (long k = from; k < Math.min(from + run, pieces); k++) {
                        piece.accept(k);
                    }
                }
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
    }
}
