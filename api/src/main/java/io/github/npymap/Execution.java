package io.github.npymap;

/**
 * How a view's operations on many elements are carried out; what comes out is the same.
 *
 * @param streaming whether a pass lets go of what lies behind it
 */
record Execution(Workers workers, boolean streaming) {
    static final Execution PLAIN = new Execution(Workers.CALLER, false);

    Execution by(Workers others) {
        return new Execution(others, streaming);
    }

    Execution asStream() {
        return new Execution(workers, true);
    }
}
