package io.github.npymap.internal.descr;

import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.PythonRepr;

/** The type is Python objects: a valid one, that is refused because reading it would run code from the file. */
public final class ObjectDTypeException extends LiteralException {

    private static final long serialVersionUID = 1L;

    ObjectDTypeException(int position, String typeString) {
        super(
                position,
                "numbers, text, times or structures of them",
                "Python objects (" + PythonRepr.of(typeString) + ")",
                "Such a file is a pickle, and reading a pickle runs code that it brings along. In Python, with a file"
                        + " you trust: a = np.load(path, allow_pickle=True); np.save(path, a.astype(float)) or whatever"
                        + " type the objects really have.");
    }
}
