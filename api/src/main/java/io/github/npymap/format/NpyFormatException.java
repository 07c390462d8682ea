package io.github.npymap.format;

import java.io.IOException;

/**
 * The file is not a {@code .npy} file that can be read. The message names the file, the byte, what was expected there,
 * what was found, and what to do about it.
 */
public class NpyFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String source;
    private final long position;

    /**
     * @param source the file as its user knows it, {@code archive.npz:member} inside an archive
     * @param position the byte of the file where it goes wrong, counted from 0
     * @param expected what should be there, without a full stop
     * @param found what is there instead, without a full stop
     * @param remedy what to do, in full sentences; may be empty
     */
    public NpyFormatException(String source, long position, String expected, String found, String remedy) {
        super(source + ", byte " + position + ": expected " + expected + ", found " + found + "."
                + (remedy.isEmpty() ? "" : " " + remedy));
        this.source = source;
        this.position = position;
    }

    /** The file, as the message names it. */
    public String source() {
        return source;
    }

    /** The byte of the file where it goes wrong, counted from 0. */
    public long position() {
        return position;
    }
}
