package io.github.npymap.nio;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import java.io.IOException;

/** Windows of a gigabyte, on any JDK: tests see the classes for 17, whatever they run on. */
class NioMappingTest extends NioMappingSpec {
    @Override
    Mapping map(MapRequest request) throws IOException {
        try (OpenFile file = new NioBackendProvider().open(request.file(), request.mode())) {
            return file.map(request);
        }
    }

    @Override
    int garbageOfMove() {
        return 16;
    }
}
