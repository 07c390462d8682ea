package io.github.npymap.npz;

import io.github.npymap.format.NpyFormatException;

/** A member is compressed in a way that npymap, or the ZIP library without another one, does not unpack. */
public final class UnsupportedCompressionException extends NpyFormatException {
    private static final long serialVersionUID = 1;

    UnsupportedCompressionException(String source, long position, String expected, String found, String remedy) {
        super(source, position, expected, found, remedy);
    }
}
