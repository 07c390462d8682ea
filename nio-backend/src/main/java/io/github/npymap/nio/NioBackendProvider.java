package io.github.npymap.nio;

import io.github.npymap.spi.Availability;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

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
    public Mapping map(MapRequest request) throws IOException {
        return new NioMapping(request.named(), MappedFile.map(request, MappedMemory::map));
    }

    @Override
    public Optional<Mapping> mapBehind(ByteBuffer before, MapRequest request) throws IOException {
        return MappedFile.mapBehind(before, request, MappedMemory::map)
                .map(memory -> new NioMapping(request.named(), memory));
    }
}
