package io.github.npymap;

/** How {@link Npy#create} makes a file. */
public enum CreateOption {
    /** Elements in Fortran order, the first axis fastest; without this, in C order. */
    FORTRAN_ORDER,

    /**
     * Takes disk space only when elements are assigned. Saves time and space for arrays that stay mostly zero; the price
     * is that a full disk shows at an assignment, as a fault, and not here.
     */
    SPARSE,

    /**
     * Replaces a file that exists; without this, such a file is an error. The new file keeps the old one's mode, group
     * and, where the C library of the jni backend can be loaded, access control list.
     */
    REPLACE,

    /**
     * The new file gets its name, and replaces another, at {@link NpyFile#commit}: until then it lies beside its place
     * under a temporary name, {@code .npymap-….tmp}. Closing it without a commit discards it.
     */
    ATOMIC,

    /**
     * Waits until the device has the file before it gets its name, so that not even a loss of power leaves anything
     * but the old file or the new one. Without {@link #ATOMIC} a file of zeros gets its name when it is created; what
     * is assigned later is for {@link NpyFile#sync} to bring to the device.
     */
    SYNC
}
