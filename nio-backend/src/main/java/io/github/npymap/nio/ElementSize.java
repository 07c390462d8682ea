package io.github.npymap.nio;

/** How many bytes an element of an array has. */
final class ElementSize {
    private ElementSize() {}

    /** The size's binary logarithm. */
    static int shift(Object array) {
        if (array instanceof double[] || array instanceof long[]) {
            return 3;
        } else if (array instanceof float[] || array instanceof int[]) {
            return 2;
        } else if (array instanceof short[]) {
            return 1;
        } else if (array instanceof byte[]) {
            return 0;
        }
        throw new IllegalArgumentException(
                "not an array of numbers: " + array.getClass().getTypeName());
    }
}
