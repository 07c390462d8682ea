/** NumPy {@code .npy} files as memory-mapped n-dimensional arrays. */
module io.github.npymap {
    exports io.github.npymap;
    exports io.github.npymap.format;
    exports io.github.npymap.spi;

    uses io.github.npymap.spi.BackendProvider;
}
