package io.github.npymap;

import io.github.npymap.internal.Conversion;
import io.github.npymap.internal.JavaType;
import io.github.npymap.internal.Scratch;
import io.github.npymap.spi.Mapping;
import java.lang.reflect.Array;
import java.nio.ByteOrder;

/**
 * Moves many elements between a view and primitive arrays. Arrays are passed as {@code Object}; which type they are is
 * looked at once for a whole move. Where the array's type is the file's, bytes go straight from one to the other; else
 * they go through blocks that are converted on the way.
 */
final class Bulk {
    private final Mapping mapping;
    private final NumberKind kind;
    private final ByteOrder order;
    private final int itemsize;
    private final Layout layout;
    private final long size;

    /**
     * @param layout the view's, {@link Layout#merged() merged}
     */
    Bulk(Mapping mapping, NumberType type, Layout layout) {
        this.mapping = mapping;
        this.kind = type.kind();
        this.order = type.order();
        this.itemsize = type.itemsize();
        this.layout = layout;
        this.size = layout.size();
    }

    /** Copies elements from the flat index {@code from} on. */
    void read(long from, Object target, int index, int count) {
        JavaType type = JavaType.ofArray(target);
        if (!type.reads(kind)) {
            throw Elements.refused("read", type, kind);
        }
        checkRange(from, target, index, count);
        if (type == JavaType.carrier(kind)) {
            readRaw(from, target, index, count);
            return;
        }
        Scratch scratch = Scratch.ofThread();
        Object carrier = Conversion.carrier(kind, scratch);
        for (int done = 0; done < count; ) {
            int block = Math.min(Scratch.LENGTH, count - done);
            readRaw(from + done, carrier, 0, block);
            Conversion.widen(kind, scratch, block, target, index + done);
            done += block;
        }
    }

    /** Assigns elements from the flat index {@code from} on. */
    void write(long from, Object source, int index, int count) {
        JavaType type = JavaType.ofArray(source);
        if (!type.writes(kind)) {
            throw Elements.refused("write", type, kind);
        }
        checkRange(from, source, index, count);
        // Two kinds share a carrier with a Java type that they are not: unsigned integers must be checked for range.
        if (type == JavaType.carrier(kind) && type == JavaType.fitting(kind)) {
            writeRuns(from, source, index, count);
            return;
        }
        Scratch scratch = Scratch.ofThread();
        Object carrier = Conversion.carrier(kind, scratch);
        for (int done = 0; done < count; ) {
            int block = Math.min(Scratch.LENGTH, count - done);
            Conversion.narrow(kind, source, index + done, block, scratch);
            writeRuns(from + done, carrier, 0, block);
            done += block;
        }
    }

    /** Copies the elements with the given flat indices. */
    void gather(long[] flatIndices, Object target) {
        JavaType type = JavaType.ofArray(target);
        if (!type.reads(kind)) {
            throw Elements.refused("read", type, kind);
        }
        requireLength(target, flatIndices.length);
        for (long flat : flatIndices) {
            checkIndex(flat);
        }
        boolean direct = type == JavaType.carrier(kind);
        if (flatIndices.length == 0) {
            requireOpen(mapping);
        }
        boolean line = layout.ndim() <= 1;
        long offset = line ? layout.offset : 0;
        long stride = line ? layout.innerStride() : 1;
        Scratch scratch = Scratch.ofThread();
        Object carrier = Conversion.carrier(kind, scratch);
        for (int done = 0; done < flatIndices.length; ) {
            int block = Math.min(Scratch.LENGTH, flatIndices.length - done);
            for (int k = 0; k < block; k++) {
                // Checked again on what is used: another thread may change the caller's array meanwhile.
                long flat = checkIndex(flatIndices[done + k]);
                scratch.positions[k] = line ? flat : layout.elementOffset(flat);
            }
            mapping.gather(
                    offset,
                    stride,
                    scratch.positions,
                    0,
                    block,
                    1,
                    order,
                    direct ? target : carrier,
                    direct ? done : 0);
            if (!direct) {
                Conversion.widen(kind, scratch, block, target, done);
            }
            done += block;
        }
    }

    /**
     * Copies whole rows one after the other.
     *
     * @param rowStride bytes from one row to the next
     * @param rowCount rows in the view, which has at least one element in each
     */
    void gatherRows(long[] rows, long rowStride, long rowCount, Object target) {
        JavaType type = JavaType.ofArray(target);
        if (!type.reads(kind)) {
            throw Elements.refused("read", type, kind);
        }
        long rowSize = rowCount == 0 ? 0 : size / rowCount;
        requireLength(target, Math.multiplyExact(rowSize, rows.length));
        for (long row : rows) {
            checkRow(row, rowCount);
        }
        int run = (int) rowSize;
        boolean adjacent = layout.innerStride() == itemsize && layout.innerLength() % Math.max(1, rowSize) == 0;
        if (type == JavaType.carrier(kind) && adjacent && run > 0) {
            long[] positions = Scratch.ofThread().positions;
            for (int done = 0; done < rows.length; ) {
                int block = Math.min(Scratch.LENGTH, rows.length - done);
                for (int k = 0; k < block; k++) {
                    positions[k] = checkRow(rows[done + k], rowCount);
                }
                mapping.gather(layout.offset, rowStride, positions, 0, block, run, order, target, done * run);
                done += block;
            }
            return;
        }
        for (int k = 0; k < rows.length; k++) {
            read(rows[k] * rowSize, target, k * run, run);
        }
    }

    /** Copies elements as they are in the file to an array of the kind's {@link JavaType#carrier}. */
    void readRaw(long from, Object target, int index, int count) {
        long length = layout.innerLength();
        long stride = layout.innerStride();
        for (int done = 0; done < count; ) {
            long row = (from + done) / length;
            long column = from + done - row * length;
            int run = (int) Math.min(count - done, length - column);
            long offset = layout.rowOffset(row) + column * stride;
            if (stride == itemsize || run == 1) {
                mapping.read(offset, order, target, index + done, run);
            } else {
                mapping.readStrided(offset, stride, order, target, index + done, run);
            }
            done += run;
        }
    }

    private void writeRuns(long from, Object source, int index, int count) {
        long length = layout.innerLength();
        long stride = layout.innerStride();
        for (int done = 0; done < count; ) {
            long row = (from + done) / length;
            long column = from + done - row * length;
            int run = (int) Math.min(count - done, length - column);
            long offset = layout.rowOffset(row) + column * stride;
            if (stride == itemsize || run == 1) {
                mapping.write(offset, order, source, index + done, run);
            } else {
                mapping.writeStrided(offset, stride, order, source, index + done, run);
            }
            done += run;
        }
    }

    private void checkRange(long from, Object array, int index, int count) {
        int length = Array.getLength(array);
        if (index < 0 || count < 0 || index > length - count) {
            throw new IndexOutOfBoundsException(
                    count + " elements from index " + index + " of a Java array of " + length);
        }
        if (from < 0 || from > size - count) {
            throw new IndexOutOfBoundsException(
                    count + " elements from flat index " + from + " of an array of " + size);
        }
        if (count == 0) {
            requireOpen(mapping);
        }
    }

    /** What a mapping says of itself where there are elements to move, said where there are none. */
    static void requireOpen(Mapping mapping) {
        if (!mapping.isOpen()) {
            throw new IllegalStateException("the file is closed");
        }
    }

    private long checkIndex(long flat) {
        if (flat < 0 || flat >= size) {
            throw new IndexOutOfBoundsException("flat index " + flat + " in an array of " + size + " elements");
        }
        return flat;
    }

    private static long checkRow(long row, long rowCount) {
        if (row < 0 || row >= rowCount) {
            throw new IndexOutOfBoundsException("index " + row + " is out of bounds for axis 0 with size " + rowCount);
        }
        return row;
    }

    private static void requireLength(Object array, long needed) {
        int length = Array.getLength(array);
        if (length < needed) {
            throw new IllegalArgumentException("a Java array of " + needed + " or longer is needed, not " + length);
        }
    }
}
