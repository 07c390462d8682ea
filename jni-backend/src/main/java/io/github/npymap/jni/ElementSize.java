package io.github.npymap.jni;

/** How many bytes an element of an array has. */
final class ElementSize {
    private ElementSize() {}

    static int of(Object array) {
        if (array instanceof double[] || array instanceof long[]) {
            return 8;
        } else if (array instanceof float[] || array instanceof int[]) {
            return 4;
        } else if (array instanceof byte[]) {
            return 1;
        } else if (array instanceof short[]) {
            return 2;
        }
        throw new IllegalArgumentException(array.getClass().getTypeName() + " cannot hold elements of a file");
    }
}
