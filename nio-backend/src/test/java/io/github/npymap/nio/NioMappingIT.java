package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The segment for JDK 22 and later, which only the packaged jar shows. */
class NioMappingIT extends NioMappingSpec {
    @Override
    Mapping map(MapRequest request) throws IOException {
        try (OpenFile file = new NioBackendProvider().open(request.file(), request.mode())) {
            return file.map(request);
        }
    }

    @Override
    int garbageOfMove() {
        return 0;
    }

    @Test
    void theJarBringsTheClassForThisJdk() {
        assertThat(MappedMemory.class.getDeclaredFields())
                .anyMatch(field -> field.getType().getName().equals("java.lang.foreign.MemorySegment"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theFileIsUnmappedWhenCloseReturns() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        Mapping mapping = map(Mode.READ);
        assertThat(Files.readString(maps)).contains(file.toString());
        mapping.close();
        assertThat(Files.readString(maps)).doesNotContain(file.toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPrivateMappingLargerThanMemoryNamesTheLimit() throws IOException {
        long length = 1L << 42;
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
        }
        assertThatIOException()
                .isThrownBy(() -> map(new MapRequest(file, Mode.COPY_ON_WRITE, 0, length)))
                .withMessageContainingAll(file.toString(), "vm.overcommit_memory is", "vm.max_map_count is", "jni");
    }
}
