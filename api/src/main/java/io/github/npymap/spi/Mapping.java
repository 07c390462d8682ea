package io.github.npymap.spi;

import io.github.npymap.types.Advice;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Residency;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A mapped range of a file: its elements, as {@link ElementAccess} has them, what is made of many at once, and what the
 * system knows and is told of their memory.
 *
 * <p><b>Liveness</b> is the mapping's duty: every access that overlaps or follows {@link #close()} either does what it
 * would have done before or throws {@link IllegalStateException}, on every thread, and never harms the process. Nothing
 * is synchronised beyond that: concurrent accesses to the same bytes see each other's changes as Java's plain fields do.
 *
 * <p>Only the abstract methods are needed. The others are whole-range operations that are defined here, in {@link
 * ElementAccess} and in {@link ReferenceKernels}; a backend overrides those for which it has something faster with the
 * same result.
 */
public abstract class Mapping extends ElementAccess implements AutoCloseable {
    /** For backends. */
    protected Mapping() {}

    /** Bytes in the mapping. */
    public abstract long length();

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
     * Asks for ranges of {@code length} bytes that begin at some positions, all together, so that the device can serve them side by side, or for
     * as many of the first ones as the system takes without delay, and returns without waiting for them.
     *
     * @return whether the system was asked
     */
    public boolean prefetch(Positions positions, long length) {
        return false;
    }

    /**
     * Is told of ranges of {@code length} bytes that are about to be read. If they seem not to be in memory, asks for all of them together,
     * or brings them there; else the reads would wait for the device one after the other. Nobody need ask whether that
     * is worth it: on ranges that are in memory this costs next to nothing.
     *
     * @throws java.io.UncheckedIOException if a page is gone, if that is noticed already here
     */
    public void anticipate(Positions positions, long length) {}

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
