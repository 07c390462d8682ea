package io.github.npymap.jni;

/** The component type of an array that C converts elements to. C knows them by their order. */
enum TargetType {
    BOOLEAN(1, boolean[].class),
    SHORT(Short.BYTES, short[].class),
    INT(Integer.BYTES, int[].class),
    LONG(Long.BYTES, long[].class),
    FLOAT(Float.BYTES, float[].class),
    DOUBLE(Double.BYTES, double[].class);

    private static final TargetType[] ALL = values();

    /** Bytes of a component. */
    final int size;

    private final Class<?> arrayClass;

    TargetType(int size, Class<?> arrayClass) {
        this.size = size;
        this.arrayClass = arrayClass;
    }

    /** The type of an array's components, or null for {@code byte[]}, which no conversion leads to. */
    static TargetType ofArray(Object array) {
        for (TargetType type : ALL) {
            if (type.arrayClass == array.getClass()) {
                return type;
            }
        }
        return null;
    }
}
