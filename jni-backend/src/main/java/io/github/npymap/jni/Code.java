package io.github.npymap.jni;

/** The number by which C knows a constant of an enumeration: its ordinal, as the headers in src/main/c repeat it. */
final class Code {
    private Code() {}

    @SuppressWarnings("EnumOrdinal")
    static int of(Enum<?> constant) {
        return constant.ordinal();
    }
}
