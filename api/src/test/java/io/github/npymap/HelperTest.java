package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.contract.Rounds;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag(Rounds.TAG)
class HelperTest {
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(1);

    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    @Test
    @Timeout(60)
    void whoLeftWithoutAWordIsNotWaitedForEvenIfTheThreadGoesOn() throws Exception {
        Helper lost = new Helper(Thread.currentThread(), () -> {}, PATIENCE);
        // As if an error had then passed by all handlers of run().
        pool.submit(lost::begin).get();
        lost.await();
        assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
    }

    @Test
    @Timeout(60)
    void whoIsAtWorkIsWaitedForHoweverOftenThatWasLookedAt() {
        Thread caller = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        AtomicBoolean begun = new AtomicBoolean();
        Helper slow = new Helper(
                caller,
                () -> {
                    begun.set(true);
                    awaitWaiting(caller);
                    for (long end = System.nanoTime() + 50 * PATIENCE; System.nanoTime() - end < 0; ) {
                        Thread.onSpinWait();
                    }
                    done.set(true);
                },
                PATIENCE);
        pool.execute(slow);
        while (!begun.get()) {
            Thread.onSpinWait();
        }
        slow.await();
        assertThat(done).isTrue();
    }

    @Test
    @Timeout(60)
    void whoIsInterruptedWaitsAllTheSameAndStaysInterrupted() {
        Thread caller = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        AtomicBoolean begun = new AtomicBoolean();
        Helper slow = new Helper(
                caller,
                () -> {
                    begun.set(true);
                    awaitWaiting(caller);
                    caller.interrupt();
                    // Who goes on waiting has taken note of it first.
                    while (caller.isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    awaitWaiting(caller);
                    done.set(true);
                },
                TimeUnit.HOURS.toNanos(1));
        pool.execute(slow);
        while (!begun.get()) {
            Thread.onSpinWait();
        }
        slow.await();
        assertThat(done).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Timeout(60)
    void whoHasNotBegunIsNotWaitedFor() {
        new Helper(Thread.currentThread(), () -> {}, PATIENCE).await();
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}
