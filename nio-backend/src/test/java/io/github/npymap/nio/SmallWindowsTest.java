package io.github.npymap.nio;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import java.io.IOException;
import org.junit.jupiter.api.Disabled;

/** Windows of 128 bytes, so that every test crosses their edges. */
class SmallWindowsTest extends NioMappingSpec {
    @Override
    Mapping map(MapRequest request) throws IOException {
        return new NioMapping(
                request,
                MappedFile.map(
                        request,
                        (channel, mode, offset, length) -> MappedMemory.map(channel, mode, offset, length, 7)));
    }

    @Override
    int garbageOfMove() {
        return 16;
    }

    @Override
    @Disabled("would need more mappings than a process may have")
    void offsets_go_beyond_what_an_int_can_hold() {}
}
