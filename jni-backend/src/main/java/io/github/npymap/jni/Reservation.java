package io.github.npymap.jni;

import io.github.npymap.Mode;
import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A range of addresses, from its mapping to the moment when nobody can use it any more. Knows nothing of the {@link
 * JniMapping} that it belongs to: as long as something did, that could never become unreachable.
 */
final class Reservation implements Runnable {
    private static final Cleaner CLEANER = Cleaner.create();

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
     * Gives back the addresses of whatever is closed or forgotten, as far as the garbage collector can tell within a
     * second. Nobody else does so when addresses run short: the heap is small beside them.
     */
    static void reclaim() {
        CountDownLatch reclaimed = new CountDownLatch(1);
        CLEANER.register(new Object(), reclaimed::countDown);
        System.gc();
        try {
            if (!reclaimed.await(1, TimeUnit.SECONDS)) {
                return; // no collector, or a busy one: the system may have addresses left all the same
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Lets go of the file. If the system has no memory for that, the file stays mapped until the addresses are given
     * back: taking the pages away from a reader instead would end the process.
     */
    void retire() {
        if (length > 0) {
            SystemCalls.retire(address, length, Code.of(mode));
        }
    }

    @Override
    public void run() {
        SystemCalls.unwatch(watch);
        SystemCalls.unmap(address, length);
    }
}
