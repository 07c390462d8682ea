package io.github.npymap.contract;

/** Zeros were read, and nothing else that is wrong. */
final class Zeros extends AssertionError {
    private static final long serialVersionUID = 1L;

    Zeros() {
        super("zeros were read");
    }
}
