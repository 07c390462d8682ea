package io.github.npymap;

import io.github.npymap.spi.Availability;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.ChannelFile;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.Path;

/** A backend whose mappings are a test's own. */
final class StubBackend {
    interface Mapper {
        Mapping map(MapRequest request) throws IOException;
    }

    private StubBackend() {}

    static Backend of(Mapper mapper) {
        return new Backend(new BackendProvider() {
            @Override
            public String name() {
                return "stub";
            }

            @Override
            public int priority() {
                return 0;
            }

            @Override
            public Availability availability() {
                return Availability.READY;
            }

            @Override
            public OpenFile open(Path file, Mode mode) throws IOException {
                return new ChannelFile(file, mode.isWritable()) {
                    @Override
                    public Mapping map(MapRequest request) throws IOException {
                        return mapper.map(request);
                    }
                };
            }
        });
    }
}
