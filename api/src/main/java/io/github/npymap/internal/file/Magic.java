package io.github.npymap.internal.file;

import java.nio.charset.StandardCharsets;

/** The six bytes with which every {@code .npy} file begins: {@code \x93NUMPY}. */
public final class Magic {

    private static final byte[] BYTES = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);

    private Magic() {}

    /** The bytes, in a new array. */
    public static byte[] bytes() {
        return BYTES.clone();
    }
}
