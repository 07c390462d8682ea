package io.github.npymap.jni;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory at an address, at any alignment, in the byte order of the processor. One segment is all there is: constant,
 * never closed and so large that no check of it is left in compiled code. A wrong address ends the process.
 */
final class Memory {
    @SuppressWarnings("restricted") // what else this backend is for
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Memory() {}

    static byte getByte(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, inRange(address));
    }

    static short getShort(long address) {
        return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, inRange(address));
    }

    static int getInt(long address) {
        return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, inRange(address));
    }

    static long getLong(long address) {
        return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, inRange(address));
    }

    static void putByte(long address, byte value) {
        ALL.set(ValueLayout.JAVA_BYTE, inRange(address), value);
    }

    static void putShort(long address, short value) {
        ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, inRange(address), value);
    }

    static void putInt(long address, int value) {
        ALL.set(ValueLayout.JAVA_INT_UNALIGNED, inRange(address), value);
    }

    static void putLong(long address, long value) {
        ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, inRange(address), value);
    }

    /** The same address, in a form from which the compiler sees that the segment's own check always passes. */
    private static long inRange(long address) {
        return address & (Long.MAX_VALUE >>> 1);
    }
}
