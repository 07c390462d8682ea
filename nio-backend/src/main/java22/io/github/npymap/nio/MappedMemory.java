package io.github.npymap.nio;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * Mapped memory as one segment, for JDK 22 and later. Its arena knows which threads are inside an access, so that
 * {@link #close()} can unmap at once.
 */
final class MappedMemory {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private static final ByteOrder SWAPPED =
            ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    private static final ValueLayout.OfShort SWAPPED_SHORT = SHORT.withOrder(SWAPPED);
    private static final ValueLayout.OfInt SWAPPED_INT = INT.withOrder(SWAPPED);
    private static final ValueLayout.OfLong SWAPPED_LONG = LONG.withOrder(SWAPPED);
    private static final ValueLayout.OfFloat SWAPPED_FLOAT = FLOAT.withOrder(SWAPPED);
    private static final ValueLayout.OfDouble SWAPPED_DOUBLE = DOUBLE.withOrder(SWAPPED);

    /** Volatile, so that no compiler takes the value for granted; see {@link #awaitFault()}. */
    private static volatile int step = 1;

    private final Arena arena;
    private final MemorySegment segment;

    private MappedMemory(Arena arena, MemorySegment segment) {
        this.arena = arena;
        this.segment = segment;
    }

    @SuppressWarnings("MustBeClosedChecker") // the arena lives as long as what is returned
    static MappedMemory map(FileChannel channel, MapMode mode, long offset, long length) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new MappedMemory(arena, channel.map(mode, offset, length, arena));
        } catch (IOException | RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    byte getByte(long offset) {
        return segment.get(BYTE, offset);
    }

    short getShort(long offset) {
        return segment.get(SHORT, offset);
    }

    int getInt(long offset) {
        return segment.get(INT, offset);
    }

    long getLong(long offset) {
        return segment.get(LONG, offset);
    }

    void putByte(long offset, byte value) {
        segment.set(BYTE, offset, value);
    }

    void putShort(long offset, short value) {
        segment.set(SHORT, offset, value);
    }

    void putInt(long offset, int value) {
        segment.set(INT, offset, value);
    }

    void putLong(long offset, long value) {
        segment.set(LONG, offset, value);
    }

    void read(long offset, ByteOrder order, Object target, int index, int count) {
        MemorySegment.copy(segment, layout(target, order), offset, target, index, count);
        awaitFault();
    }

    void write(long offset, ByteOrder order, Object source, int index, int count) {
        MemorySegment.copy(source, index, segment, layout(source, order), offset, count);
        awaitFault();
    }

    void force(long offset, long length) {
        segment.asSlice(offset, length).force();
    }

    boolean isOpen() {
        return arena.scope().isAlive();
    }

    void close() {
        arena.close();
    }

    /**
     * Lets the error for a page that is gone arrive before the operation ends. The JDK throws it when the thread next
     * polls for requests from outside. A loop that cannot be unrolled polls in every round.
     */
    private static void awaitFault() {
        for (int i = 0; i < 2; i += step) {}
    }

    @SuppressWarnings("IfChainToSwitch") // a switch over types is linked at run time, and slower
    private static ValueLayout layout(Object array, ByteOrder order) {
        boolean swapped = order == SWAPPED;
        if (array instanceof double[]) {
            return swapped ? SWAPPED_DOUBLE : DOUBLE;
        } else if (array instanceof float[]) {
            return swapped ? SWAPPED_FLOAT : FLOAT;
        } else if (array instanceof long[]) {
            return swapped ? SWAPPED_LONG : LONG;
        } else if (array instanceof int[]) {
            return swapped ? SWAPPED_INT : INT;
        } else if (array instanceof short[]) {
            return swapped ? SWAPPED_SHORT : SHORT;
        }
        return BYTE;
    }
}
