package io.github.npymap.types;

import io.github.npymap.NpyArray;

/**
 * What a number in a file is, leaving its byte order aside: NumPy's number types, and three of the ml_dtypes package,
 * which files carry as voids and which only {@link NpyArray#viewAs} makes numbers of.
 */
public enum NumberKind {
    BOOL('b', 1, "bool"),
    INT8('i', 1, "int8"),
    INT16('i', 2, "int16"),
    INT32('i', 4, "int32"),
    INT64('i', 8, "int64"),
    UINT8('u', 1, "uint8"),
    UINT16('u', 2, "uint16"),
    UINT32('u', 4, "uint32"),
    UINT64('u', 8, "uint64"),
    FLOAT16('f', 2, "float16"),
    FLOAT32('f', 4, "float32"),
    FLOAT64('f', 8, "float64"),
    /** The 80-bit extended float of x86 in 16 bytes: {@code long double} where nearly all such files are written. */
    LONGDOUBLE('f', 16, "float128"),
    COMPLEX64('c', 8, "complex64"),
    COMPLEX128('c', 16, "complex128"),
    /** Two {@link #LONGDOUBLE}s. */
    CLONGDOUBLE('c', 32, "complex256"),
    /** The upper half of a float32; {@code <V2} in files. */
    BFLOAT16('V', 2, "bfloat16"),
    /** Four bits of exponent, three of fraction, no infinities; {@code |V1} in files. */
    FLOAT8_E4M3FN('V', 1, "float8_e4m3fn"),
    /** The upper half of a float16; {@code |V1} in files. */
    FLOAT8_E5M2('V', 1, "float8_e5m2");

    private final char typeChar;
    private final int itemsize;
    private final String numpyName;

    NumberKind(char typeChar, int itemsize, String numpyName) {
        this.typeChar = typeChar;
        this.itemsize = itemsize;
        this.numpyName = numpyName;
    }

    /** The letter before the size in a type string, {@code f} in {@code <f8}: NumPy's {@code dtype.kind}. */
    public char typeChar() {
        return typeChar;
    }

    /** Bytes per element. */
    public int itemsize() {
        return itemsize;
    }

    /** NumPy's name, {@code float64}: what {@code dtype.name} says. */
    public String numpyName() {
        return numpyName;
    }

    /** Whether this is a signed or unsigned integer; {@link #BOOL} is not. */
    public boolean isInteger() {
        return typeChar == 'i' || typeChar == 'u';
    }

    /** Whether this is a real floating-point number. */
    public boolean isFloating() {
        return typeChar == 'f' || typeChar == 'V';
    }

    /** Whether an element is a real and an imaginary part. */
    public boolean isComplex() {
        return typeChar == 'c';
    }

    /** Whether values below zero exist: true for all but {@link #BOOL} and the unsigned integers. */
    public boolean isSigned() {
        return typeChar != 'b' && typeChar != 'u';
    }
}
