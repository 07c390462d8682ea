package io.github.npymap.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.npymap.Npy;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.VoidType;

/** Types as people write them. */
public final class DescrTarget {
    private DescrTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        Refusal.requireModest(input, () -> read(text));
    }

    private static Exception read(String text) {
        DType type;
        try {
            type = Npy.dtype(text);
        } catch (IllegalArgumentException e) {
            return Refusal.ofLiteral(e);
        }
        requireReadable(type);
        requireReadable(type.bigEndian());
        return null;
    }

    private static void requireReadable(DType type) {
        DType read = Npy.dtype(type.descr());
        // The types of ml_dtypes are written as bytes of no type.
        boolean isForgotten = type instanceof NumberType && read.equals(new VoidType(type.itemsize()));
        if (!read.equals(type) && !isForgotten) {
            throw new AssertionError(type + " came back as " + read);
        }
    }
}
