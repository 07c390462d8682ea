package io.github.npymap;

import io.github.npymap.internal.array.Bulk;
import io.github.npymap.internal.array.ElementGather;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.array.RowGather;
import io.github.npymap.internal.array.TextElements;
import io.github.npymap.internal.array.UnsupportedAccess;
import io.github.npymap.internal.parallel.Execution;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.TextType;
import java.lang.reflect.Array;

/**
 * Moves between arrays and Java arrays. Elements go in C order whatever the view; a flat index counts them in that order.
 * Legal types are those of the element accessors; bytes are legal always.
 */
public abstract sealed class ArrayTransfers extends ArrayValues permits ArrayReductions {
    // Made when they are first needed, which most views never do; two threads may both make one, and either is good.
    private Bulk bulk;
    private ElementGather elementGather;
    private RowGather rowGather;

    final Execution execution;

    ArrayTransfers(Mapping mapping, DType type, Layout layout, boolean writable, Execution execution) {
        super(mapping, type, layout, writable);
        this.execution = execution;
    }

    /**
     * Copies the whole array: {@code target[:a.size] = a.ravel()}.
     *
     * @throws IndexOutOfBoundsException if {@code target} is shorter than the array
     * @throws UnsupportedOperationException if NumPy's safe casting does not allow this type; the message names one
     *     that it does
     * @throws IllegalStateException if the file is closed
     */
    public final void read(double[] target) {
        bulk().read(0, target, 0, all(target));
    }

    /** Copies the whole array; see {@link #read(double[])}. */
    public final void read(float[] target) {
        bulk().read(0, target, 0, all(target));
    }

    /** Copies the whole array; see {@link #read(double[])}. */
    public final void read(long[] target) {
        bulk().read(0, target, 0, all(target));
    }

    /** Copies the whole array; see {@link #read(double[])}. */
    public final void read(int[] target) {
        bulk().read(0, target, 0, all(target));
    }

    /** Copies the whole array; see {@link #read(double[])}. */
    public final void read(short[] target) {
        bulk().read(0, target, 0, all(target));
    }

    /** Copies the whole array; see {@link #read(double[])}. */
    public final void read(byte[] target) {
        bulk().read(0, target, 0, all(target));
    }

    /** Copies the whole array; see {@link #read(double[])}. */
    public final void read(boolean[] target) {
        bulk().read(0, target, 0, all(target));
    }

    /**
     * Copies {@code count} elements: {@code target[index:index+count] = a.ravel()[from:from+count]}.
     *
     * @param from flat index of the first element
     * @param target where to
     * @param index where in the target to begin
     * @param count how many
     * @throws IndexOutOfBoundsException if either range leaves its array
     * @throws UnsupportedOperationException as {@link #read(double[])}
     * @throws IllegalStateException if the file is closed
     */
    public final void read(long from, double[] target, int index, int count) {
        bulk().read(from, target, index, count);
    }

    /** Copies elements; see {@link #read(long, double[], int, int)}. */
    public final void read(long from, float[] target, int index, int count) {
        bulk().read(from, target, index, count);
    }

    /** Copies elements; see {@link #read(long, double[], int, int)}. */
    public final void read(long from, long[] target, int index, int count) {
        bulk().read(from, target, index, count);
    }

    /** Copies elements; see {@link #read(long, double[], int, int)}. */
    public final void read(long from, int[] target, int index, int count) {
        bulk().read(from, target, index, count);
    }

    /** Copies elements; see {@link #read(long, double[], int, int)}. */
    public final void read(long from, short[] target, int index, int count) {
        bulk().read(from, target, index, count);
    }

    /** Copies elements; see {@link #read(long, double[], int, int)}. */
    public final void read(long from, byte[] target, int index, int count) {
        bulk().read(from, target, index, count);
    }

    /** Copies elements; see {@link #read(long, double[], int, int)}. */
    public final void read(long from, boolean[] target, int index, int count) {
        bulk().read(from, target, index, count);
    }

    /**
     * Assigns the whole array: {@code a.ravel()[:] = source[:a.size]}.
     *
     * @throws IndexOutOfBoundsException if {@code source} is shorter than the array
     * @throws UnsupportedOperationException if the array is read-only or its type does not take this one
     * @throws IllegalArgumentException if an integer is out of range; what came before its block is written
     * @throws IllegalStateException if the file is closed
     */
    public final void write(double[] source) {
        requireWritable();
        bulk().write(0, source, 0, all(source));
    }

    /** Assigns the whole array; see {@link #write(double[])}. */
    public final void write(float[] source) {
        requireWritable();
        bulk().write(0, source, 0, all(source));
    }

    /** Assigns the whole array; see {@link #write(double[])}. */
    public final void write(long[] source) {
        requireWritable();
        bulk().write(0, source, 0, all(source));
    }

    /** Assigns the whole array; see {@link #write(double[])}. */
    public final void write(int[] source) {
        requireWritable();
        bulk().write(0, source, 0, all(source));
    }

    /** Assigns the whole array; see {@link #write(double[])}. */
    public final void write(short[] source) {
        requireWritable();
        bulk().write(0, source, 0, all(source));
    }

    /** Assigns the whole array; see {@link #write(double[])}. */
    public final void write(byte[] source) {
        requireWritable();
        bulk().write(0, source, 0, all(source));
    }

    /** Assigns the whole array; see {@link #write(double[])}. */
    public final void write(boolean[] source) {
        requireWritable();
        bulk().write(0, source, 0, all(source));
    }

    /**
     * Assigns {@code count} elements: {@code a.ravel()[from:from+count] = source[index:index+count]}.
     *
     * @param from flat index of the first element
     * @param source where from
     * @param index where in the source to begin
     * @param count how many
     * @throws IndexOutOfBoundsException if either range leaves its array
     * @throws UnsupportedOperationException as {@link #write(double[])}
     * @throws IllegalArgumentException as {@link #write(double[])}
     * @throws IllegalStateException if the file is closed
     */
    public final void write(long from, double[] source, int index, int count) {
        requireWritable();
        bulk().write(from, source, index, count);
    }

    /** Assigns elements; see {@link #write(long, double[], int, int)}. */
    public final void write(long from, float[] source, int index, int count) {
        requireWritable();
        bulk().write(from, source, index, count);
    }

    /** Assigns elements; see {@link #write(long, double[], int, int)}. */
    public final void write(long from, long[] source, int index, int count) {
        requireWritable();
        bulk().write(from, source, index, count);
    }

    /** Assigns elements; see {@link #write(long, double[], int, int)}. */
    public final void write(long from, int[] source, int index, int count) {
        requireWritable();
        bulk().write(from, source, index, count);
    }

    /** Assigns elements; see {@link #write(long, double[], int, int)}. */
    public final void write(long from, short[] source, int index, int count) {
        requireWritable();
        bulk().write(from, source, index, count);
    }

    /** Assigns elements; see {@link #write(long, double[], int, int)}. */
    public final void write(long from, byte[] source, int index, int count) {
        requireWritable();
        bulk().write(from, source, index, count);
    }

    /** Assigns elements; see {@link #write(long, double[], int, int)}. */
    public final void write(long from, boolean[] source, int index, int count) {
        requireWritable();
        bulk().write(from, source, index, count);
    }

    /**
     * Collects single elements: {@code target[:] = a.ravel()[flatIndices]}.
     *
     * @throws IndexOutOfBoundsException if an index is not in 0 ≤ i &lt; size; nothing was copied then
     * @throws IllegalArgumentException if {@code target} is shorter than {@code flatIndices}
     * @throws UnsupportedOperationException as {@link #read(double[])}
     * @throws IllegalStateException if the file is closed
     */
    public final void gather(long[] flatIndices, double[] target) {
        gatherAny(flatIndices, target);
    }

    /** Collects single elements; see {@link #gather(long[], double[])}. */
    public final void gather(long[] flatIndices, float[] target) {
        gatherAny(flatIndices, target);
    }

    /** Collects single elements; see {@link #gather(long[], double[])}. */
    public final void gather(long[] flatIndices, long[] target) {
        gatherAny(flatIndices, target);
    }

    /** Collects single elements; see {@link #gather(long[], double[])}. */
    public final void gather(long[] flatIndices, int[] target) {
        gatherAny(flatIndices, target);
    }

    /** Collects single elements; see {@link #gather(long[], double[])}. */
    public final void gather(long[] flatIndices, short[] target) {
        gatherAny(flatIndices, target);
    }

    /** Collects single elements; see {@link #gather(long[], double[])}. */
    public final void gather(long[] flatIndices, byte[] target) {
        gatherAny(flatIndices, target);
    }

    /** Collects single elements; see {@link #gather(long[], double[])}. */
    public final void gather(long[] flatIndices, boolean[] target) {
        gatherAny(flatIndices, target);
    }

    /**
     * Collects rows, that is, entries of the first axis with all that is in them: {@code target[:] = a[rows].ravel()}.
     *
     * @throws IndexOutOfBoundsException if a row is not in 0 ≤ i &lt; the first axis' length, or the array is a scalar;
     *     nothing was copied then
     * @throws IllegalArgumentException if {@code target} is too short
     * @throws UnsupportedOperationException as {@link #read(double[])}
     * @throws IllegalStateException if the file is closed
     */
    public final void gatherRows(long[] rows, double[] target) {
        gatherAnyRows(rows, target);
    }

    /** Collects rows; see {@link #gatherRows(long[], double[])}. */
    public final void gatherRows(long[] rows, float[] target) {
        gatherAnyRows(rows, target);
    }

    /** Collects rows; see {@link #gatherRows(long[], double[])}. */
    public final void gatherRows(long[] rows, long[] target) {
        gatherAnyRows(rows, target);
    }

    /** Collects rows; see {@link #gatherRows(long[], double[])}. */
    public final void gatherRows(long[] rows, int[] target) {
        gatherAnyRows(rows, target);
    }

    /** Collects rows; see {@link #gatherRows(long[], double[])}. */
    public final void gatherRows(long[] rows, short[] target) {
        gatherAnyRows(rows, target);
    }

    /** Collects rows; see {@link #gatherRows(long[], double[])}. */
    public final void gatherRows(long[] rows, byte[] target) {
        gatherAnyRows(rows, target);
    }

    /** Collects rows; see {@link #gatherRows(long[], double[])}. */
    public final void gatherRows(long[] rows, boolean[] target) {
        gatherAnyRows(rows, target);
    }

    /**
     * The whole array as a new, flat Java array in C order: {@code a.ravel().astype('f8')}.
     *
     * @throws IllegalStateException if the file is closed
     * @throws UnsupportedOperationException as {@link #read(double[])}, and for more elements than a Java array holds
     */
    public final double[] toDoubleArray() {
        double[] array = new double[javaLength(JavaType.DOUBLE)];
        read(array);
        return array;
    }

    /** The whole array as a new Java array; see {@link #toDoubleArray}. */
    public final float[] toFloatArray() {
        float[] array = new float[javaLength(JavaType.FLOAT)];
        read(array);
        return array;
    }

    /** The whole array as a new Java array; see {@link #toDoubleArray}. */
    public final long[] toLongArray() {
        long[] array = new long[javaLength(JavaType.LONG)];
        read(array);
        return array;
    }

    /** The whole array as a new Java array; see {@link #toDoubleArray}. */
    public final int[] toIntArray() {
        int[] array = new int[javaLength(JavaType.INT)];
        read(array);
        return array;
    }

    /** The whole array as a new Java array; see {@link #toDoubleArray}. */
    public final short[] toShortArray() {
        short[] array = new short[javaLength(JavaType.SHORT)];
        read(array);
        return array;
    }

    /** The whole array as a new Java array; see {@link #toDoubleArray}. */
    public final byte[] toByteArray() {
        byte[] array = new byte[javaLength(JavaType.BYTE)];
        read(array);
        return array;
    }

    /** The whole array as a new Java array; see {@link #toDoubleArray}. */
    public final boolean[] toBooleanArray() {
        boolean[] array = new boolean[javaLength(JavaType.BOOLEAN)];
        read(array);
        return array;
    }

    /** Copies the whole array of texts; see {@link #read(long, String[], int, int)}. */
    public final void read(String[] target) {
        read(0, target, 0, all(target));
    }

    /** Assigns the whole array of texts; see {@link #write(long, String[], int, int)}. */
    public final void write(String[] source) {
        write(0, source, 0, all(source));
    }

    /**
     * Copies texts, {@code S} or {@code U}; each is what {@code getString} gives.
     *
     * @param from flat index of the first element
     * @throws IndexOutOfBoundsException if either range leaves its array
     * @throws UnsupportedOperationException if the elements are no texts
     * @throws IllegalStateException if the file is closed
     */
    public final void read(long from, String[] target, int index, int count) {
        bulk().readStrings(TextElements.require("read(String[])", "read", type), from, target, index, count);
    }

    /**
     * Assigns texts; throws as {@link #setString(long, String)} and {@link #read(long, String[], int, int)} do.
     *
     * @param from flat index of the first element
     */
    public final void write(long from, String[] source, int index, int count) {
        requireWritable();
        bulk().writeStrings(TextElements.require("write(String[])", "write", type), from, source, index, count);
    }

    /** The whole array as a new, flat array of strings in C order; see {@link #read(long, String[], int, int)}. */
    public final String[] toStringArray() {
        TextType text = TextElements.require("toStringArray", "read", type);
        String[] array = new String[javaLength()];
        bulk().readStrings(text, 0, array, 0, array.length);
        return array;
    }

    /** Copies the bytes of the whole array, {@code a.tobytes()}; see {@link #readBytes(long, byte[], int, int)}. */
    public final void readBytes(byte[] target) {
        bulk().readBytes(0, target, 0, allBytes(target));
    }

    /** Assigns the bytes of the whole array; see {@link #writeBytes(long, byte[], int, int)}. */
    public final void writeBytes(byte[] source) {
        requireWritable();
        bulk().writeBytes(0, source, 0, allBytes(source));
    }

    /**
     * Copies the bytes of elements of any type as they are in the file, in C order:
     * {@code a.ravel()[from:from+count].tobytes()}.
     *
     * @param from flat index of the first element
     * @param target where to
     * @param index where in the target to begin
     * @param count how many elements
     * @throws IndexOutOfBoundsException if either range leaves its array
     * @throws IllegalStateException if the file is closed
     */
    public final void readBytes(long from, byte[] target, int index, int count) {
        bulk().readBytes(from, target, index, count);
    }

    /**
     * Assigns the bytes of elements of any type, as they shall be in the file.
     *
     * @param from flat index of the first element
     * @param source where from
     * @param index where in the source to begin
     * @param count how many elements
     * @throws IndexOutOfBoundsException if either range leaves its array
     * @throws UnsupportedOperationException if the array is read-only
     * @throws IllegalStateException if the file is closed
     */
    public final void writeBytes(long from, byte[] source, int index, int count) {
        requireWritable();
        bulk().writeBytes(from, source, index, count);
    }

    final Bulk bulk() {
        Bulk made = bulk;
        if (made == null) {
            made = new Bulk(mapping, type, layout.merged(), execution.workers());
            bulk = made;
        }
        return made;
    }

    private void gatherAny(long[] flatIndices, Object target) {
        ElementGather made = elementGather;
        if (made == null) {
            made = new ElementGather(mapping, type, layout.merged(), execution.workers());
            elementGather = made;
        }
        made.run(flatIndices, target);
    }

    private void gatherAnyRows(long[] rows, Object target) {
        if (layout.ndim() == 0) {
            throw new IndexOutOfBoundsException("a scalar has no rows");
        }
        RowGather made = rowGather;
        if (made == null) {
            made = new RowGather(mapping, type, layout, bulk(), execution.workers());
            rowGather = made;
        }
        made.run(rows, target);
    }

    private int all(Object array) {
        long size = layout.size();
        if (Array.getLength(array) < size) {
            throw new IndexOutOfBoundsException(
                    size + " elements do not fit a Java array of " + Array.getLength(array));
        }
        return (int) size;
    }

    private int allBytes(byte[] array) {
        long size = layout.size();
        int itemsize = type.itemsize();
        if (itemsize == 0 ? size > Integer.MAX_VALUE : size > array.length / itemsize) {
            throw new IndexOutOfBoundsException(
                    size + " elements of " + itemsize + " bytes do not fit a Java array of " + array.length + " bytes");
        }
        return (int) size;
    }

    private int javaLength(JavaType java) {
        if (!java.reads(type)) {
            throw UnsupportedAccess.of("read", java, type);
        }
        return javaLength();
    }

    private int javaLength() {
        long size = layout.size();
        // The longest array that every JVM makes.
        if (size > Integer.MAX_VALUE - 8) {
            throw new UnsupportedOperationException(
                    size + " elements are more than a Java array holds; read them in parts");
        }
        return (int) size;
    }
}
