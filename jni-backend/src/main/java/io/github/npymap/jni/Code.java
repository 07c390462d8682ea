package io.github.npymap.jni;

import io.github.npymap.types.NumberKind;

/** The number by which C knows a constant of an enumeration: its ordinal, as the headers in src/main/c repeat it. */
final class Code {
    private Code() {}

    /** @throws IllegalArgumentException for a kind that C does not know; its ordinal would be that of nothing */
    static int of(NumberKind kind) {
        if (!Kernels.reduces(kind)) {
            throw new IllegalArgumentException("there are no kernels for " + kind.numpyName());
        }
        return of((Enum<?>) kind);
    }

    @SuppressWarnings("EnumOrdinal")
    static int of(Enum<?> constant) {
        return constant.ordinal();
    }
}
