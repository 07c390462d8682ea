package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.spi.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Threads that repeat an access each until the mapping is closed under them. */
final class ClosingRace {
    private ClosingRace() {}

    static void run(Mapping mapping, List<Consumer<Mapping>> accesses, int closers) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CountDownLatch busy = new CountDownLatch(accesses.size());
            List<Future<?>> results = new ArrayList<>();
            for (Consumer<Mapping> access : accesses) {
                results.add(threads.submit(() -> repeat(mapping, access, busy)));
            }
            for (int i = 0; i < closers; i++) {
                Callable<Void> close = () -> {
                    busy.await();
                    mapping.close();
                    assertThat(mapping.isOpen()).isFalse();
                    return null;
                };
                results.add(threads.submit(close));
            }
            for (Future<?> result : results) {
                result.get(1, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void repeat(Mapping mapping, Consumer<Mapping> access, CountDownLatch busy) {
        try {
            access.accept(mapping);
            busy.countDown();
            while (true) {
                access.accept(mapping);
            }
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageEndingWith(" is closed");
        }
    }
}
