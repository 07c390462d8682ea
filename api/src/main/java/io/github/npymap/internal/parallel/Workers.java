package io.github.npymap.internal.parallel;

import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/**
 * Who does the pieces of an operation: the calling thread, alone or with help. The caller always works too, so that an
 * executor that is late, or never runs what it was given, makes nothing wait.
 *
 * @param helpers where the others come from
 * @param count how many there are with the caller
 */
public record Workers(Executor helpers, int count) {
    /** No help at all. */
    public static final Workers CALLER = new Workers(Runnable::run, 1);

    public boolean isAlone() {
        return count == 1;
    }

    /**
     * Has every piece from 0 to {@code pieces - 1} done, each once, and returns when none is being done any more.
     * Whatever one of them throws is thrown here, and those that have not been started are left.
     */
    public void each(long pieces, LongConsumer piece) {
        ParallelLoop crew = new ParallelLoop(pieces, piece, count);
        for (long helper = 1; helper < Math.min(count, pieces) && !crew.hasFailed(); helper++) {
            try {
                helpers.execute(crew.helper());
            } catch (RuntimeException | Error e) {
                crew.fail(e);
            }
        }
        crew.finish();
    }
}
