package io.github.npymap.types;

import java.nio.ByteOrder;

/**
 * What one element of an array is: NumPy's {@code dtype}. Immutable, compared by value.
 *
 * <pre>{@code
 * DType.FLOAT64                            // <f8
 * DType.INT16.bigEndian()                  // >i2
 * Npy.dtype("M8[ns]")                       // a TimeType
 * Npy.dtype("[('x', '<f4'), ('y', '<i2', (3,))]")   // a StructType
 * }</pre>
 *
 * <p>The constants are little-endian on every machine, so that the files made with them are portable.
 */
// No default methods here: they would make the implementing records initialise this interface, whose constants
// initialise the records in turn, and two threads coming from either end would wait for each other for ever.
public sealed interface DType permits NumberType, TextType, TimeType, VoidType, StructType {

    /** {@code |b1}: one byte, 0 or 1. */
    NumberType BOOL = little(NumberKind.BOOL);

    /** {@code |i1}. */
    NumberType INT8 = little(NumberKind.INT8);

    /** {@code <i2}. */
    NumberType INT16 = little(NumberKind.INT16);

    /** {@code <i4}. */
    NumberType INT32 = little(NumberKind.INT32);

    /** {@code <i8}. */
    NumberType INT64 = little(NumberKind.INT64);

    /** {@code |u1}. */
    NumberType UINT8 = little(NumberKind.UINT8);

    /** {@code <u2}. */
    NumberType UINT16 = little(NumberKind.UINT16);

    /** {@code <u4}. */
    NumberType UINT32 = little(NumberKind.UINT32);

    /** {@code <u8}. */
    NumberType UINT64 = little(NumberKind.UINT64);

    /** {@code <f2}: IEEE 754 half precision. */
    NumberType FLOAT16 = little(NumberKind.FLOAT16);

    /** {@code <f4}. */
    NumberType FLOAT32 = little(NumberKind.FLOAT32);

    /** {@code <f8}. */
    NumberType FLOAT64 = little(NumberKind.FLOAT64);

    /** {@code <f16}: the 80-bit extended float of x86. */
    NumberType LONGDOUBLE = little(NumberKind.LONGDOUBLE);

    /** {@code <V2} in files: the upper half of a float32. */
    NumberType BFLOAT16 = little(NumberKind.BFLOAT16);

    /** {@code |V1} in files: four bits of exponent, three of fraction. */
    NumberType FLOAT8_E4M3FN = little(NumberKind.FLOAT8_E4M3FN);

    /** {@code |V1} in files: five bits of exponent, two of fraction. */
    NumberType FLOAT8_E5M2 = little(NumberKind.FLOAT8_E5M2);

    /** {@code <c8}: two float32. */
    NumberType COMPLEX64 = little(NumberKind.COMPLEX64);

    /** {@code <c16}: two float64. */
    NumberType COMPLEX128 = little(NumberKind.COMPLEX128);

    /** {@code <c32}: two {@link #LONGDOUBLE}s. */
    NumberType CLONGDOUBLE = little(NumberKind.CLONGDOUBLE);

    /** Bytes per element; 0 is possible ({@code |S0}). */
    int itemsize();

    /** The type as NumPy writes it into a header: a Python literal, {@code '<f8'} with its quotes. */
    String descr();

    /** What NumPy's {@code str(dtype)} says: {@code float64}, but {@code >f8} for the other byte order. */
    @Override
    String toString();

    /** The same type in the given byte order, also inside a structure; itself where bytes have no order. */
    DType withOrder(ByteOrder order);

    /** {@link #withOrder} for {@link ByteOrder#BIG_ENDIAN}. */
    DType bigEndian();

    /** {@link #withOrder} for {@link ByteOrder#LITTLE_ENDIAN}. */
    DType littleEndian();

    private static NumberType little(NumberKind kind) {
        return new NumberType(kind, ByteOrder.LITTLE_ENDIAN);
    }
}
