package io.github.npymap.internal.array;

import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.JavaType;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.TextType;
import io.github.npymap.types.TimeType;
import java.lang.reflect.Array;
import java.nio.ByteOrder;
import java.util.stream.LongStream;

/**
 * Moves many elements between a view and primitive arrays. Arrays are passed as {@code Object}; which type they are is
 * looked at once for a whole move. Where the array's type is the file's, bytes go straight from one to the other; else
 * they go through blocks that are converted on the way.
 */
public final class Bulk {
    /** Bytes of texts that are read before they are made strings. */
    private static final int TEXT_BLOCK = 1 << 14;

    /** 0, 1, 2 …: the positions of elements that lie one stride apart. */
    private static final long[] COUNTING = LongStream.range(0, Scratch.LENGTH).toArray();

    /** Elements side by side, or a stride apart, from which on a mapping converts them better than a block at a time. */
    private static final int LONG_RUN = 64;

    /**
     * Elements of a row that are read before the next row is begun, where the elements beside them are the next row's:
     * their lines then are still in the processor's first cache, and the addresses of their pages in its second.
     */
    private static final int STRIP = 512;

    /** Elements that are too few to be shared among threads. */
    private static final int SHARE = 1 << 15;

    /** Rows of a strip that make such a share. */
    private static final int STRIP_ROWS = SHARE / STRIP;

    /** Most bytes of rows that are gathered at once: a mapping may ask for all of them before it copies the first. */
    private static final long BATCH_BYTES = 32 << 20;

    /** Elements that are so many bytes apart each have a page of their own, on systems with small ones. */
    private static final int FAR_APART = 4096;

    private final Mapping mapping;
    private final DType type;
    private final ByteOrder order;
    private final int itemsize;
    private final Layout layout;
    private final long size;
    private final Workers workers;
    private final boolean isTransposed;

    /**
     * @param layout the view's, {@link Layout#merged() merged}
     */
    public Bulk(Mapping mapping, DType type, Layout layout, Workers workers) {
        this.mapping = mapping;
        this.workers = workers;
        this.type = type;
        this.order = orderOf(type);
        this.itemsize = type.itemsize();
        this.layout = layout;
        this.size = layout.size();
        int inner = layout.ndim() - 1;
        isTransposed = inner > 0
                && layout.shape[inner] > STRIP
                && Math.abs(layout.strides[inner]) > Math.abs(layout.strides[inner - 1]);
    }

    /** Copies elements from the flat index {@code from} on. */
    public void read(long from, Object target, int index, int count) {
        JavaType java = requireReads(target);
        checkRange(from, Array.getLength(target), index, count);
        if (isTransposed) {
            readTransposed(from, java, target, index, count);
        } else {
            readShared(from, java, target, index, count);
        }
    }

    private boolean isAloneWith(int count) {
        return workers.isAlone() || count <= SHARE;
    }

    private void readShared(long from, JavaType java, Object target, int index, int count) {
        if (isAloneWith(count)) {
            read(from, java, target, index, count);
            return;
        }
        workers.each((count - 1) / SHARE + 1, share -> {
            int done = (int) share * SHARE;
            read(from + done, java, target, index + done, Math.min(SHARE, count - done));
        });
    }

    /** Whole rows strip by strip, and what is before and behind them as it is. */
    private void readTransposed(long from, JavaType java, Object target, int index, int count) {
        long length = layout.innerLength();
        int lead = (int) Math.min(count, layout.restOfRow(from) % length);
        int rows = (int) ((count - lead) / length);
        int done = (int) (lead + rows * length);
        readShared(from, java, target, index, lead);
        long strips = rows == 0 ? 0 : (length - 1) / STRIP + 1;
        if (isAloneWith(count)) {
            for (long strip = 0; strip < strips; strip++) {
                readStrip(strip, 0, rows, from + lead, java, target, index + lead);
            }
        } else {
            // Those below each other follow each other: whoever has one finds its lines in the cache for the next.
            int blocks = (rows + STRIP_ROWS - 1) / STRIP_ROWS;
            workers.each(strips * blocks, piece -> {
                int top = (int) (piece % blocks) * STRIP_ROWS;
                int bottom = Math.min(top + STRIP_ROWS, rows);
                readStrip(piece / blocks, top, bottom, from + lead, java, target, index + lead);
            });
        }
        readShared(from + done, java, target, index + done, count - done);
    }

    /** Copies the part of the rows from {@code top} to before {@code bottom} that lies in a strip. */
    private void readStrip(long strip, int top, int bottom, long from, JavaType java, Object target, int index) {
        long start = strip * STRIP;
        long length = layout.innerLength();
        int width = (int) Math.min(STRIP, length - start);
        for (int row = top; row < bottom; row++) {
            long at = row * length + start;
            read(from + at, java, target, (int) (index + at), width);
        }
    }

    private void read(long from, JavaType java, Object target, int index, int count) {
        if (isDirect(java)) {
            readRaw(from, target, index, count);
        } else if (layout.innerLength() >= LONG_RUN) {
            readConverted(from, target, index, count);
        } else {
            readBlocks(from, target, index, count);
        }
    }

    private void readBlocks(long from, Object target, int index, int count) {
        NumberType number = (NumberType) type;
        Scratch scratch = Scratch.ofThread();
        Object carrier = Conversion.carrier(type, scratch);
        for (int done = 0; done < count; ) {
            int block = Math.min(Conversion.blockLength(type), count - done);
            readRaw(from + done, carrier, 0, block);
            Conversion.widen(number, scratch, block, target, index + done);
            done += block;
        }
    }

    /** Assigns elements from the flat index {@code from} on. */
    public void write(long from, Object source, int index, int count) {
        JavaType java = JavaType.ofArray(source);
        if (!java.writes(type)) {
            throw UnsupportedAccess.of("write", java, type);
        }
        checkRange(from, Array.getLength(source), index, count);
        // Two kinds share a carrier with a Java type that they are not: unsigned integers must be checked for range.
        boolean unchecked = !(type instanceof NumberType number) || java == JavaType.fitting(number.kind());
        if (java == JavaType.carrier(type) && unchecked && width() == 1) {
            writeRuns(from, source, index, count);
            return;
        }
        NumberType number = (NumberType) type;
        Scratch scratch = Scratch.ofThread();
        Object carrier = Conversion.carrier(type, scratch);
        for (int done = 0; done < count; ) {
            int block = Math.min(Conversion.blockLength(type), count - done);
            Conversion.narrow(number, source, index + done, block, scratch);
            writeRuns(from + done, carrier, 0, block);
            done += block;
        }
    }

    /** Copies the bytes of elements of any type as they are in the file. */
    public void readBytes(long from, byte[] target, int index, int count) {
        checkRange(from, byteRange(target, index, count), 0, count);
        if (itemsize == 0) {
            requireOpen(mapping);
            return;
        }
        long stride = layout.innerStride();
        for (int done = 0; done < count; ) {
            int run = (int) Math.min(count - done, layout.restOfRow(from + done));
            long offset = layout.elementOffset(from + done);
            int to = index + done * itemsize;
            if (stride == itemsize || run == 1) {
                mapping.read(offset, ByteOrder.nativeOrder(), target, to, run * itemsize);
            } else {
                run = Math.min(run, COUNTING.length);
                mapping.gather(offset, stride, COUNTING, 0, run, itemsize, ByteOrder.nativeOrder(), target, to);
            }
            done += run;
        }
    }

    /** Assigns the bytes of elements of any type. */
    public void writeBytes(long from, byte[] source, int index, int count) {
        checkRange(from, byteRange(source, index, count), 0, count);
        if (itemsize == 0) {
            requireOpen(mapping);
            return;
        }
        boolean adjacent = layout.innerStride() == itemsize;
        for (int done = 0; done < count; ) {
            int run = adjacent ? (int) Math.min(count - done, layout.restOfRow(from + done)) : 1;
            long offset = layout.elementOffset(from + done);
            mapping.write(offset, ByteOrder.nativeOrder(), source, index + done * itemsize, run * itemsize);
            done += run;
        }
    }

    /** Copies texts. */
    public void readStrings(TextType text, long from, String[] target, int index, int count) {
        checkRange(from, target.length, index, count);
        int most = Math.max(1, TEXT_BLOCK / Math.max(1, itemsize));
        byte[] bytes = new byte[itemsize * Math.min(most, count)];
        for (int done = 0; done < count; ) {
            int block = Math.min(most, count - done);
            readBytes(from + done, bytes, 0, block);
            for (int k = 0; k < block; k++) {
                target[index + done + k] = TextElements.string(text, bytes, k * itemsize);
            }
            done += block;
        }
    }

    /** Assigns texts. */
    public void writeStrings(TextType text, long from, String[] source, int index, int count) {
        checkRange(from, source.length, index, count);
        for (int k = 0; k < count; k++) {
            writeBytes(from + k, TextElements.bytes(text, source[index + k]), 0, 1);
        }
    }

    /** Copies the elements with the given flat indices. */
    public void gather(long[] flatIndices, Object target) {
        JavaType java = requireReads(target);
        requireLength(target, flatIndices.length);
        checkIndices(flatIndices, flatIndices.length);
        int count = flatIndices.length;
        if (count == 0) {
            requireOpen(mapping);
        }
        if (isAloneWith(count)) {
            gather(java, flatIndices, 0, count, target);
            return;
        }
        workers.each((count - 1) / SHARE + 1, share -> {
            int done = (int) share * SHARE;
            gather(java, flatIndices, done, Math.min(done + SHARE, count), target);
        });
    }

    private void gather(JavaType java, long[] flatIndices, int from, int to, Object target) {
        int width = width();
        boolean direct = isDirect(java);
        boolean line = layout.ndim() <= 1;
        long offset = line ? layout.offset : 0;
        long stride = line ? layout.innerStride() : 1;
        Scratch scratch = Scratch.ofThread();
        Object carrier = Conversion.carrier(type, scratch);
        long[] positions = scratch.positions;
        int most = direct ? positions.length : Conversion.blockLength(type);
        for (int done = from; done < to; ) {
            int block = Math.min(most, to - done);
            // Checked again where nobody else can change them: the array is the caller's, and so are its threads.
            System.arraycopy(flatIndices, done, positions, 0, block);
            checkIndices(positions, block);
            for (int k = 0; k < block && !line; k++) {
                positions[k] = layout.elementOffset(positions[k]);
            }
            mapping.gather(
                    offset, stride, positions, 0, block, width, order, direct ? target : carrier, direct ? done : 0);
            if (!direct) {
                Conversion.widen((NumberType) type, scratch, block, target, done);
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
    public void gatherRows(long[] rows, long rowStride, long rowCount, Object target) {
        JavaType java = requireReads(target);
        long rowSize = rowCount == 0 ? 0 : size / rowCount;
        // Too large a product saturates, and no array is as long.
        boolean countable = Math.multiplyHigh(rowSize, rows.length) == 0 && rowSize * rows.length >= 0;
        requireLength(target, countable ? rowSize * rows.length : Long.MAX_VALUE);
        for (long row : rows) {
            checkRow(row, rowCount);
        }
        int share = (int) Math.max(1, SHARE / Math.max(1, rowSize));
        if (workers.isAlone() || rows.length <= share) {
            gatherRows(java, rows, 0, rows.length, rowStride, rowCount, target);
            return;
        }
        workers.each((rows.length - 1) / share + 1, k -> {
            int done = (int) k * share;
            gatherRows(java, rows, done, Math.min(done + share, rows.length), rowStride, rowCount, target);
        });
    }

    private void gatherRows(
            JavaType java, long[] rows, int from, int to, long rowStride, long rowCount, Object target) {
        int run = rowCount == 0 ? 0 : (int) (size / rowCount);
        if (run == 0) {
            requireOpen(mapping);
            return;
        }
        boolean adjacent = layout.innerStride() == itemsize && layout.innerLength() % run == 0;
        if (isDirect(java) && adjacent) {
            int most = batch((long) run * itemsize);
            for (int done = from; done < to; ) {
                int block = Math.min(most, to - done);
                long[] positions = positions(rows, done, block, rowCount);
                mapping.gather(layout.offset, rowStride, positions, 0, block, run, order, target, done * run);
                done += block;
            }
            return;
        }
        long span = layout.spanLength(itemsize) - (rowCount - 1) * Math.abs(rowStride);
        boolean apart = rowCount == 1 || span <= Math.abs(rowStride);
        if (!apart || span > FAR_APART * pages(run)) {
            for (int k = from; k < to; k++) {
                readScattered(checkRow(rows[k], rowCount) * run, java, target, k * run, run);
            }
            return;
        }
        // The lowest byte of row 0: rows and elements may follow each other in either direction.
        long lowest = layout.spanStart() - Math.min(0, (rowCount - 1) * rowStride);
        int most = batch(span);
        for (int done = from; done < to; ) {
            int end = done + Math.min(most, to - done);
            mapping.anticipate(lowest, rowStride, positions(rows, done, end - done, rowCount), 0, end - done, span);
            for (; done < end; done++) {
                read(checkRow(rows[done], rowCount) * run, java, target, done * run, run);
            }
        }
    }

    /** Rows that a mapping is told of at once, by the bytes that each has. */
    private static int batch(long rowBytes) {
        return (int) Math.max(1, Math.min(Scratch.LENGTH, BATCH_BYTES / rowBytes));
    }

    /** Rows that are checked once more, where nobody else can change them. */
    private static long[] positions(long[] rows, int from, int count, long rowCount) {
        long[] positions = Scratch.ofThread().positions;
        for (int k = 0; k < count; k++) {
            positions[k] = checkRow(rows[from + k], rowCount);
        }
        return positions;
    }

    /** Pages that a row has, more or less: those of each run of elements that are near each other. */
    private long pages(int run) {
        long inner = Math.min(run, layout.innerLength());
        long extent = Math.min(FAR_APART, Math.abs(layout.innerStride())) * (inner - 1) + itemsize;
        return run / inner * (extent / FAR_APART + 1);
    }

    /**
     * For a row that lies in others, as in Fortran order, or is mostly gaps: what is asked for together is not several rows
     * but elements of one, since from the first to the last of them it may be all of the file. Where many elements share
     * a page, the system reads ahead.
     */
    private void readScattered(long first, JavaType java, Object target, int index, int count) {
        long stride = layout.innerStride();
        if (Math.abs(stride) < FAR_APART || layout.innerLength() < LONG_RUN) {
            read(first, java, target, index, count);
            return;
        }
        for (int done = 0; done < count; ) {
            int part = (int) Math.min(Math.min(COUNTING.length, count - done), layout.restOfRow(first + done));
            mapping.anticipate(layout.elementOffset(first + done), stride, COUNTING, 0, part, itemsize);
            read(first + done, java, target, index + done, part);
            done += part;
        }
    }

    /** Copies elements as they are in the file to an array of the type's {@link JavaType#carrier}. */
    void readRaw(long from, Object target, int index, int count) {
        int width = width();
        long stride = layout.innerStride();
        for (int done = 0; done < count; ) {
            int run = (int) Math.min(count - done, layout.restOfRow(from + done));
            long offset = layout.elementOffset(from + done);
            int to = (index + done) * width;
            if (stride == itemsize || run == 1) {
                mapping.read(offset, order, target, to, run * width);
            } else if (width == 1) {
                mapping.readStrided(offset, stride, order, target, to, run);
            } else {
                run = Math.min(run, COUNTING.length);
                mapping.gather(offset, stride, COUNTING, 0, run, width, order, target, to);
            }
            done += run;
        }
    }

    private void readConverted(long from, Object target, int index, int count) {
        NumberType number = (NumberType) type;
        long stride = layout.innerStride();
        for (int done = 0; done < count; ) {
            int run = (int) Math.min(count - done, layout.restOfRow(from + done));
            mapping.readConverted(layout.elementOffset(from + done), stride, number, target, index + done, run);
            done += run;
        }
    }

    private void writeRuns(long from, Object source, int index, int count) {
        int width = width();
        long stride = layout.innerStride();
        for (int done = 0; done < count; ) {
            int run = (int) Math.min(count - done, layout.restOfRow(from + done));
            long offset = layout.elementOffset(from + done);
            int at = (index + done) * width;
            if (stride == itemsize || run == 1) {
                mapping.write(offset, order, source, at, run * width);
            } else if (width == 1) {
                mapping.writeStrided(offset, stride, order, source, at, run);
            } else {
                run = 1;
                mapping.write(offset, order, source, at, width);
            }
            done += run;
        }
    }

    private JavaType requireReads(Object target) {
        JavaType java = JavaType.ofArray(target);
        if (!java.reads(type)) {
            throw UnsupportedAccess.of("read", java, type);
        }
        return java;
    }

    /** Whether elements can be copied as they are; a bool need not be 0 or 1 in the file, and becomes so on the way. */
    private boolean isDirect(JavaType java) {
        boolean bool = type instanceof NumberType number && number.kind() == NumberKind.BOOL;
        return java == JavaType.carrier(type) && width() == 1 && !bool;
    }

    private int width() {
        return Conversion.width(type);
    }

    private static ByteOrder orderOf(DType type) {
        if (type instanceof NumberType number) {
            return number.order();
        }
        return type instanceof TimeType time ? time.order() : ByteOrder.nativeOrder();
    }

    /** Checks that the bytes of {@code count} elements fit behind the index, and says so in elements. */
    private int byteRange(byte[] array, int index, int count) {
        long needed = (long) count * itemsize;
        if (index < 0 || count < 0 || index > array.length - needed) {
            throw new IndexOutOfBoundsException(count + " elements of " + itemsize + " bytes from index " + index
                    + " of a Java array of " + array.length + " bytes");
        }
        return count;
    }

    private void checkRange(long from, int length, int index, int count) {
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
    public static void requireOpen(Mapping mapping) {
        if (!mapping.isOpen()) {
            throw new IllegalStateException("the file is closed");
        }
    }

    private void checkIndices(long[] flatIndices, int count) {
        for (int k = 0; k < count; k++) {
            long flat = flatIndices[k];
            if (flat < 0 || flat >= size) {
                throw new IndexOutOfBoundsException("flat index " + flat + " in an array of " + size + " elements");
            }
        }
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
