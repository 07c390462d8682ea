package io.github.npymap.support;

/** Zeros were read, and nothing else that is wrong. */
public final class Zeros extends AssertionError {
    private static final long serialVersionUID = 1L;

    Zeros() {
        super("zeros were read");
    }
}
