/** The backend that needs nothing but the JDK: {@code FileChannel.map}. Found by {@link java.util.ServiceLoader}. */
module io.github.npymap.nio {
    requires io.github.npymap;

    provides io.github.npymap.spi.BackendProvider with
            io.github.npymap.nio.NioBackendProvider;
}
