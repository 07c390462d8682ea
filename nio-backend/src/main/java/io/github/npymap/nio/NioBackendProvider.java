package io.github.npymap.nio;

import io.github.npymap.spi.Availability;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.Path;

/** Offers {@code FileChannel.map} as the backend that is always there. */
public final class NioBackendProvider implements BackendProvider {
    /** What {@link java.util.ServiceLoader} calls. */
    public NioBackendProvider() {}

    @Override
    public String name() {
        return "nio";
    }

    /** Low: whatever else works here was put there to be faster. */
    @Override
    public int priority() {
        return 10;
    }

    @Override
    public Availability availability() {
        return Availability.READY;
    }

    @Override
    public OpenFile open(Path file, Mode mode) throws IOException {
        return NioFile.open(file, mode, MappedMemory::map);
    }
}
