package io.github.npymap.spi;

import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;

/**
 * What elements of a file become in a program, where NumPy's {@code safe} casting allows it.
 *
 * @param from the type of the elements
 * @param to the type of the components of the Java array
 */
public record Widening(NumberType from, JavaType to) {
    private static final int JAVA_TYPES = JavaType.values().length;

    /** By kind, byte order and Java type. */
    private static final Widening[] MADE = new Widening[NumberKind.values().length * 2 * JAVA_TYPES];

    /** The one of two types; makes it once. */
    @SuppressWarnings("EnumOrdinal") // a place among all combinations
    public static Widening of(NumberType from, JavaType to) {
        int place = (from.kind().ordinal() * 2 + (from.isSwapped() ? 1 : 0)) * JAVA_TYPES + to.ordinal();
        Widening made = MADE[place];
        if (made == null) {
            made = new Widening(from, to);
            MADE[place] = made;
        }
        return made;
    }
}
