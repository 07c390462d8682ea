package io.github.npymap.internal.parallel;

import java.util.concurrent.locks.LockSupport;

/**
 * Work that some thread does for another, which can wait until it is over, however it ends: even if the thread goes on
 * to something else and never says that it has stopped.
 */
final class TrackedTask implements Runnable {
    private final Thread caller;
    private final Runnable work;
    private final long patience;

    /** Who is at it; {@code null} before and afterwards. */
    private volatile Thread worker;

    /** @param patience nanoseconds after which the worker is looked for, again and again */
    TrackedTask(Thread caller, Runnable work, long patience) {
        this.caller = caller;
        this.work = work;
        this.patience = patience;
    }

    @Override
    public void run() {
        begin();
        try {
            work.run();
        } finally {
            leave();
        }
    }

    void begin() {
        worker = Thread.currentThread();
    }

    private void leave() {
        worker = null;
        LockSupport.unpark(caller);
    }

    /** Waits, for the caller alone, until nobody is at it. Does not wait for those who have not begun. */
    void await() {
        boolean interrupted = false;
        long look = System.nanoTime() + patience;
        for (Thread thread = worker; thread != null; thread = worker) {
            LockSupport.parkNanos(this, patience);
            interrupted |= Thread.interrupted();
            if (System.nanoTime() - look >= 0) {
                if (!isIn(thread)) {
                    break;
                }
                look = System.nanoTime() + patience;
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
    }

    /** Whether the thread is in {@link #run()}; which helper it helps there does not matter, since it is rare enough. */
    private static boolean isIn(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals(TrackedTask.class.getName())
                    && frame.getMethodName().equals("run")) {
                return true;
            }
        }
        return false;
    }
}
