package io.github.npymap.fuzzing;

import com.sun.management.ThreadMXBean;
import io.github.npymap.internal.python.LiteralException;
import java.lang.management.ManagementFactory;

/** What a refusal may be and cost: whatever an input claims to hold is checked before it is believed. */
final class Refusal {
    /** Set where Jazzer's hooks allocate too, on the same thread, about in proportion to the input. */
    static final String HOOKS = "npymap.fuzzing.hooks";

    private static final long MOST_BYTES = 1 << 20;
    private static final int TRIES = 3;
    private static final int HOOK_BYTES = Boolean.getBoolean(HOOKS) ? 16 << 10 : 0;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Figures NONE = new Figures(0, 0);
    private static Figures figures = NONE;

    /**
     * What refusals have cost.
     *
     * @param refusals how many there were
     * @param mostBytes allocated before one of them
     */
    record Figures(long refusals, long mostBytes) {
        private Figures and(long bytes) {
            return new Figures(refusals + 1, Math.max(mostBytes, bytes));
        }
    }

    /** Takes an input; the exception by which it is refused, or {@code null}. */
    interface Reading<E extends Exception> {
        Exception refusal() throws E;
    }

    private Refusal() {}

    /** The exception, unless it is a relative of the documented one that the JDK throws where a check is missing. */
    static RuntimeException documented(RuntimeException refusal, Class<? extends RuntimeException> documented) {
        if (refusal.getClass() != documented) {
            throw new AssertionError("not refused, but failed", refusal);
        }
        return refusal;
    }

    /** The exception, unless something else than a text that is no literal, or no fitting one, is its cause. */
    static IllegalArgumentException ofLiteral(IllegalArgumentException refusal) {
        if (!(refusal.getCause() instanceof LiteralException)) {
            throw new AssertionError("not refused, but failed", refusal);
        }
        return refusal;
    }

    /** Since the last {@link #clearFigures()}; one thread gives the inputs. */
    static Figures figures() {
        return figures;
    }

    static void clearFigures() {
        figures = NONE;
    }

    /** Fails if an input is refused only after much was allocated, and not just because classes had to be loaded. */
    static <E extends Exception> void requireModest(byte[] input, Reading<E> reading) throws E {
        long most = MOST_BYTES + (long) input.length * HOOK_BYTES;
        for (int tries = 1; ; tries++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Exception refusal = reading.refusal();
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (refusal == null) {
                return;
            }
            if (bytes <= most) {
                figures = figures.and(bytes);
                return;
            }
            if (tries == TRIES) {
                throw new AssertionError(bytes + " bytes allocated for a refusal", refusal);
            }
        }
    }
}
