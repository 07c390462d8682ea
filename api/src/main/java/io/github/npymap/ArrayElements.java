package io.github.npymap;

import io.github.npymap.internal.array.Elements;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import java.util.Objects;

/**
 * Element accessors for primitive types. One multiplication and addition an axis, and one load: the first three axes
 * are fields, the type is decided by comparing a field that does not change, and nothing is allocated.
 */
public abstract sealed class ArrayElements extends ArrayAttributes permits ArrayValues {
    /**
     * What the elements are where they are numbers in the byte order of the machine, at addresses that suit it: the
     * usual case, found fast.
     */
    private final NumberKind plain;

    private final int ndim;
    private final long offset;
    private final long length0;
    private final long length1;
    private final long length2;
    private final long stride0;
    private final long stride1;
    private final long stride2;

    ArrayElements(Mapping mapping, DType type, Layout layout, boolean writable) {
        super(mapping, type, layout, writable);
        boolean aligned = mapping.isAligned() && layout.isAligned(type.itemsize());
        plain = type instanceof NumberType number && !number.isSwapped() && aligned ? number.kind() : null;
        ndim = layout.ndim();
        offset = layout.offset;
        length0 = ndim > 0 ? layout.shape[0] : 0;
        length1 = ndim > 1 ? layout.shape[1] : 0;
        length2 = ndim > 2 ? layout.shape[2] : 0;
        stride0 = ndim > 0 ? layout.strides[0] : 0;
        stride1 = ndim > 1 ? layout.strides[1] : 0;
        stride2 = ndim > 2 ? layout.strides[2] : 0;
    }

    /**
     * {@code a[i]} as a double; 64-bit integers and long doubles rounded to nearest, ties to even.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ i &lt; the axis' length, or if the array has another number of axes
     * @throws UnsupportedOperationException if NumPy's safe casting does not allow this type; the message names one
     *     that it does
     * @throws IllegalStateException if the file is closed
     */
    public final double getDouble(long i) {
        return doubleAt(position(i));
    }

    /** {@code a[i, j]} as a double; see {@link #getDouble(long)}. */
    public final double getDouble(long i, long j) {
        return doubleAt(position(i, j));
    }

    /** {@code a[i, j, k]} as a double; see {@link #getDouble(long)}. */
    public final double getDouble(long i, long j, long k) {
        return doubleAt(position(i, j, k));
    }

    /** The element at one index for each axis, none for a scalar, as a double; see {@link #getDouble(long)}. */
    public final double getDouble(long... index) {
        return doubleAt(position(index));
    }

    /**
     * {@code a[i]} as a float.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ i &lt; the axis' length, or if the array has another number of axes
     * @throws UnsupportedOperationException if NumPy's safe casting does not allow this type; the message names one
     *     that it does
     * @throws IllegalStateException if the file is closed
     */
    public final float getFloat(long i) {
        return floatAt(position(i));
    }

    /** {@code a[i, j]} as a float; see {@link #getFloat(long)}. */
    public final float getFloat(long i, long j) {
        return floatAt(position(i, j));
    }

    /** {@code a[i, j, k]} as a float; see {@link #getFloat(long)}. */
    public final float getFloat(long i, long j, long k) {
        return floatAt(position(i, j, k));
    }

    /** The element at one index for each axis, none for a scalar, as a float; see {@link #getFloat(long)}. */
    public final float getFloat(long... index) {
        return floatAt(position(index));
    }

    /**
     * {@code a[i]} as a long; of a datetime64 or timedelta64 the count of steps.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ i &lt; the axis' length, or if the array has another number of axes
     * @throws UnsupportedOperationException if NumPy's safe casting does not allow this type; the message names one
     *     that it does
     * @throws IllegalStateException if the file is closed
     */
    public final long getLong(long i) {
        return longAt(position(i));
    }

    /** {@code a[i, j]} as a long; see {@link #getLong(long)}. */
    public final long getLong(long i, long j) {
        return longAt(position(i, j));
    }

    /** {@code a[i, j, k]} as a long; see {@link #getLong(long)}. */
    public final long getLong(long i, long j, long k) {
        return longAt(position(i, j, k));
    }

    /** The element at one index for each axis, none for a scalar, as a long; see {@link #getLong(long)}. */
    public final long getLong(long... index) {
        return longAt(position(index));
    }

    /**
     * {@code a[i]} as an int.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ i &lt; the axis' length, or if the array has another number of axes
     * @throws UnsupportedOperationException if NumPy's safe casting does not allow this type; the message names one
     *     that it does
     * @throws IllegalStateException if the file is closed
     */
    public final int getInt(long i) {
        return intAt(position(i));
    }

    /** {@code a[i, j]} as an int; see {@link #getInt(long)}. */
    public final int getInt(long i, long j) {
        return intAt(position(i, j));
    }

    /** {@code a[i, j, k]} as an int; see {@link #getInt(long)}. */
    public final int getInt(long i, long j, long k) {
        return intAt(position(i, j, k));
    }

    /** The element at one index for each axis, none for a scalar, as an int; see {@link #getInt(long)}. */
    public final int getInt(long... index) {
        return intAt(position(index));
    }

    /**
     * {@code a[i]} as a boolean.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ i &lt; the axis' length, or if the array has another number of axes
     * @throws UnsupportedOperationException if NumPy's safe casting does not allow this type; the message names one
     *     that it does
     * @throws IllegalStateException if the file is closed
     */
    public final boolean getBoolean(long i) {
        return Elements.getBoolean(mapping, type, position(i));
    }

    /** {@code a[i, j]} as a boolean; see {@link #getBoolean(long)}. */
    public final boolean getBoolean(long i, long j) {
        return Elements.getBoolean(mapping, type, position(i, j));
    }

    /** {@code a[i, j, k]} as a boolean; see {@link #getBoolean(long)}. */
    public final boolean getBoolean(long i, long j, long k) {
        return Elements.getBoolean(mapping, type, position(i, j, k));
    }

    /** The element at one index for each axis, none for a scalar, as a boolean; see {@link #getBoolean(long)}. */
    public final boolean getBoolean(long... index) {
        return Elements.getBoolean(mapping, type, position(index));
    }

    /**
     * {@code a[i] = value}. float64 takes it, and long double.
     *
     * @throws IndexOutOfBoundsException as {@link #getDouble(long)}
     * @throws UnsupportedOperationException if the array is read-only or its type does not take a double
     * @throws IllegalArgumentException if an integer is out of range
     * @throws IllegalStateException if the file is closed
     */
    public final void setDouble(long i, double value) {
        requireWritable();
        Elements.setDouble(mapping, type, position(i), value);
    }

    /** {@code a[i, j] = value}; see {@link #setDouble(long, double)}. */
    public final void setDouble(long i, long j, double value) {
        requireWritable();
        Elements.setDouble(mapping, type, position(i, j), value);
    }

    /** {@code a[i, j, k] = value}; see {@link #setDouble(long, double)}. */
    public final void setDouble(long i, long j, long k, double value) {
        requireWritable();
        Elements.setDouble(mapping, type, position(i, j, k), value);
    }

    /** Assigns the element at one index for each axis; see {@link #setDouble(long, double)}. */
    public final void setDouble(long[] index, double value) {
        requireWritable();
        Elements.setDouble(mapping, type, position(index), value);
    }

    /**
     * {@code a[i] = value}. Every floating-point type takes it; those of 8 and 16 bits rounded to nearest, ties to even.
     *
     * @throws IndexOutOfBoundsException as {@link #getFloat(long)}
     * @throws UnsupportedOperationException if the array is read-only or its type does not take a float
     * @throws IllegalArgumentException if an integer is out of range
     * @throws IllegalStateException if the file is closed
     */
    public final void setFloat(long i, float value) {
        requireWritable();
        Elements.setFloat(mapping, type, position(i), value);
    }

    /** {@code a[i, j] = value}; see {@link #setFloat(long, float)}. */
    public final void setFloat(long i, long j, float value) {
        requireWritable();
        Elements.setFloat(mapping, type, position(i, j), value);
    }

    /** {@code a[i, j, k] = value}; see {@link #setFloat(long, float)}. */
    public final void setFloat(long i, long j, long k, float value) {
        requireWritable();
        Elements.setFloat(mapping, type, position(i, j, k), value);
    }

    /** Assigns the element at one index for each axis; see {@link #setFloat(long, float)}. */
    public final void setFloat(long[] index, float value) {
        requireWritable();
        Elements.setFloat(mapping, type, position(index), value);
    }

    /**
     * {@code a[i] = value}. Every integer type takes it if the value is in range, float64 rounded, long double exactly,
     * datetime64 and timedelta64 as the count of steps.
     *
     * @throws IndexOutOfBoundsException as {@link #getLong(long)}
     * @throws UnsupportedOperationException if the array is read-only or its type does not take a long
     * @throws IllegalArgumentException if an integer is out of range
     * @throws IllegalStateException if the file is closed
     */
    public final void setLong(long i, long value) {
        requireWritable();
        Elements.setLong(mapping, type, position(i), value);
    }

    /** {@code a[i, j] = value}; see {@link #setLong(long, long)}. */
    public final void setLong(long i, long j, long value) {
        requireWritable();
        Elements.setLong(mapping, type, position(i, j), value);
    }

    /** {@code a[i, j, k] = value}; see {@link #setLong(long, long)}. */
    public final void setLong(long i, long j, long k, long value) {
        requireWritable();
        Elements.setLong(mapping, type, position(i, j, k), value);
    }

    /** Assigns the element at one index for each axis; see {@link #setLong(long, long)}. */
    public final void setLong(long[] index, long value) {
        requireWritable();
        Elements.setLong(mapping, type, position(index), value);
    }

    /**
     * {@code a[i] = value}. Every integer type takes it if the value is in range, float64 and long double.
     *
     * @throws IndexOutOfBoundsException as {@link #getInt(long)}
     * @throws UnsupportedOperationException if the array is read-only or its type does not take an int
     * @throws IllegalArgumentException if an integer is out of range
     * @throws IllegalStateException if the file is closed
     */
    public final void setInt(long i, int value) {
        requireWritable();
        Elements.setInt(mapping, type, position(i), value);
    }

    /** {@code a[i, j] = value}; see {@link #setInt(long, int)}. */
    public final void setInt(long i, long j, int value) {
        requireWritable();
        Elements.setInt(mapping, type, position(i, j), value);
    }

    /** {@code a[i, j, k] = value}; see {@link #setInt(long, int)}. */
    public final void setInt(long i, long j, long k, int value) {
        requireWritable();
        Elements.setInt(mapping, type, position(i, j, k), value);
    }

    /** Assigns the element at one index for each axis; see {@link #setInt(long, int)}. */
    public final void setInt(long[] index, int value) {
        requireWritable();
        Elements.setInt(mapping, type, position(index), value);
    }

    /**
     * {@code a[i] = value}. Every real number type takes it, as 0 or 1.
     *
     * @throws IndexOutOfBoundsException as {@link #getBoolean(long)}
     * @throws UnsupportedOperationException if the array is read-only or its type does not take a boolean
     * @throws IllegalArgumentException if an integer is out of range
     * @throws IllegalStateException if the file is closed
     */
    public final void setBoolean(long i, boolean value) {
        requireWritable();
        Elements.setBoolean(mapping, type, position(i), value);
    }

    /** {@code a[i, j] = value}; see {@link #setBoolean(long, boolean)}. */
    public final void setBoolean(long i, long j, boolean value) {
        requireWritable();
        Elements.setBoolean(mapping, type, position(i, j), value);
    }

    /** {@code a[i, j, k] = value}; see {@link #setBoolean(long, boolean)}. */
    public final void setBoolean(long i, long j, long k, boolean value) {
        requireWritable();
        Elements.setBoolean(mapping, type, position(i, j, k), value);
    }

    /** Assigns the element at one index for each axis; see {@link #setBoolean(long, boolean)}. */
    public final void setBoolean(long[] index, boolean value) {
        requireWritable();
        Elements.setBoolean(mapping, type, position(index), value);
    }

    final void requireWritable() {
        if (!writable) {
            throw new UnsupportedOperationException("assignment destination is read-only; open the file with"
                    + " Mode.READ_WRITE to change it, or with Mode.COPY_ON_WRITE to change a private copy");
        }
    }

    private double doubleAt(long position) {
        if (plain == NumberKind.FLOAT64) {
            return Double.longBitsToDouble(mapping.getAlignedLong(position));
        }
        if (plain == NumberKind.FLOAT32) {
            return Float.intBitsToFloat(mapping.getAlignedInt(position));
        }
        return Elements.getDouble(mapping, type, position);
    }

    private float floatAt(long position) {
        if (plain == NumberKind.FLOAT32) {
            return Float.intBitsToFloat(mapping.getAlignedInt(position));
        }
        return Elements.getFloat(mapping, type, position);
    }

    private long longAt(long position) {
        if (plain == NumberKind.INT64) {
            return mapping.getAlignedLong(position);
        }
        if (plain == NumberKind.INT32) {
            return mapping.getAlignedInt(position);
        }
        return Elements.getLong(mapping, type, position);
    }

    private int intAt(long position) {
        if (plain == NumberKind.INT32) {
            return mapping.getAlignedInt(position);
        }
        return Elements.getInt(mapping, type, position);
    }

    // Objects.checkIndex becomes one unsigned comparison, which leaves a loop where it can. The branches that this
    // saves
    // count where every element is waited for: a processor looks only so far ahead for more to wait for.

    /** Where the element lies; checks the index. */
    final long position(long i) {
        if (ndim != 1) {
            throw wrongNumber(1);
        }
        try {
            return offset + Objects.checkIndex(i, length0) * stride0;
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(e, i);
        }
    }

    private long position(long i, long j) {
        if (ndim != 2) {
            throw wrongNumber(2);
        }
        try {
            return offset + Objects.checkIndex(i, length0) * stride0 + Objects.checkIndex(j, length1) * stride1;
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(e, i, j);
        }
    }

    private long position(long i, long j, long k) {
        if (ndim != 3) {
            throw wrongNumber(3);
        }
        try {
            return offset
                    + Objects.checkIndex(i, length0) * stride0
                    + Objects.checkIndex(j, length1) * stride1
                    + Objects.checkIndex(k, length2) * stride2;
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(e, i, j, k);
        }
    }

    /** Where the element lies; checks the index. */
    final long position(long[] index) {
        if (index.length != ndim) {
            throw wrongNumber(index.length);
        }
        long position = offset;
        for (int axis = 0; axis < index.length; axis++) {
            // Read once: another thread may change the caller's array between the check and the use.
            long i = index[axis];
            Layout.requireIndex(i, axis, layout.shape[axis]);
            position += i * layout.strides[axis];
        }
        return position;
    }

    private IndexOutOfBoundsException wrongNumber(int given) {
        return new IndexOutOfBoundsException("array is " + ndim + "-dimensional, but " + given
                + (given == 1 ? " index was given" : " indices were given"));
    }

    /** Names the axis, which the JDK's own exception does not. */
    private IndexOutOfBoundsException outOfBounds(IndexOutOfBoundsException cause, long... index) {
        int axis = 0;
        while (index[axis] >= 0 && index[axis] < layout.shape[axis]) {
            axis++;
        }
        IndexOutOfBoundsException named = Layout.outOfBounds(index[axis], axis, layout.shape[axis]);
        named.initCause(cause);
        return named;
    }
}
