package io.github.npymap;

/** How {@link Npy#save(java.nio.file.Path, NpyArray, SaveOption...)} makes a file. */
public enum SaveOption {
    /** Elements in Fortran order, the first axis fastest; without this, as they lie in memory. */
    FORTRAN_ORDER,

    /** Fails if there is a file; without this, it is replaced, as {@code np.save} does. */
    NEW,

    /**
     * Waits until the device has the file before it gets its name, so that not even a loss of power leaves anything
     * but the old file or the new one.
     */
    SYNC
}
