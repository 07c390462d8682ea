package io.github.npymap.jni;

/** Proves that the C library is built and found. */
final class PlaceholderNative {
    private PlaceholderNative() {}

    static native int answer();
}
