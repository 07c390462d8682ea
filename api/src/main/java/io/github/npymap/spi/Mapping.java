package io.github.npymap.spi;

import io.github.npymap.types.Advice;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Residency;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A mapped range of a file, addressed by bytes from 0 to {@link #length()}.
 *
 * <p><b>Scalars</b> are in native byte order at any alignment. <b>Arrays</b> are passed as {@code Object} and are one
 * of {@code byte[]}, {@code short[]}, {@code int[]}, {@code long[]}, {@code float[]} or {@code double[]}: the component
 * size is the size of an element in the file, and values are moved as they are, swapped when {@code order} is not the
 * native one. Conversions between types are not a mapping's business.
 *
 * <p><b>Bounds</b> are the caller's duty; <b>liveness</b> is the mapping's: every access that overlaps or follows
 * {@link #close()} either does what it would have done before or throws {@link IllegalStateException}, on every
 * thread, and never harms the process. Nothing is synchronised beyond that: concurrent accesses to the same bytes see
 * each other's changes as Java's plain fields do.
 *
 * <p>Only the abstract methods are needed. The others are whole-range operations with a definition in
 * {@link ReferenceKernels}; a backend overrides those for which it has something faster with the same result.
 */
public abstract class Mapping implements AutoCloseable {
    /** For backends. */
    protected Mapping() {}

    /** Bytes in the mapping. */
    public abstract long length();

    /** The byte at {@code offset}. */
    public abstract byte getByte(long offset);

    /** The two bytes at {@code offset}. */
    public abstract short getShort(long offset);

    /** The four bytes at {@code offset}. */
    public abstract int getInt(long offset);

    /** The eight bytes at {@code offset}. */
    public abstract long getLong(long offset);

    /**
     * Whether offsets that are multiples of 8 are such addresses too, so that {@link #getAlignedInt} and
     * {@link #getAlignedLong} may be called.
     */
    public boolean isAligned() {
        return true;
    }

    /** The four bytes at an offset that is a multiple of four: {@link #getInt}, for backends that can do less then. */
    public int getAlignedInt(long offset) {
        return getInt(offset);
    }

    /** The eight bytes at an offset that is a multiple of eight: {@link #getLong}, for backends that can do less then. */
    public long getAlignedLong(long offset) {
        return getLong(offset);
    }

    /** Assigns the byte at {@code offset}. */
    public abstract void putByte(long offset, byte value);

    /** Assigns the two bytes at {@code offset}. */
    public abstract void putShort(long offset, short value);

    /** Assigns the four bytes at {@code offset}. */
    public abstract void putInt(long offset, int value);

    /** Assigns the eight bytes at {@code offset}. */
    public abstract void putLong(long offset, long value);

    /** Copies {@code count} adjacent elements that start at byte {@code offset} to {@code target[index…]}. */
    public abstract void read(long offset, ByteOrder order, Object target, int index, int count);

    /** Copies {@code source[index…]} to {@code count} adjacent elements that start at byte {@code offset}. */
    public abstract void write(long offset, ByteOrder order, Object source, int index, int count);

    /** Copies {@code count} elements that are {@code stride} bytes apart, which may be negative or 0. */
    public void readStrided(long offset, long stride, ByteOrder order, Object target, int index, int count) {
        ReferenceKernels.readStrided(this, offset, stride, order, target, index, count);
    }

    /**
     * Copies {@code count} elements of a type, {@code stride} bytes apart, converted to the type of the target, which is
     * an array of one of Java's primitive types but {@code char}. NumPy's {@code safe} casting allows the conversion.
     */
    public void readConverted(long offset, long stride, NumberType type, Object target, int index, int count) {
        ReferenceKernels.readConverted(this, offset, stride, type, target, index, count);
    }

    /** Assigns {@code count} elements that are {@code stride} bytes apart. */
    public void writeStrided(long offset, long stride, ByteOrder order, Object source, int index, int count) {
        ReferenceKernels.writeStrided(this, offset, stride, order, source, index, count);
    }

    /**
     * Copies {@code count} runs of {@code run} adjacent elements, one after the other, to {@code target[index…]}; run
     * {@code k} starts at byte {@code offset + stride * positions[from + k]}. The positions have been checked. Where
     * {@link #anticipate} does something, this does it too.
     */
    public void gather(
            long offset,
            long stride,
            long[] positions,
            int from,
            int count,
            int run,
            ByteOrder order,
            Object target,
            int index) {
        ReferenceKernels.gather(this, offset, stride, positions, from, count, run, order, target, index);
    }

    /**
     * Reduces {@code count} ≥ 1 adjacent elements of a floating-point type, at most {@link ReferenceKernels#CHUNK}.
     * A NaN among the elements makes every result NaN. A sum may be infinite or NaN because its partial sums are: the
     * caller then asks for the extremes, which tell, and adds the elements by other means.
     */
    public double reduceFloating(Reduction reduction, NumberType type, long offset, int count) {
        return ReferenceKernels.reduceFloating(this, reduction, type, offset, count);
    }

    /**
     * Reduces {@code count} ≥ 1 adjacent elements of an integer type or of bool, at most
     * {@link ReferenceKernels#CHUNK}. The exact result is left in {@code result[0]} (low 64 bits) and {@code result[1]}
     * (high 64 bits), as a signed 128-bit number.
     */
    public void reduceInteger(Reduction reduction, NumberType type, long offset, int count, long[] result) {
        ReferenceKernels.reduceInteger(this, reduction, type, offset, count, result);
    }

    /**
     * Passes advice about a range to the system.
     *
     * @return whether the system was told; {@code false} where the backend or the platform has no such advice
     */
    public boolean advise(long offset, long length, Advice advice) {
        return false;
    }

    /**
     * Asks the system to start reading a range into memory, or as much from its start on as the system takes without delay,
     * and returns without waiting for it.
     *
     * @return whether the system was asked
     */
    public boolean prefetch(long offset, long length) {
        return false;
    }

    /**
     * Asks for {@code count} ranges of {@code length} bytes, of which range {@code k} starts at byte
     * {@code offset + stride * positions[from + k]}, all together, so that the device can serve them side by side, or for
     * as many of the first ones as the system takes without delay, and returns without waiting for them.
     *
     * @return whether the system was asked
     */
    public boolean prefetch(long offset, long stride, long[] positions, int from, int count, long length) {
        return false;
    }

    /**
     * Is told of {@code count} ranges of {@code length} bytes that are about to be read, of which range {@code k} starts at
     * byte {@code offset + stride * positions[from + k]}. If they seem not to be in memory, asks for all of them together,
     * or brings them there; else the reads would wait for the device one after the other. Nobody need ask whether that
     * is worth it: on ranges that are in memory this costs next to nothing. The positions have been checked, and no other
     * thread changes them meanwhile.
     *
     * @throws java.io.UncheckedIOException if a page is gone, if that is noticed already here
     */
    public void anticipate(long offset, long stride, long[] positions, int from, int count, long length) {}

    /**
     * Brings a range into memory, and returns when it is there; what memory has no room for may be gone again by then.
     *
     * @throws java.io.UncheckedIOException if a page is gone
     */
    public void load(long offset, long length) {
        ReferenceKernels.load(this, offset, length);
    }

    /**
     * Asks the system to drop a range from the memory that it keeps of files. All changes of the file that the device
     * does not have yet, whoever made them and wherever, are written to it before, which lasts as long as the device
     * takes; what other processes have mapped may stay.
     *
     * @return whether the system was asked; {@code false} where that is not possible
     * @throws java.io.UncheckedIOException if the device fails, which may lack changes then
     */
    public boolean evict(long offset, long length) {
        return false;
    }

    /** How much of a range is in memory, where the backend can tell. */
    public Optional<Residency> residency(long offset, long length) {
        return Optional.empty();
    }

    /**
     * A range as a buffer of its own, at most 2 GiB long, which can be written to if the mapping can. The buffer keeps
     * its memory: using it is harmless at any time, also after {@link #close()} and when nobody knows this mapping any
     * more. Once the mapping is closed it either throws {@link IllegalStateException}, or goes on showing the range,
     * whose memory is then given back after the buffer is gone; it never shows anything else.
     *
     * @return empty where the backend has no such buffer, for this range or at all
     */
    public Optional<ByteBuffer> buffer(long offset, int length) {
        return Optional.empty();
    }

    /**
     * Writes changes in a range to the file, and returns when the system has accepted them. Nothing to do unless the
     * mode is {@link io.github.npymap.types.Mode#READ_WRITE}.
     */
    public abstract void flush(long offset, long length) throws IOException;

    /** Whether {@link #close()} has not been called. */
    public abstract boolean isOpen();

    /**
     * Lets go of the file and its memory. Further calls do nothing.
     *
     * @throws java.io.UncheckedIOException afterwards, if a page was gone that this thread used before, and only now
     *     comes the news
     */
    @Override
    public abstract void close();
}
