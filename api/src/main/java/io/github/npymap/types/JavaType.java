package io.github.npymap.types;

import java.lang.reflect.Array;

/**
 * The primitive types that elements come to Java as, and which of them NumPy's {@code safe} casting allows: a value
 * read is always the value in the file.
 */
public enum JavaType {
    BOOLEAN("Boolean", boolean[].class),
    BYTE("Byte", byte[].class),
    SHORT("Short", short[].class),
    INT("Int", int[].class),
    LONG("Long", long[].class),
    FLOAT("Float", float[].class),
    DOUBLE("Double", double[].class);

    /** {@link #values()} copies its array each time, and types are looked at in every move. */
    private static final JavaType[] ALL = values();

    private final String accessorSuffix;
    private final Class<?> arrayClass;

    JavaType(String accessorSuffix, Class<?> arrayClass) {
        this.accessorSuffix = accessorSuffix;
        this.arrayClass = arrayClass;
    }

    /** The last part of the names of the methods for this type: {@code Double} in {@code getDouble}. */
    public String accessorSuffix() {
        return accessorSuffix;
    }

    /** The type's name in Java. */
    public String javaName() {
        return arrayClass.getComponentType().getName();
    }

    /** Bytes of a value in an array. */
    public int size() {
        return this == BOOLEAN ? 1 : bits() / Byte.SIZE;
    }

    private int bits() {
        return switch (this) {
            case BOOLEAN -> 1;
            case BYTE -> Byte.SIZE;
            case SHORT -> Short.SIZE;
            case INT, FLOAT -> Integer.SIZE;
            case LONG, DOUBLE -> Long.SIZE;
        };
    }

    /** Whether elements of a type can be read as this one. */
    public boolean reads(DType type) {
        if (type instanceof NumberType number) {
            return reads(number.kind());
        }
        return this == LONG && type instanceof TimeType;
    }

    /** Whether values of this type can be assigned to elements of another. */
    public boolean writes(DType type) {
        if (type instanceof NumberType number) {
            return writes(number.kind());
        }
        return this == LONG && type instanceof TimeType;
    }

    /** Whether every value of the kind is a value of this type, in the judgement of {@code np.can_cast(…, 'safe')}. */
    public boolean reads(NumberKind kind) {
        return switch (this) {
            case BOOLEAN -> kind == NumberKind.BOOL;
            case BYTE, SHORT, INT, LONG ->
                kind == NumberKind.BOOL || (kind.isInteger() && valueBits(kind) < bits() + (kind.isSigned() ? 1 : 0));
            case FLOAT ->
                kind.isFloating()
                        ? kind.itemsize() <= Float.BYTES
                        : !kind.isComplex() && kind.itemsize() <= Short.BYTES;
            // NumPy counts 64-bit integers as safe in a double, though the largest are rounded. A long double has no
            // other type to go to, and is rounded too.
            case DOUBLE -> !kind.isComplex();
        };
    }

    /**
     * Whether values of this type can be assigned to the kind. Integers go into every integer kind, where each value is
     * checked against the kind's range; everything else goes where nothing can be lost in the judgement of NumPy, with the
     * exception of the floats of 8 and 16 bits, which have no Java type of their own and take a float, rounded.
     */
    public boolean writes(NumberKind kind) {
        if (kind.isComplex()) {
            return false;
        }
        return switch (this) {
            case BOOLEAN -> true;
            case BYTE -> kind.isInteger() || (kind.isFloating() && kind.itemsize() > 1);
            case SHORT -> kind.isInteger() || (kind.isFloating() && kind.itemsize() > Short.BYTES);
            case INT -> kind.isInteger() || (kind.isFloating() && kind.itemsize() > Float.BYTES);
            case LONG -> kind.isInteger() || kind == NumberKind.FLOAT64 || kind == NumberKind.LONGDOUBLE;
            case FLOAT -> kind.isFloating();
            case DOUBLE -> kind == NumberKind.FLOAT64 || kind == NumberKind.LONGDOUBLE;
        };
    }

    private static int valueBits(NumberKind kind) {
        return kind.itemsize() * Byte.SIZE;
    }

    /** The type of an array's components. */
    public static JavaType ofArray(Object array) {
        for (JavaType type : ALL) {
            if (type.arrayClass == array.getClass()) {
                return type;
            }
        }
        throw new IllegalArgumentException("not an array of primitive numbers: " + array.getClass());
    }

    /**
     * The length of an array of this type.
     *
     * @throws ClassCastException if it is of another
     */
    public int lengthOf(Object array) {
        return switch (this) {
            case BOOLEAN -> ((boolean[]) array).length;
            case BYTE -> ((byte[]) array).length;
            case SHORT -> ((short[]) array).length;
            case INT -> ((int[]) array).length;
            case LONG -> ((long[]) array).length;
            case FLOAT -> ((float[]) array).length;
            case DOUBLE -> ((double[]) array).length;
        };
    }

    /** An array of this type. */
    public Object newArray(int length) {
        return Array.newInstance(arrayClass.getComponentType(), length);
    }

    /** The narrowest type that reads the kind. */
    public static JavaType fitting(NumberKind kind) {
        for (JavaType type : ALL) {
            if (type.reads(kind)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no primitive type holds a " + kind.numpyName());
    }

    /**
     * The type whose arrays hold elements as they are in the file, several components an element if need be.
     *
     * @throws IllegalArgumentException if elements of the type are no numbers
     */
    public static JavaType carrier(DType type) {
        if (type instanceof NumberType number) {
            return carrier(number.kind());
        }
        if (type instanceof TimeType) {
            return LONG;
        }
        throw new IllegalArgumentException("no primitive type carries a " + type);
    }

    private static JavaType carrier(NumberKind kind) {
        return switch (kind) {
            case FLOAT32, COMPLEX64 -> FLOAT;
            case FLOAT64, COMPLEX128 -> DOUBLE;
            default ->
                switch (kind.itemsize()) {
                    case Byte.BYTES -> BYTE;
                    case Short.BYTES -> SHORT;
                    case Integer.BYTES -> INT;
                    default -> LONG;
                };
        };
    }
}
