package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.npymap.spi.Carrier;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose mappings do not close as they are told to. */
@Tag(Rounds.TAG)
class ClosingTest {
    private final Reluctant mapping = new Reluctant();
    private final Backend backend = StubBackend.of(request -> mapping);

    @TempDir
    Path folder;

    private Path path;
    private NpyFile file;

    @BeforeEach
    void create() throws IOException {
        path = folder.resolve("a.npy");
        file = backend.create(path, DType.INT8, Shape.of(5), CreateOption.ATOMIC);
    }

    @Test
    void aFileThatIsInUseKeepsEverythingForTheNextAttempt() throws IOException {
        mapping.isInUse = true;
        assertThatIllegalStateException().isThrownBy(file::close).withMessage("in use");
        assertThat(file.isOpen()).isTrue();
        assertThat(path).doesNotExist();
        file.sync();

        mapping.isInUse = false;
        file.close();
        assertThat(file.isOpen()).isFalse();
        assertThat(files()).isZero();
        assertThatIllegalStateException().isThrownBy(file::commit).withMessage(path + " is closed");
    }

    @Test
    void aFileThatIsInUseCanBeCommitted() throws IOException {
        mapping.isInUse = true;
        file.commit();
        assertThatIllegalStateException().isThrownBy(file::close).withMessage("in use");
        mapping.isInUse = false;
        file.close();
        assertThat(Npy.header(path).shape()).isEqualTo(Shape.of(5));
        assertThat(files()).isOne();
    }

    @Test
    void aFileOfWhichAPageWasLostTakesNoPlace() throws IOException {
        mapping.late = new UncheckedIOException("truncated", new IOException());
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(file::commit)
                .withMessage("truncated");
        assertThat(path).doesNotExist();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(file::close)
                .withMessage("truncated");
        assertThat(file.isOpen()).isFalse();
        file.close();
        assertThat(files()).isZero();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** Refuses to close while it is in use, or closes and has bad news. */
    private static final class Reluctant extends StubMapping {
        private boolean isInUse;
        private UncheckedIOException late;
        private boolean isOpen = true;

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public void read(long offset, Carrier carrier, Object target, int index, int count) {
            if (late != null) {
                throw late;
            }
        }

        @Override
        public void close() {
            if (isInUse) {
                throw new IllegalStateException("in use");
            }
            boolean first = isOpen;
            isOpen = false;
            if (first && late != null) {
                throw late;
            }
        }
    }
}
