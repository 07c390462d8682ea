package io.github.npymap.internal.python;

/** A text is not the Python literal it should be: where, what was expected, what was found, and what to do. */
public class LiteralException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int position;
    private final String expected;
    private final String found;
    private final String remedy;

    /** See the accessors for the parts; the remedy may be empty. */
    public LiteralException(int position, String expected, String found, String remedy) {
        super("at character " + position + ": expected " + expected + ", found " + found
                + (remedy.isEmpty() ? "" : ". " + remedy));
        this.position = position;
        this.expected = expected;
        this.found = found;
        this.remedy = remedy;
    }

    /** See the accessors for the parts; there is no remedy. */
    public LiteralException(int position, String expected, String found) {
        this(position, expected, found, "");
    }

    /** The index of the {@code char} in the text at which it goes wrong. */
    public int position() {
        return position;
    }

    /** What should be there. */
    public String expected() {
        return expected;
    }

    /** What is there. */
    public String found() {
        return found;
    }

    /** What to do about it, in full sentences; empty where there is nothing to say. */
    public String remedy() {
        return remedy;
    }
}
