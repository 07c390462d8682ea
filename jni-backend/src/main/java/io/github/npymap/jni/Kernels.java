package io.github.npymap.jni;

import io.github.npymap.types.NumberKind;

/**
 * The C functions that go over many elements at once. Addresses are raw: the caller keeps the mapping reachable, has
 * checked every bound, and finds out afterwards whether the mapping was closed meanwhile. All of them throw {@link
 * PageFault}. Sizes are those of an element in bytes; {@code swapped} is for the byte order that is not the native one.
 */
final class Kernels {
    /** The longest run that {@link #gather} takes, in bytes: {@code HELD_BYTES} in kernels.c. */
    static final int LONGEST_RUN = 1 << 18;

    private Kernels() {}

    /** Whether C reduces numbers of this kind; the rare ones are left to Java. */
    static boolean reduces(NumberKind kind) {
        return switch (kind) {
            case FLOAT16, FLOAT32, FLOAT64 -> true;
            default -> kind == NumberKind.BOOL || kind.isInteger();
        };
    }

    static native void read(long address, long stride, int size, boolean swapped, Object target, int index, int count);

    static native void write(long address, long stride, int size, boolean swapped, Object source, int index, int count);

    /** Returns whether there is such a conversion; for kinds that {@link #reduces}. */
    static native boolean readConverted(
            long address,
            long stride,
            int kind,
            int size,
            boolean swapped,
            int targetType,
            int targetSize,
            Object target,
            int index,
            int count);

    static native void gather(
            long address,
            long stride,
            long[] positions,
            int from,
            int count,
            int run,
            int size,
            boolean swapped,
            Object target,
            int index);

    /** Whether the page at the address is in memory, as far as the system tells. */
    static native boolean isResident(long address);

    /**
     * Asks for ranges of {@code length} ≥ 1 bytes until {@code most} bytes have been asked for, all of whose pages are
     * counted. Returns 0 or a failure as {@link SystemCalls} do.
     */
    static native int prefetch(
            long address, long stride, long[] positions, int from, int count, long length, long most);

    /** Has every page of a range brought into memory. */
    static native void load(long address, long length);

    static native double reduceFloating(int reduction, int kind, boolean swapped, long address, int count);

    static native void reduceInteger(int reduction, int kind, boolean swapped, long address, int count, long[] result);

    /** Chooses by number among the variants for kinds of processors; false if this one lacks it. For tests. */
    static native boolean chooseVariant(int number);
}
