package io.github.npymap.internal.array;

import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Widening;
import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.TextType;
import java.lang.reflect.Array;

/**
 * Moves many elements between a view and Java arrays. Arrays are passed as {@code Object}; which type they are is looked
 * at once, here, for a whole move. Where the array's type is the file's, bytes go straight from one to the other; else
 * they go through blocks that are converted on the way.
 */
public final class Bulk {
    /** Bytes of texts that are read before they are made strings. */
    private static final int TEXT_BLOCK = 1 << 14;

    /** Elements side by side, or a stride apart, from which on a mapping converts them better than a block at a time. */
    static final int LONG_RUN = 64;

    /**
     * Elements of a row that are read before the next row is begun, where the elements beside them are the next row's:
     * their lines then are still in the processor's first cache, and the addresses of their pages in its second.
     */
    private static final int STRIP = 512;

    /** Elements that are too few to be shared among threads. */
    static final int SHARE = 1 << 15;

    /** Rows of a strip that make such a share. */
    private static final int STRIP_ROWS = SHARE / STRIP;

    private final Mapping mapping;
    private final DType type;
    private final Layout layout;
    private final Runs runs;
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
        this.layout = layout;
        this.runs = new Runs(mapping, type, layout);
        this.size = layout.size();
        int inner = layout.ndim() - 1;
        isTransposed = inner > 0
                && layout.shape[inner] > STRIP
                && Math.abs(layout.strides[inner]) > Math.abs(layout.strides[inner - 1]);
    }

    /** Copies elements from the flat index {@code from} on. */
    public void read(long from, Object target, int index, int count) {
        JavaType java = requireReads(type, target);
        requireRange(from, Array.getLength(target), index, count);
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
                long start = strip * STRIP;
                readStrip(from + lead + start, java, target, (int) (index + lead + start), rows);
            }
        } else {
            // Those below each other follow each other: whoever has one finds its lines in the cache for the next.
            int blocks = (rows + STRIP_ROWS - 1) / STRIP_ROWS;
            workers.each(strips * blocks, piece -> {
                int top = (int) (piece % blocks) * STRIP_ROWS;
                long start = piece / blocks * STRIP + top * length;
                int height = Math.min(STRIP_ROWS, rows - top);
                readStrip(from + lead + start, java, target, (int) (index + lead + start), height);
            });
        }
        readShared(from + done, java, target, index + done, count - done);
    }

    /** Copies the part of some rows that lies in a strip, from the flat index where it begins. */
    private void readStrip(long from, JavaType java, Object target, int index, int rows) {
        long length = layout.innerLength();
        int width = (int) Math.min(STRIP, layout.restOfRow(from));
        for (int row = 0; row < rows; row++) {
            long down = row * length;
            read(from + down, java, target, (int) (index + down), width);
        }
    }

    /** Copies elements that the view has, to where the target has room for them. */
    void read(long from, JavaType java, Object target, int index, int count) {
        if (isDirect(type, java)) {
            runs.read(from, target, index, count);
        } else if (layout.innerLength() >= LONG_RUN) {
            runs.read(from, Widening.of((NumberType) type, java), target, index, count);
        } else {
            readBlocks(from, java, target, index, count);
        }
    }

    private void readBlocks(long from, JavaType java, Object target, int index, int count) {
        NumberType number = (NumberType) type;
        Scratch scratch = Scratch.ofThread();
        Object block = Conversion.carrier(type, scratch);
        for (int done = 0; done < count; ) {
            int length = Math.min(Conversion.blockLength(type), count - done);
            runs.read(from + done, block, 0, length);
            Conversion.widen(number, java, scratch, length, target, index + done);
            done += length;
        }
    }

    /** Assigns elements from the flat index {@code from} on. */
    public void write(long from, Object source, int index, int count) {
        JavaType java = JavaType.ofArray(source);
        if (!java.writes(type)) {
            throw UnsupportedAccess.of("write", java, type);
        }
        requireRange(from, Array.getLength(source), index, count);
        // Two kinds share a carrier with a Java type that they are not: unsigned integers must be checked for range.
        boolean unchecked = !(type instanceof NumberType number) || java == JavaType.fitting(number.kind());
        if (java == JavaType.carrier(type) && unchecked && Conversion.width(type) == 1) {
            runs.write(from, source, index, count);
            return;
        }
        NumberType number = (NumberType) type;
        Scratch scratch = Scratch.ofThread();
        Object block = Conversion.carrier(type, scratch);
        for (int done = 0; done < count; ) {
            int length = Math.min(Conversion.blockLength(type), count - done);
            Conversion.narrow(number, java, source, index + done, length, scratch);
            runs.write(from + done, block, 0, length);
            done += length;
        }
    }

    /** Copies the bytes of elements of any type as they are in the file. */
    public void readBytes(long from, byte[] target, int index, int count) {
        requireBytes(from, target, index, count);
        if (type.itemsize() > 0) {
            runs.readBytes(from, target, index, count);
        }
    }

    /** Assigns the bytes of elements of any type. */
    public void writeBytes(long from, byte[] source, int index, int count) {
        requireBytes(from, source, index, count);
        if (type.itemsize() > 0) {
            runs.writeBytes(from, source, index, count);
        }
    }

    /** Copies texts. */
    public void readStrings(TextType text, long from, String[] target, int index, int count) {
        requireRange(from, target.length, index, count);
        int itemsize = type.itemsize();
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
        requireRange(from, source.length, index, count);
        for (int k = 0; k < count; k++) {
            writeBytes(from + k, TextElements.bytes(text, source[index + k]), 0, 1);
        }
    }

    /** The type of an array's components, to which elements can be read. */
    static JavaType requireReads(DType type, Object target) {
        JavaType java = JavaType.ofArray(target);
        if (!java.reads(type)) {
            throw UnsupportedAccess.of("read", java, type);
        }
        return java;
    }

    /** Whether elements can be copied as they are; a bool need not be 0 or 1 in the file, and becomes so on the way. */
    static boolean isDirect(DType type, JavaType java) {
        boolean bool = type instanceof NumberType number && number.kind() == NumberKind.BOOL;
        return java == JavaType.carrier(type) && Conversion.width(type) == 1 && !bool;
    }

    private void requireRange(long from, int length, int index, int count) {
        Requirements.requireRange(length, index, count);
        Requirements.requireFlatRange(size, from, count);
        if (count == 0) {
            Requirements.requireOpen(mapping);
        }
    }

    /** Checks that the bytes of {@code count} elements fit behind the index, and says so in elements. */
    private void requireBytes(long from, byte[] array, int index, int count) {
        int itemsize = type.itemsize();
        if (index < 0 || count < 0 || index > array.length - (long) count * itemsize) {
            throw new IndexOutOfBoundsException(count + " elements of " + itemsize + " bytes from index " + index
                    + " of a Java array of " + array.length + " bytes");
        }
        Requirements.requireFlatRange(size, from, count);
        if (count == 0 || itemsize == 0) {
            Requirements.requireOpen(mapping);
        }
    }
}
