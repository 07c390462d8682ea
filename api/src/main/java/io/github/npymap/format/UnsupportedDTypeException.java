package io.github.npymap.format;

/** The file is valid, but holds elements of a type that is refused: pickled objects, or one not yet supported. */
public class UnsupportedDTypeException extends NpyFormatException {

    private static final long serialVersionUID = 1L;

    /** See {@link NpyFormatException#NpyFormatException}. */
    public UnsupportedDTypeException(String source, long position, String expected, String found, String remedy) {
        super(source, position, expected, found, remedy);
    }
}
