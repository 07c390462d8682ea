package io.github.npymap.internal.parallel;

/**
 * How a view's operations on many elements are carried out; what comes out is the same.
 *
 * @param streaming whether a pass lets go of what lies behind it
 */
public record Execution(Workers workers, boolean streaming) {
    public static final Execution PLAIN = new Execution(Workers.CALLER, false);

    public Execution by(Workers others) {
        return new Execution(others, streaming);
    }

    public Execution asStream() {
        return new Execution(workers, true);
    }
}
