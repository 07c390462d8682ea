package io.github.npymap.jni;

/**
 * Memory at an address, at any alignment, in the byte order of the processor. Nothing is checked: a wrong address ends
 * the process. Replaced from JDK 22 on, where Unsafe is on its way out.
 */
final class Memory {
    private Memory() {}

    static byte getByte(long address) {
        return TheUnsafe.UNSAFE.getByte(address);
    }

    static short getShort(long address) {
        return TheUnsafe.UNSAFE.getShort(address);
    }

    static int getInt(long address) {
        return TheUnsafe.UNSAFE.getInt(address);
    }

    static long getLong(long address) {
        return TheUnsafe.UNSAFE.getLong(address);
    }

    static void putByte(long address, byte value) {
        TheUnsafe.UNSAFE.putByte(address, value);
    }

    static void putShort(long address, short value) {
        TheUnsafe.UNSAFE.putShort(address, value);
    }

    static void putInt(long address, int value) {
        TheUnsafe.UNSAFE.putInt(address, value);
    }

    static void putLong(long address, long value) {
        TheUnsafe.UNSAFE.putLong(address, value);
    }
}
