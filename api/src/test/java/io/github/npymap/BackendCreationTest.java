package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a backend that can reserve space and map nothing. */
class BackendCreationTest {
    private final Backend backend = StubBackend.of(request -> {
        throw new IOException("no addresses left");
    });

    @TempDir
    Path folder;

    @Test
    void aFileThatCannotBeMappedIsNotLeftBehind() throws IOException {
        Path path = folder.resolve("a.npy");
        for (CreateOption option : CreateOption.values()) {
            assertThatIOException()
                    .isThrownBy(() -> backend.create(path, DType.INT8, Shape.of(5), option))
                    .withMessage("no addresses left");
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void norDoesItReplaceAnother() throws IOException {
        Path path = folder.resolve("a.npy");
        Npy.save(path, new int[] {1, 2});
        byte[] before = Files.readAllBytes(path);
        for (CreateOption option : List.of(CreateOption.SYNC, CreateOption.ATOMIC)) {
            assertThatIOException().isThrownBy(() -> backend.create(path, DType.INT8, Shape.of(5), option));
            assertThat(path).hasBinaryContent(before);
            assertThat(files()).containsExactly(path);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
