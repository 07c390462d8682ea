package io.github.npymap.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.support.Rounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Rounds.TAG)
class WorkersTest {
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 1000, 100_003})
    void everyPieceIsDoneOnce(int pieces) {
        for (int threads : new int[] {1, 2, 5}) {
            AtomicIntegerArray done = new AtomicIntegerArray(pieces);
            new Workers(pool, threads).each(pieces, piece -> done.incrementAndGet((int) piece));
            for (int k = 0; k < pieces; k++) {
                assertThat(done.get(k)).isOne();
            }
        }
    }

    @Test
    void severalThreadsAreAtItAtTheSameTime() {
        CountDownLatch all = new CountDownLatch(4);
        new Workers(pool, 4).each(4, piece -> {
            all.countDown();
            await(all);
        });
        assertThat(all.getCount()).isZero();
    }

    @Test
    void whatAHelperThrowsTheCallerSees() {
        Thread caller = Thread.currentThread();
        CountDownLatch failed = new CountDownLatch(1);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Workers(pool, 2).each(2, piece -> {
                    if (Thread.currentThread() == caller) {
                        await(failed);
                    } else {
                        failed.countDown();
                        throw new ArithmeticException();
                    }
                }));
    }

    @Test
    void nothingIsDoneAnyMoreWhenTheCallerHasTheException() {
        List<Runnable> late = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new Workers(late::add, 3).each(1000, piece -> {
                    done.add(piece);
                    throw new IllegalStateException();
                }));
        late.forEach(Runnable::run);
        assertThat(done).containsExactly(0L);
    }

    @Test
    void aTaskOfThePoolItselfMayBeTheCaller() {
        ForkJoinPool single = new ForkJoinPool(1);
        try {
            AtomicIntegerArray done = new AtomicIntegerArray(50);
            single.submit(() -> new Workers(single, 4).each(50, piece -> done.incrementAndGet((int) piece)))
                    .join();
            for (int k = 0; k < 50; k++) {
                assertThat(done.get(k)).isOne();
            }
        } finally {
            single.shutdown();
        }
    }

    @Test
    void whatAHelperLeavesUndoneWithoutAWordTheCallerMisses() {
        Thread caller = Thread.currentThread();
        CountDownLatch left = new CountDownLatch(1);
        assertThatExceptionOfType(InternalError.class)
                .isThrownBy(() -> new Workers(pool::submit, 2).each(2, piece -> {
                    if (Thread.currentThread() == caller) {
                        await(left);
                    } else {
                        left.countDown();
                        pastAllHandlers(new IOException());
                    }
                }))
                .withMessageContaining("1 of 2 pieces are done");
    }

    /** No handler expects a checked exception where none is declared, as none is reached by HotSpot's late error. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void pastAllHandlers(Exception e) throws E {
        throw (E) e;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
