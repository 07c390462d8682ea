package io.github.npymap.jni;

/**
 * The C functions {@code npymap_…} that talk to the system; {@link CLibrary} binds them through JNA. Paths are {@link
 * NativePath bytes}, enumerations ordinals, and a failure is the negated code that {@link SystemFailure} understands.
 * Ranges need not be aligned to pages, and have at least one byte.
 */
final class SystemCalls {
    private SystemCalls() {}

    static native long pageSize();

    /** Opens a regular file, and returns its descriptor. */
    static native int open(byte[] path, int mode);

    static native long size(int descriptor);

    /** Returns how many bytes were read, from a position of the file to the beginning of the array; 0 at the end. */
    static native long read(int descriptor, byte[] target, int count, long position);

    static native int sync(int descriptor);

    static native int close(int descriptor);

    /** Returns the address of the first byte. */
    static native long map(int descriptor, int mode, long offset, long length);

    /** Maps the same pages again, at another address, which is returned. Not every system can, nor can a private mapping. */
    static native long duplicate(long address, long length);

    /** Puts zeros in the place of the file, under the feet of whoever is reading it. */
    static native int retire(long address, long length, int mode);

    static native int unmap(long address, long length);

    /**
     * Watches a range for pages that vanish. Returns the address of what {@link LostPages} reads: a word, there for ever,
     * that is 0 until an access from Java misses a page; then the number of lost ranges, where zeros are now. The start and
     * the end of each of them follow.
     */
    static native long watch(long address, long length, int mode);

    static native void unwatch(long watch);

    static native int advise(long address, long length, int advice);

    static native int prefetch(long address, long length);

    /** Drops from the system's memory what the file at the path has from the offset on, which is mapped at the address. */
    static native int evict(byte[] path, long offset, long address, long length);

    /** Returns the number of pages in memory. */
    static native long residency(byte[] path, long address, long length);

    static native int flush(long address, long length);

    /** Lengthens a file with zeros that have their place on the disk. */
    static native int reserve(int descriptor, long length);

    /** Gives a file the access control list of another, or takes away its own where the other has none. */
    static native int copyAccess(byte[] from, byte[] to);

    /** Returns the ordinal of a {@link SystemFailure.Kind}. */
    static native int failureKind(int failure);

    /** Fills in the system's own words, with a NUL at the end. */
    static native void failureText(int failure, byte[] text, int size);
}
