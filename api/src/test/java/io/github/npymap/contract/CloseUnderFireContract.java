package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.program.OpenForEver;
import io.github.npymap.support.Access;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.ProcFiles;
import io.github.npymap.support.Rounds;
import io.github.npymap.support.Warnings;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Eight threads use a file, a ninth closes it, and many files come and go. */
abstract class CloseUnderFireContract extends Contract {
    private static final int THREADS = 8;
    private static final int ROWS = Access.SHARED_ROWS;

    /** Whether a file is out of the process's maps when {@code close()} returns. */
    abstract boolean unmapsAtOnce();

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoeverUsesAFileWhileItIsClosedSeesTheRightValueOrThatItIsClosed() throws Exception {
        int rounds = Rounds.of(40, 10_000);
        Path path = ones(ROWS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        SplittableRandom random = new SplittableRandom(5);
        Access[] accesses = Access.values();
        try {
            for (int round = 0; round < rounds; round++) {
                NpyFile file = backend().open(path, Mode.READ_WRITE);
                CountDownLatch busy = new CountDownLatch(THREADS);
                List<Future<?>> results = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    // Every way is taken in turn, in ever new company.
                    Access access = accesses[(round * 3 + thread) % accesses.length];
                    results.add(threads.submit(() -> useUntilClosed(file, access, busy)));
                }
                assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
                // A different moment in every round, without waiting for the clock.
                for (int spin = random.nextInt(20_000); spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                file.close();
                boolean stillMapped = unmapsAtOnce() && ProcFiles.isMapped(path);
                assertThat(stillMapped).as("in the maps after close()").isFalse();
                for (Future<?> result : results) {
                    result.get(60, TimeUnit.SECONDS);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        requireOnes(path);
        Rounds.report("close under fire, " + backend(), rounds);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void forgottenFilesAreUnmappedWhenNobodyCanUseThemAnyMore() throws Exception {
        Path path = ones(1);
        NpyArray last = null;
        for (int k = 0; k < 100; k++) {
            // Not closed, and only the array is kept, of the last.
            last = backend().open(path, Mode.READ_WRITE).array();
        }
        System.gc();
        assertThat(ProcFiles.isMapped(path)).isTrue();
        assertThat(last.getDouble(0, 0)).isEqualTo(1);
        last = null;
        awaitUnmapped(path);
        await(() -> openDescriptors(path) == 0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aClosedFileIsUnmappedAtOnceOrWhenItsLastUserIsGone() throws Exception {
        Path path = ones(1);
        NpyFile file = backend().open(path, Mode.READ);
        assertThat(ProcFiles.isMapped(path)).isTrue();
        file.close();
        // The difference that the README names: buffers of JDK 17 to 21 wait for the garbage collector.
        assertThat(ProcFiles.isMapped(path)).isEqualTo(!unmapsAtOnce());
        awaitUnmapped(path);
        assertThatIllegalStateException().isThrownBy(() -> file.array().getDouble(0, 0));
    }

    @Test
    void aPropertyAsksForAWarningThatSaysWhereAForgottenFileWasOpened() throws Exception {
        Path path = write(DType.FLOAT64, Order.C, Shape.of(1), 0);
        Jvm.Result result = Jvm.granted()
                .with("-Dnpymap.leaks=true", "-XX:TieredStopAtLevel=1")
                .run(Forgetful.class, backend().name(), path.toString());
        assertThat(result.output())
                .containsOnlyOnce(path + " was not closed")
                .contains("Forgetful.forget(")
                .doesNotContain("Forgetful.close(");
    }

    /** Closes one file and forgets another, in a process of its own. */
    static final class Forgetful {
        public static void main(String[] arguments) throws Exception {
            Backend backend = Npy.using(arguments[0]);
            Path path = Path.of(arguments[1]);
            Warnings warnings = new Warnings();
            // Behind the one that writes to the console, so that what is counted has been written.
            Logger.getLogger("").addHandler(warnings);
            close(backend, path);
            WeakReference<Object> later = new WeakReference<>(new Object());
            await(() -> later.refersTo(null));
            forget(backend, path);
            await(() -> warnings.count.get() > 0);
            assertThat(ProcFiles.isMapped(path)).isFalse();
        }

        /** Counts what the library says; it comes from another thread. */
        private static final class Warnings extends Handler {
            private final AtomicInteger count = new AtomicInteger();

            @Override
            public void publish(LogRecord logged) {
                if (logged.getLoggerName().startsWith("io.github.npymap")) {
                    count.incrementAndGet();
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        }

        private static void close(Backend backend, Path path) throws IOException {
            backend.open(path).close();
        }

        private static void forget(Backend backend, Path path) throws IOException {
            backend.open(path);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void openingAndClosingLeavesNothingBehind() throws Exception {
        int rounds = Rounds.of(60_000, 1_000_000);
        Jvm.Result result = OpenForEver.jvm()
                .run(OpenForEver.class, backend().name(), ones(1).toString(), Integer.toString(rounds));
        assertThat(result.status()).as(result.output()).isZero();
        // Behind the warnings of the JVM.
        String state = result.output().lines().reduce("", (line, next) -> next);
        Rounds.report("open and close, " + backend() + ": " + state, rounds);
    }

    private static void awaitUnmapped(Path path) throws Exception {
        await(() -> !ProcFiles.isMapped(path));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 30 s; there are " + ProcFiles.descriptors() + " descriptors and "
                        + ProcFiles.mappings() + " mappings");
            }
            System.gc();
        }
    }

    private static long openDescriptors(Path path) throws IOException {
        long open = 0;
        for (Path descriptor : ProcFiles.descriptorFiles()) {
            open += descriptor.equals(path) ? 1 : 0;
        }
        return open;
    }

    private static Void useUntilClosed(NpyFile file, Access access, CountDownLatch busy) {
        NpyArray array = file.array();
        try {
            while (true) {
                access.run(array);
                busy.countDown();
            }
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("closed");
            assertThat(file.isOpen()).isFalse();
        } finally {
            busy.countDown();
        }
        // Nobody comes after it who is not told.
        assertThatIllegalStateException().isThrownBy(() -> access.run(array));
        return null;
    }

    private Path ones(int rows) throws IOException {
        ProcFiles.require();
        long[] ones = new long[rows * Access.COLUMNS];
        Arrays.fill(ones, Double.doubleToRawLongBits(1));
        return write(DType.FLOAT64, Order.C, Shape.of(rows, Access.COLUMNS), ones);
    }

    private static void requireOnes(Path path) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = bytes.capacity() - ROWS * Access.COLUMNS * Double.BYTES; at < bytes.capacity(); at += 8) {
            assertThat(bytes.getDouble(at)).isEqualTo(1);
        }
    }
}
