package io.github.npymap;

/** Stands here until the first class arrives. */
public final class Placeholder {
    private Placeholder() {}
}
