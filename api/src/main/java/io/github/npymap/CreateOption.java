package io.github.npymap;

/** How {@link Npy#create} and {@link Npy#save(java.nio.file.Path, NpyArray, CreateOption...)} make a file. */
public enum CreateOption {
    /** Elements in Fortran order, the first axis fastest; without this, in C order. */
    FORTRAN_ORDER,

    /**
     * Takes disk space only when elements are assigned. Saves time and space for arrays that stay mostly zero; the price
     * is that a full disk shows at an assignment, as a fault, and not here. What is saved is written, and takes its
     * space with or without this.
     */
    SPARSE,

    /** Fails if the file exists; without this, the new file takes its place once it is complete. */
    NEW,

    /**
     * The new file gets its name, and replaces another, only when it is closed: until then it lies beside its place
     * under a temporary name, {@code .npymap-….tmp}. {@link NpyFile#discard} gives it up. What is saved is always
     * made like this.
     */
    ATOMIC,

    /**
     * Waits until the device has the file before it gets its name, so that not even a loss of power leaves anything
     * but the old file or the new one. Without {@link #ATOMIC} a file of zeros gets its name when it is created; what
     * is assigned later is for {@link NpyFile#sync} to bring to the device.
     */
    SYNC
}
