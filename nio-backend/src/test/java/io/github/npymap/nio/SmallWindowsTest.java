package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Windows of 128 bytes, so that every test crosses their edges. */
class SmallWindowsTest extends NioMappingSpec {
    @Override
    Mapping map(MapRequest request) throws IOException {
        return map(request, 7);
    }

    private static Mapping map(MapRequest request, int shift) throws IOException {
        NioFile.Mapper mapper =
                (channel, mode, offset, length) -> MappedMemory.map(channel, mode, offset, length, shift);
        try (NioFile opened = NioFile.open(request.file(), request.mode(), mapper)) {
            return opened.map(request);
        }
    }

    @Test
    void aSumGoesOnAcrossEdgesThatBlocksLieOn() throws IOException {
        DefinedSum defined = DefinedSum.ofRandomNumbers(NumberKind.FLOAT64, 3000);
        Files.write(file, defined.bytes());
        try (Mapping mapping = map(new MapRequest(file, Mode.READ, 40, 2995 * Double.BYTES), 12)) {
            assertThat(mapping.reduceFloating(Reduction.SUM, defined.type(), 24, 2992))
                    .isEqualTo(defined.from(8).sum(2992));
        }
    }

    @Override
    int garbageOfMove() {
        return 16;
    }

    @Override
    @Disabled("would need more mappings than a process may have")
    void offsetsGoBeyondWhatAnIntCanHold() {}
}
