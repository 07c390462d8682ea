package io.github.npymap.jni;

/**
 * Memory at an address, at any alignment, in the byte order of the processor. Nothing is checked: a wrong address ends
 * the process. Replaced from JDK 22 on, where Unsafe is on its way out.
 */
final class Memory {
    static {
        requireAllowed();
    }

    private Memory() {}

    /** Later versions of Java may deny each access: better now than at the first element. */
    private static void requireAllowed() {
        try {
            TheUnsafe.UNSAFE.freeMemory(TheUnsafe.UNSAFE.allocateMemory(1));
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedOperationException(
                    "the JVM denies access by Unsafe, and the classes that do without it are in no jar that has"
                            + " Multi-Release: true in its manifest",
                    e);
        }
    }

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
