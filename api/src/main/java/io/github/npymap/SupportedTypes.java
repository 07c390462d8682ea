package io.github.npymap;

import java.nio.file.Path;

/** Which types have arrays here, of all those that a header can name. */
final class SupportedTypes {
    private SupportedTypes() {}

    static NumberType require(Path path, DType dtype) throws UnsupportedDTypeException {
        if (dtype instanceof NumberType type && !type.kind().isComplex() && type.kind() != NumberKind.LONGDOUBLE) {
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
