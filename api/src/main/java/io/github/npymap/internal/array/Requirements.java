package io.github.npymap.internal.array;

import io.github.npymap.spi.Mapping;
import java.lang.reflect.Array;

/** What has to hold before elements are moved; each failure says what was asked for and what there is. */
public final class Requirements {
    private Requirements() {}

    /** What a mapping says of itself where there are elements to move, said where there are none. */
    public static void requireOpen(Mapping mapping) {
        if (!mapping.isOpen()) {
            throw new IllegalStateException("the file is closed");
        }
    }

    /** @throws IndexOutOfBoundsException unless so many elements are behind an index of a Java array */
    static void requireRange(int length, int index, int count) {
        if (index < 0 || count < 0 || index > length - count) {
            throw new IndexOutOfBoundsException(
                    count + " elements from index " + index + " of a Java array of " + length);
        }
    }

    /** @throws IndexOutOfBoundsException unless so many elements are behind a flat index of an array of {@code size} */
    static void requireFlatRange(long size, long from, int count) {
        if (from < 0 || from > size - count) {
            throw new IndexOutOfBoundsException(
                    count + " elements from flat index " + from + " of an array of " + size);
        }
    }

    /** @throws IndexOutOfBoundsException unless the first of the flat indices are in an array of {@code size} */
    static void requireFlatIndices(long size, long[] flatIndices, int count) {
        for (int k = 0; k < count; k++) {
            long flat = flatIndices[k];
            if (flat < 0 || flat >= size) {
                throw new IndexOutOfBoundsException("flat index " + flat + " in an array of " + size + " elements");
            }
        }
    }

    /** The row, if there is one. */
    static long requireRow(long row, long rowCount) {
        if (row < 0 || row >= rowCount) {
            throw new IndexOutOfBoundsException("index " + row + " is out of bounds for axis 0 with size " + rowCount);
        }
        return row;
    }

    /** @throws IllegalArgumentException if a Java array is too short */
    static void requireLength(Object array, long needed) {
        int length = Array.getLength(array);
        if (length < needed) {
            throw new IllegalArgumentException("a Java array of " + needed + " or longer is needed, not " + length);
        }
    }
}
