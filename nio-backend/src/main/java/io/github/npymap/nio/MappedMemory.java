package io.github.npymap.nio;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Positions;
import io.github.npymap.spi.ReferenceKernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Arrays;
import java.util.Optional;

/**
 * Mapped memory as windows of 1 GiB, for JDK 17 to 21, where a buffer ends at 2 GiB. (The jar has another class of
 * this name for 22 and later.)
 *
 * <p>Windows start at the mapping's first byte, and each is mapped a little into its successor: whatever scalar starts
 * in a window lies in it whole.
 *
 * <p>{@link #close()} only drops the buffers. Unmapping them under a thread that is reading would crash the process,
 * and nothing tells whether there is one.
 */
final class MappedMemory {
    private static final int WINDOW_SHIFT = 30;
    private static final int OVERLAP = 64;

    /** Elements for each window from which on it pays to sort them. */
    private static final int WORTH_SORTING = 16;

    /** Not final, so that no compiler takes the value for granted; see {@link #awaitFault()}. */
    private static int zero;

    private final int shift;
    private final int mask;

    /** Whether windows have their overlaps to themselves: private mappings do not share changes. */
    private final boolean mirrored;

    /**
     * The same memory twice: flat for scalars, with typed views for arrays. Filled with null by {@link #close()}, and
     * read without further ado: nothing is unmapped, so that a reader who is late does no harm, and a volatile read for
     * every element costs as much as two misses of the cache.
     */
    private final MappedByteBuffer[] buffers;

    private final Window[] windows;

    private volatile boolean open = true;

    private MappedMemory(int shift, MappedByteBuffer[] buffers, boolean isPrivate) {
        this.shift = shift;
        this.mirrored = isPrivate && buffers.length > 1;
        this.mask = (1 << shift) - 1;
        this.buffers = buffers;
        this.windows = new Window[buffers.length];
        for (int i = 0; i < buffers.length; i++) {
            windows[i] = new Window(buffers[i]);
        }
    }

    static MappedMemory map(FileChannel channel, MapMode mode, long offset, long length) throws IOException {
        return map(channel, mode, offset, length, WINDOW_SHIFT);
    }

    /** Maps with windows of {@code 1 << shift} bytes, at least {@value #OVERLAP}. */
    static MappedMemory map(FileChannel channel, MapMode mode, long offset, long length, int shift) throws IOException {
        long window = 1L << shift;
        MappedByteBuffer[] buffers = new MappedByteBuffer[Math.toIntExact((length + window - 1) >>> shift)];
        for (int i = 0; i < buffers.length; i++) {
            long start = i * window;
            buffers[i] = channel.map(mode, offset + start, Math.min(window + OVERLAP, length - start));
            buffers[i].order(ByteOrder.nativeOrder());
        }
        return new MappedMemory(shift, buffers, mode.equals(MapMode.PRIVATE));
    }

    byte getByte(long offset) {
        return buffer(offset).get((int) offset & mask);
    }

    short getShort(long offset) {
        return buffer(offset).getShort((int) offset & mask);
    }

    int getInt(long offset) {
        return buffer(offset).getInt((int) offset & mask);
    }

    long getLong(long offset) {
        return buffer(offset).getLong((int) offset & mask);
    }

    void putByte(long offset, byte value) {
        buffer(offset).put((int) offset & mask, value);
        mirror(offset, Byte.BYTES);
    }

    void putShort(long offset, short value) {
        buffer(offset).putShort((int) offset & mask, value);
        mirror(offset, Short.BYTES);
    }

    void putInt(long offset, int value) {
        buffer(offset).putInt((int) offset & mask, value);
        mirror(offset, Integer.BYTES);
    }

    void putLong(long offset, long value) {
        buffer(offset).putLong((int) offset & mask, value);
        mirror(offset, Long.BYTES);
    }

    void read(long offset, Carrier carrier, Object target, int index, int count) {
        requireOpen();
        int sizeShift = carrier.sizeShift();
        long from = offset;
        for (int done = 0; done < count; ) {
            int start = (int) from & mask;
            int part = Math.min(count - done, startingBefore(start, sizeShift));
            window(from).get(start, carrier, target, index + done, part);
            done += part;
            from += (long) part << sizeShift;
        }
    }

    void write(long offset, Carrier carrier, Object source, int index, int count) {
        requireOpen();
        int sizeShift = carrier.sizeShift();
        long from = offset;
        for (int done = 0; done < count; ) {
            int start = (int) from & mask;
            int part = Math.min(count - done, startingBefore(start, sizeShift));
            window(from).put(start, carrier, source, index + done, part);
            mirror(from, part << sizeShift);
            done += part;
            from += (long) part << sizeShift;
        }
    }

    /** Copies the elements at some positions; false if there is no better way than one by one. */
    boolean gather(Positions positions, Carrier carrier, Object target, int index) {
        int count = positions.count();
        if (carrier.isSwapped() || Math.min(count, ByWindow.LENGTH) < windows.length * WORTH_SORTING) {
            return false;
        }
        requireOpen();
        ByWindow elements = ByWindow.ofThread();
        for (int done = 0; done < count; ) {
            int part = Math.min(ByWindow.LENGTH, count - done);
            elements.sort(shift, windows.length, positions, done, part);
            int start = 0;
            for (int i = 0; i < windows.length; i++) {
                int end = elements.end(i);
                if (start < end) {
                    window((long) i << shift).collect(elements, start, end, carrier, target, index + done);
                }
                start = end;
            }
            done += part;
        }
        return true;
    }

    /** Sums of {@code blocks} adjacent blocks of doubles, for {@link DirectSum}. */
    void sumDoubles(long offset, double[] sums, int blocks) {
        requireOpen();
        int size = ReferenceKernels.BLOCK * Double.BYTES;
        for (int turn = 0; turn < blocks; turn++) {
            int k = DirectSum.block(turn, blocks);
            long from = offset + (long) k * size;
            int start = (int) from & mask;
            sums[k] = start > mask + 1 - size
                    ? DirectSum.sumScalars(this, Double.BYTES, from, ReferenceKernels.BLOCK, sums)
                    : window(from).sumDoubles(start);
        }
    }

    /** Sums of {@code blocks} adjacent blocks of floats, for {@link DirectSum}. */
    void sumFloats(long offset, double[] sums, int blocks) {
        requireOpen();
        int size = ReferenceKernels.BLOCK * Float.BYTES;
        for (int turn = 0; turn < blocks; turn++) {
            int k = DirectSum.block(turn, blocks);
            long from = offset + (long) k * size;
            int start = (int) from & mask;
            sums[k] = start > mask + 1 - size
                    ? DirectSum.sumScalars(this, Float.BYTES, from, ReferenceKernels.BLOCK, sums)
                    : window(from).sumFloats(start);
        }
    }

    /** Empty for a range in two windows, and where changes would have to be made in two. */
    Optional<ByteBuffer> buffer(long offset, int length) {
        MappedByteBuffer window = buffer(offset);
        int start = (int) offset & mask;
        return mirrored || length > window.capacity() - start
                ? Optional.empty()
                : Optional.of(window.slice(start, length));
    }

    void force(long offset, long length) {
        requireOpen();
        long end = offset + length;
        for (long from = offset; from < end; from = (from | mask) + 1) {
            int part = (int) (Math.min(end, (from | mask) + 1) - from);
            window(from).force((int) from & mask, part);
        }
    }

    /** Whether a byte is in memory, as far as the system tells. */
    boolean isResident(long offset) {
        return buffer(offset).slice((int) offset & mask, 1).isLoaded();
    }

    boolean isOpen() {
        return open;
    }

    void close() {
        Arrays.fill(buffers, null);
        Arrays.fill(windows, null);
        open = false;
    }

    /** Repeats an assignment in the other window that has some of its bytes, before or after an edge. */
    private void mirror(long offset, int length) {
        if (!mirrored) {
            return;
        }
        int start = (int) offset & mask;
        int size = mask + 1;
        for (int i = start; offset >= size && i < Math.min(OVERLAP, start + length); i++) {
            buffer(offset - size).put(size + i, buffer(offset).get(i));
        }
        for (int i = size; i < start + length; i++) {
            buffer(offset + size).put(i - size, buffer(offset).get(i));
        }
    }

    /**
     * Lets the error for a page that is gone arrive before the operation ends. JDK 17 only notes it at the access, and
     * throws it when the thread next returns from the virtual machine, which may be long after. Creating an array with
     * two dimensions of unknown size is the smallest call from compiled code that always goes there: 25 ns, 16 bytes.
     */
    static void awaitFault() {
        if (new byte[zero][zero].length != 0) {
            throw new AssertionError();
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException();
        }
    }

    private MappedByteBuffer buffer(long offset) {
        MappedByteBuffer buffer = buffers[(int) (offset >>> shift)];
        if (buffer == null) {
            throw new IllegalStateException();
        }
        return buffer;
    }

    private Window window(long offset) {
        Window window = windows[(int) (offset >>> shift)];
        if (window == null) {
            throw new IllegalStateException();
        }
        return window;
    }

    /** How many adjacent elements, the first at {@code start}, start before the window's end. */
    private int startingBefore(int start, int sizeShift) {
        return ((mask - start) >>> sizeShift) + 1;
    }
}
