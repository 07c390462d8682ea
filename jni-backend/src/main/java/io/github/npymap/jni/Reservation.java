package io.github.npymap.jni;

import io.github.npymap.types.Mode;
import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * A range of addresses, from its mapping to the moment when nobody can use it any more. Knows nothing of the {@link
 * JniMapping} that it belongs to: as long as something did, that could never become unreachable.
 */
final class Reservation implements Runnable {
    /** For everyone in this package: it has a thread. */
    static final Cleaner CLEANER = Cleaner.create();

    /** Nanoseconds within which the garbage collector is to find what is closed. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    /** Nanoseconds without anything given back after which nothing more is expected. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** Advances whenever a range is given back. */
    private static final Phaser GIVEN_BACK = new Phaser(1);

    private final long address;
    private final long length;
    private final Mode mode;
    private final long watch;

    /** @param watch the word that tells of lost pages */
    Reservation(long address, long length, Mode mode, long watch) {
        this.address = address;
        this.length = length;
        this.mode = mode;
        this.watch = watch;
    }

    /** Gives the addresses back when {@code user} is gone. */
    void endWith(Object user) {
        if (length > 0) {
            CLEANER.register(user, this);
        }
    }

    /** A range in which lost pages are the JVM's to report. */
    static Reservation unwatched(long address, long length, Mode mode) {
        return new Reservation(address, length, mode, SystemCalls.watch(address, 0, Code.of(mode)));
    }

    /** Keeps something reachable as long as a user is, which has no field to refer to it. */
    static void holdFor(Object user, Object held) {
        CLEANER.register(user, new Held(held));
    }

    /** What the cleaner has until then, and nothing to do with. */
    private record Held(Object object) implements Runnable {
        @Override
        public void run() {}
    }

    /**
     * Has the garbage collector look for whatever is closed or forgotten, and tries again as its addresses are given back,
     * until that succeeds or nothing more comes. Nobody else does so when addresses run short: the heap is small beside
     * them. Which of what the collector found comes first, nobody can tell.
     *
     * @param attempt returns an address or 0, or a failure
     * @param isShort whether it is the failure for which more addresses are needed
     * @return what {@code attempt} returned last
     */
    static long reclaimFor(LongSupplier attempt, LongPredicate isShort) {
        CountDownLatch looked = new CountDownLatch(1);
        CLEANER.register(new Object(), looked::countDown);
        System.gc();
        long deadline = System.nanoTime() + PATIENCE;
        boolean more = awaitFirst(looked);
        while (true) {
            int phase = GIVEN_BACK.getPhase();
            long address = attempt.getAsLong();
            if (!isShort.test(address) || !more || System.nanoTime() - deadline >= 0) {
                return address;
            }
            more = awaitMore(phase);
        }
    }

    /** Returns in vain if there is no collector, or a busy one. */
    private static boolean awaitFirst(CountDownLatch looked) {
        try {
            return looked.await(PATIENCE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean awaitMore(int phase) {
        try {
            GIVEN_BACK.awaitAdvanceInterruptibly(phase, PAUSE, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            // Tried once more: the last may have come just now.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Lets go of the file, if the system has memory to put in its place: taking the pages away from a reader instead would
     * end the process.
     *
     * @return 0, or a negated code
     */
    int retire() {
        return length > 0 ? SystemCalls.retire(address, length, Code.of(mode)) : 0;
    }

    @Override
    public void run() {
        SystemCalls.unwatch(watch);
        SystemCalls.unmap(address, length);
        GIVEN_BACK.arrive();
    }
}
