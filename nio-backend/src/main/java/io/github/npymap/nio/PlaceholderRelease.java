package io.github.npymap.nio;

/** Tells the classes for 17 from the others. */
final class PlaceholderRelease {
    private PlaceholderRelease() {}

    static int release() {
        return 17;
    }
}
