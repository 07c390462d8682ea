package io.github.npymap.internal.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * The pieces of one operation, and those who are at them: the thread that makes the crew, and its helpers.
 *
 * <p>Nothing here relies on a handler being reached. Where a page of a file is gone, HotSpot has an error that can pass
 * by the handlers of all methods that were compiled into one, so that a helper leaves without a word. Hence pieces are
 * counted when they are done, and helpers that do not come back are looked for.
 */
final class ParallelLoop {
    /** Runs that a worker gets on average: the last one to finish is late by a part of its share. */
    private static final int RUNS = 32;

    /** Nanoseconds that a helper may take unseen: rarely anyone takes as long, and before 21 looking stops all threads. */
    private static final long PATIENCE = 1_000_000_000;

    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<TrackedTask> helpers = new ArrayList<>();
    private final Thread caller = Thread.currentThread();
    private final long pieces;
    private final LongConsumer piece;
    private final long run;

    private volatile boolean over;

    ParallelLoop(long pieces, LongConsumer piece, int workers) {
        this.pieces = pieces;
        this.piece = piece;
        this.run = Math.max(1, pieces / ((long) RUNS * workers));
    }

    /** One more to help, who is waited for from the moment when it has begun. */
    TrackedTask helper() {
        TrackedTask helper = new TrackedTask(caller, this::help, PATIENCE);
        helpers.add(helper);
        return helper;
    }

    boolean hasFailed() {
        return failure.get() != null;
    }

    void fail(Throwable e) {
        failure.compareAndSet(null, e);
    }

    private void help() {
        // Whoever comes when everything is over finds the caller gone, and maybe the file.
        if (!over) {
            work();
        }
    }

    /** Works too, and returns when nobody works any more. */
    void finish() {
        try {
            work();
        } finally {
            over = true;
            helpers.forEach(TrackedTask::await);
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
        if (done.get() < pieces) {
            throw new InternalError("a thread left its work without a word, as after a fault in an unsafe memory"
                    + " access operation: " + done + " of " + pieces + " pieces are done");
        }
    }

    private void work() {
        try {
            for (long from = next.getAndAdd(run); from < pieces && !hasFailed(); from = next.getAndAdd(run)) {
                long to = Math.min(from + run, pieces);
                for (long k = from; k < to; k++) {
                    piece.accept(k);
                }
                done.addAndGet(to - from);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }
}
