package io.github.npymap;

import java.nio.file.Path;

/** Which types have arrays here, of all those that a header can name. */
final class SupportedTypes {
    private SupportedTypes() {}

    /** Whether arrays of this type exist: numbers that a primitive type of Java carries. */
    static boolean includes(NumberType type) {
        return !type.kind().isComplex() && type.kind() != NumberKind.LONGDOUBLE;
    }

    static NumberType require(Path path, DType dtype) throws UnsupportedDTypeException {
        if (dtype instanceof NumberType type && includes(type)) {
            return type;
        }
        throw new UnsupportedDTypeException(
                path.toString(),
                0,
                "bool, an integer of 1 to 8 bytes or a float of 2 to 8 bytes",
                "dtype " + dtype,
                "This version reads the file's header only; in Python, np.load(path).view or .astype makes numbers of"
                        + " the elements.");
    }
}
