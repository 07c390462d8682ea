/** NumPy {@code .npy} files as memory-mapped n-dimensional arrays. */
@SuppressWarnings("module") // npz comes after this in the build
module io.github.npymap {
    exports io.github.npymap;
    exports io.github.npymap.format;
    exports io.github.npymap.spi;
    exports io.github.npymap.types;
    exports io.github.npymap.internal.file to
            io.github.npymap.npz;
    exports io.github.npymap.internal.publication to
            io.github.npymap.npz;
    exports io.github.npymap.internal.python to
            io.github.npymap.npz;

    uses io.github.npymap.spi.BackendProvider;
}
