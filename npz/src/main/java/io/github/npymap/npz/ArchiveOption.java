package io.github.npymap.npz;

/** How {@link Npz#create} makes an archive. */
public enum ArchiveOption {
    /** Members are deflated, and therefore never mapped in place: {@code np.savez_compressed}. */
    COMPRESSED,

    /** Fails if there is a file, or one has appeared by the commit; without this, it is replaced, as {@code np.savez} does. */
    NEW,

    /**
     * Waits until the device has the archive before it gets its name, so that not even a loss of power leaves anything
     * but the old file or the new one.
     */
    SYNC
}
