package io.github.npymap.jni;

import java.lang.reflect.Field;

/**
 * Unsafe, for everyone in this package. Whoever calls {@code TheUnsafe.UNSAFE.getLong(…)}, or keeps it in a
 * {@code var}, compiles without a warning; whoever names its type does not, so that only this class does, once.
 */
final class TheUnsafe {
    static final sun.misc.Unsafe UNSAFE = find();

    private TheUnsafe() {}

    @SuppressWarnings("unchecked")
    private static <T> T find() {
        try {
            Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (T) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
