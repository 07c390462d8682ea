package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.npymap.contract.Rounds;
import io.github.npymap.internal.array.HeapMapping;
import io.github.npymap.types.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file takes the place of another of the same length after that one's header was read and before it is mapped. It even
 * gets the same number from the system, as one may that is made when the other is gone: the two differ by their bytes.
 */
@Tag(Rounds.TAG)
class ReplacementTest {
    @TempDir
    Path folder;

    private Path path;
    private byte[] longs;
    private byte[] doubles;
    private int mapped;

    @BeforeEach
    void makeBoth() throws IOException {
        path = folder.resolve("a.npy");
        Npy.save(path, new double[] {1, 2, 3});
        doubles = Files.readAllBytes(path);
        Npy.save(path, new long[] {1, 2, 3});
        longs = Files.readAllBytes(path);
    }

    @Test
    void theFileThatIsThereInTheEndIsOpened() throws IOException {
        try (NpyFile file = replacing(3).open(path)) {
            assertThat(file.array().dtype()).isEqualTo(DType.FLOAT64);
            assertThat(file.array().toDoubleArray()).containsExactly(1, 2, 3);
        }
        assertThat(mapped).isEqualTo(4);
    }

    @Test
    void whoNeverComesToAnEndIsNotWaitedFor() {
        assertThatIOException()
                .isThrownBy(() -> replacing(Integer.MAX_VALUE).open(path))
                .withMessage(path + ": another file took its place while it was opened; open it again");
        assertThat(mapped).isEqualTo(10);
    }

    /** A backend that is always a moment too late, the first few times. */
    private Backend replacing(int times) {
        return StubBackend.of(request -> {
            mapped++;
            byte[] bytes = mapped <= times && mapped % 2 == 0 ? longs : doubles;
            Files.write(path, bytes);
            return HeapMapping.of(Arrays.copyOfRange(bytes, (int) request.offset(), bytes.length));
        });
    }
}
