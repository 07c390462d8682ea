package io.github.npymap.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.support.Rounds;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In threads of their own: who waits for a helper is not to be interrupted, not even by a time limit. */
@Tag(Rounds.TAG)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrackedTaskTest {
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(1);

    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    @Test
    void whoLeftWithoutAWordIsNotWaitedForEvenIfTheThreadGoesOn() throws Exception {
        TrackedTask lost = new TrackedTask(Thread.currentThread(), () -> {}, PATIENCE);
        // As if an error had then passed by all handlers of run().
        pool.submit(lost::begin).get();
        lost.await();
        assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
    }

    @Test
    void whoIsAtWorkIsWaitedForHoweverOftenThatWasLookedAt() {
        assertThat(isWaitedFor(PATIENCE, caller -> {
                    for (long end = System.nanoTime() + 50 * PATIENCE; System.nanoTime() - end < 0; ) {
                        Thread.onSpinWait();
                    }
                }))
                .isTrue();
    }

    @Test
    void whoIsInterruptedWaitsAllTheSameAndStaysInterrupted() {
        assertThat(isWaitedFor(TimeUnit.HOURS.toNanos(1), caller -> {
                    caller.interrupt();
                    // Who goes on waiting has taken note of it first.
                    while (caller.isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    awaitWaiting(caller);
                }))
                .isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Whether a caller that waits already comes back only when the work is done. */
    private boolean isWaitedFor(long patience, Consumer<Thread> work) {
        Thread caller = Thread.currentThread();
        AtomicBoolean begun = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        TrackedTask slow = new TrackedTask(
                caller,
                () -> {
                    begun.set(true);
                    awaitWaiting(caller);
                    work.accept(caller);
                    done.set(true);
                },
                patience);
        pool.execute(slow);
        while (!begun.get()) {
            Thread.onSpinWait();
        }
        slow.await();
        return done.get();
    }

    @Test
    void whoHasNotBegunIsNotWaitedFor() {
        new TrackedTask(Thread.currentThread(), () -> {}, PATIENCE).await();
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}
