package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.types.Advice;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

abstract class CloseContract extends Contract {
    private static final int READERS = 4;
    private static final int ROUNDS = 300;
    private static final int LENGTH = 20_000;

    @Test
    void aFileCanBeClosedTwice() throws IOException {
        NpyFile file = backend().create(fresh(), DType.FLOAT64, Shape.of(3));
        assertThat(file.isOpen()).isTrue();
        file.close();
        assertThat(file.isOpen()).isFalse();
        file.close();
        assertThat(file.isOpen()).isFalse();
    }

    @Test
    void nothingIsUsableAfterCloseOnAnyThread() throws Exception {
        NpyFile file = backend().create(fresh(), DType.FLOAT64, Shape.of(300, 3));
        NpyArray array = file.array();
        NpyArray view = array.slice("::-2, 1:").transpose();
        double[] java = new double[900];
        file.close();
        List<ThrowingCallable> calls = new ArrayList<>(List.of(file::flush, file::sync));
        for (NpyArray closed : List.of(array, view)) {
            calls.addAll(List.of(
                    () -> closed.getDouble(1, 1),
                    () -> closed.setDouble(1, 1, 1),
                    () -> closed.at(1).getDouble(1),
                    () -> closed.read(java),
                    () -> closed.read(1, java, 1, 1),
                    () -> closed.write(java),
                    () -> closed.write(1, new float[1], 0, 1),
                    closed::toDoubleArray,
                    () -> closed.gather(new long[] {1, 2}, java),
                    () -> closed.gatherRows(new long[] {1}, java),
                    closed::sum,
                    closed::min,
                    closed::max,
                    closed::mean,
                    closed::statistics,
                    closed::flush,
                    closed::residency,
                    closed::prefetch,
                    closed::load,
                    () -> closed.slice("0:0").load(),
                    () -> closed.prefetchRows(1),
                    () -> closed.advise(Advice.RANDOM),
                    closed::evict));
        }
        assertThat(array.shape()).isEqualTo(Shape.of(300, 3));
        Callable<Void> check = () -> {
            for (int k = 0; k < calls.size(); k++) {
                assertThatIllegalStateException().as("call %s", k).isThrownBy(calls.get(k));
            }
            return null;
        };
        check.call();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            other.submit(check).get(60, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void readersSeeTheRightValueOrThatTheFileIsClosed() throws Exception {
        long[] ones = new long[LENGTH];
        Arrays.fill(ones, Double.doubleToRawLongBits(1));
        Path path = write(DType.FLOAT64, Order.C, Shape.of(LENGTH), ones);
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                race(threads, open(path, Mode.READ));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void race(ExecutorService threads, NpyFile file)
            throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch reading = new CountDownLatch(READERS);
        List<Future<?>> readers = new ArrayList<>();
        for (int k = 0; k < READERS; k++) {
            int reader = k;
            readers.add(threads.submit(() -> readUntilClosed(file.array(), reader, reading)));
        }
        assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
        file.close();
        for (Future<?> reader : readers) {
            reader.get(60, TimeUnit.SECONDS);
        }
    }

    private static void readUntilClosed(NpyArray array, int reader, CountDownLatch reading) {
        double[] java = new double[LENGTH];
        NpyArray reversed = array.slice("::-1");
        try {
            for (int i = 0; ; i = (i + 1) % LENGTH) {
                switch (reader) {
                    case 0 -> assertThat(array.sum()).isEqualTo(LENGTH);
                    case 1 -> assertThat(array.getDouble(i)).isEqualTo(1);
                    case 2 -> {
                        Arrays.fill(java, 0);
                        array.read(java);
                        assertThat(java[i]).isEqualTo(1);
                    }
                    default -> {
                        assertThat(reversed.min()).isEqualTo(1);
                        array.gather(new long[] {i, LENGTH - 1}, java);
                        assertThat(java[0] + java[1]).isEqualTo(2);
                    }
                }
                reading.countDown();
            }
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("closed");
        } finally {
            reading.countDown();
        }
    }
}
