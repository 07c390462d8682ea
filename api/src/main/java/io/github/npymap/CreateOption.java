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

    /** Fails if the file exists; without this, the new file takes its place once it is complete. */
    NEW
}
