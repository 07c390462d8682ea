package io.github.npymap.nio;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Positions;
import io.github.npymap.spi.ReferenceKernels;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Optional;

/**
 * Mapped memory as one segment, for JDK 22 and later. Its arena knows which threads are inside an access, so that
 * {@link #close()} can unmap at once.
 *
 * <p>Whoever is inside an access has this object in hand: {@link NioMapping} needs itself for the exception that any of
 * them may end in. So nothing that is in use is ever found forgotten.
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

    private static final Cleaner CLEANER = Cleaner.create();

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
            MappedMemory memory = new MappedMemory(arena, channel.map(mode, offset, length, arena));
            CLEANER.register(memory, new Forgotten(arena));
            return memory;
        } catch (IOException | RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /** Unmaps what nobody has closed and nobody can use any more; a shared arena does not do so by itself. */
    private record Forgotten(Arena arena) implements Runnable {
        @Override
        public void run() {
            if (arena.scope().isAlive()) {
                arena.close();
            }
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

    /** Each type has a call of its own: with arrays of any, the compiler would not do without the objects of a copy. */
    void read(long offset, Carrier carrier, Object target, int index, int count) {
        boolean swapped = carrier.isSwapped();
        switch (carrier.type()) {
            case DOUBLE ->
                MemorySegment.copy(segment, swapped ? SWAPPED_DOUBLE : DOUBLE, offset, (double[]) target, index, count);
            case FLOAT ->
                MemorySegment.copy(segment, swapped ? SWAPPED_FLOAT : FLOAT, offset, (float[]) target, index, count);
            case LONG ->
                MemorySegment.copy(segment, swapped ? SWAPPED_LONG : LONG, offset, (long[]) target, index, count);
            case INT -> MemorySegment.copy(segment, swapped ? SWAPPED_INT : INT, offset, (int[]) target, index, count);
            case SHORT ->
                MemorySegment.copy(segment, swapped ? SWAPPED_SHORT : SHORT, offset, (short[]) target, index, count);
            case BYTE -> MemorySegment.copy(segment, BYTE, offset, (byte[]) target, index, count);
            case BOOLEAN -> throw new IllegalArgumentException(carrier.toString());
        }
    }

    void write(long offset, Carrier carrier, Object source, int index, int count) {
        boolean swapped = carrier.isSwapped();
        switch (carrier.type()) {
            case DOUBLE ->
                MemorySegment.copy((double[]) source, index, segment, swapped ? SWAPPED_DOUBLE : DOUBLE, offset, count);
            case FLOAT ->
                MemorySegment.copy((float[]) source, index, segment, swapped ? SWAPPED_FLOAT : FLOAT, offset, count);
            case LONG ->
                MemorySegment.copy((long[]) source, index, segment, swapped ? SWAPPED_LONG : LONG, offset, count);
            case INT -> MemorySegment.copy((int[]) source, index, segment, swapped ? SWAPPED_INT : INT, offset, count);
            case SHORT ->
                MemorySegment.copy((short[]) source, index, segment, swapped ? SWAPPED_SHORT : SHORT, offset, count);
            case BYTE -> MemorySegment.copy((byte[]) source, index, segment, BYTE, offset, count);
            case BOOLEAN -> throw new IllegalArgumentException(carrier.toString());
        }
    }

    /** Returns false: one by one, as by definition, is as good as it gets in a single segment. */
    boolean gather(Positions positions, Carrier carrier, Object target, int index) {
        return false;
    }

    /**
     * Sums of {@code blocks} adjacent blocks of doubles, for {@link DirectSum}. What goes to the lanes at a time is a segment
     * of its own, of a length that the compiler knows: no element is checked against it. Gone before the next is made, it is
     * allocated in no compiled code; that of a whole block would be in some.
     */
    void sumDoubles(long offset, double[] sums, int blocks) {
        long length = (long) ReferenceKernels.BLOCK * Double.BYTES;
        for (int turn = 0; turn < blocks; turn++) {
            int k = DirectSum.block(turn, blocks);
            long start = offset + k * length;
            double l0 = 0;
            double l1 = 0;
            double l2 = 0;
            double l3 = 0;
            double l4 = 0;
            double l5 = 0;
            double l6 = 0;
            double l7 = 0;
            for (int at = 0; at < length; at += ReferenceKernels.LANES * Double.BYTES) {
                MemorySegment lanes = segment.asSlice(start + at, ReferenceKernels.LANES * Double.BYTES);
                l0 += lanes.get(DOUBLE, 0);
                l1 += lanes.get(DOUBLE, 1 * Double.BYTES);
                l2 += lanes.get(DOUBLE, 2 * Double.BYTES);
                l3 += lanes.get(DOUBLE, 3 * Double.BYTES);
                l4 += lanes.get(DOUBLE, 4 * Double.BYTES);
                l5 += lanes.get(DOUBLE, 5 * Double.BYTES);
                l6 += lanes.get(DOUBLE, 6 * Double.BYTES);
                l7 += lanes.get(DOUBLE, 7 * Double.BYTES);
            }
            sums[k] = ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
        }
    }

    /** Sums of {@code blocks} adjacent blocks of floats, for {@link DirectSum}. */
    void sumFloats(long offset, double[] sums, int blocks) {
        long length = (long) ReferenceKernels.BLOCK * Float.BYTES;
        for (int turn = 0; turn < blocks; turn++) {
            int k = DirectSum.block(turn, blocks);
            long start = offset + k * length;
            double l0 = 0;
            double l1 = 0;
            double l2 = 0;
            double l3 = 0;
            double l4 = 0;
            double l5 = 0;
            double l6 = 0;
            double l7 = 0;
            for (int at = 0; at < length; at += ReferenceKernels.LANES * Float.BYTES) {
                MemorySegment lanes = segment.asSlice(start + at, ReferenceKernels.LANES * Float.BYTES);
                l0 += lanes.get(FLOAT, 0);
                l1 += lanes.get(FLOAT, 1 * Float.BYTES);
                l2 += lanes.get(FLOAT, 2 * Float.BYTES);
                l3 += lanes.get(FLOAT, 3 * Float.BYTES);
                l4 += lanes.get(FLOAT, 4 * Float.BYTES);
                l5 += lanes.get(FLOAT, 5 * Float.BYTES);
                l6 += lanes.get(FLOAT, 6 * Float.BYTES);
                l7 += lanes.get(FLOAT, 7 * Float.BYTES);
            }
            sums[k] = ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
        }
    }

    /** The range, as long as the arena is open. The buffer's views, unlike the buffer, all refer to the segment. */
    Optional<ByteBuffer> buffer(long offset, int length) {
        MemorySegment range = segment.asSlice(offset, length);
        CLEANER.register(range, new Lent(this));
        return Optional.of(range.asByteBuffer());
    }

    /** What the cleaner holds until the last buffer is gone, so that the memory is not forgotten before. */
    private record Lent(MappedMemory memory) implements Runnable {
        @Override
        public void run() {}
    }

    void force(long offset, long length) {
        segment.asSlice(offset, length).force();
    }

    /** Whether a byte is in memory, as far as the system tells. */
    boolean isResident(long offset) {
        return segment.asSlice(offset, 1).isLoaded();
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
    static void awaitFault() {
        for (int i = 0; i < 2; i += step) {}
    }
}
