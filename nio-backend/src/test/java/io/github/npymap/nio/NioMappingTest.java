package io.github.npymap.nio;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import java.io.IOException;

/** Windows of a gigabyte, on any JDK: tests see the classes for 17, whatever they run on. */
class NioMappingTest extends NioMappingSpec {
    @Override
    Mapping map(MapRequest request) throws IOException {
        return new NioBackendProvider().map(request);
    }

    @Override
    int garbageOfMove() {
        return 16;
    }
}
