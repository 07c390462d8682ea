package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than any disk has room for is asked for; the C library is told so at once, without writing. */
class CreationFailureTest {
    private static final Shape TOO_LARGE = Shape.of(1L << 59);

    @TempDir
    Path folder;

    @Test
    void anExistingFileStaysAsItIs() throws IOException {
        Path path = folder.resolve("a.npy");
        try (NpyFile file = Npy.using("jni").create(path, DType.INT32, Shape.of(3))) {
            file.array().setInt(1, 42);
        }
        byte[] before = Files.readAllBytes(path);

        assertThatThrownBy(() -> Npy.using("jni").create(path, DType.FLOAT64, TOO_LARGE, CreateOption.REPLACE))
                .isInstanceOf(IOException.class);

        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        assertThat(files()).containsExactly(path);
    }

    @Test
    void aNewFileIsNotLeftBehind() throws IOException {
        assertThatThrownBy(() -> Npy.using("jni").create(folder.resolve("a.npy"), DType.FLOAT64, TOO_LARGE))
                .isInstanceOf(IOException.class);

        assertThat(files()).isEmpty();
    }

    private Iterable<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
