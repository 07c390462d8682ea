package io.github.npymap.types;

/** How an existing file is opened: the {@code mode} of {@code np.memmap} and the {@code mmap_mode} of {@code np.load}. */
public enum Mode {
    /** {@code 'r'}: elements can be read; every write is an {@link UnsupportedOperationException}. */
    READ,

    /** {@code 'r+'}: writes reach the file and every other process that maps it. The file must exist. */
    READ_WRITE,

    /** {@code 'c'}: writes stay in this mapping's memory; the file never changes and {@code flush} has nothing to do. */
    COPY_ON_WRITE;

    /** Whether elements can be assigned, be it in the file or in private memory. */
    public boolean isWritable() {
        return this != READ;
    }
}
