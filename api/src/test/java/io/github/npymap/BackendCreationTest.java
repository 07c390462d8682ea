package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.npymap.support.ProcFiles;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With backends that can reserve space and map nothing, or not for long. */
@Tag(Rounds.TAG)
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
            assertThatIOException()
                    .isThrownBy(() -> backend.create(path, DType.INT8, Shape.of(5), CreateOption.REPLACE, option))
                    .withMessage("no addresses left");
            assertThat(path).hasBinaryContent(before);
            assertThat(files()).containsExactly(path);
        }
    }

    @Test
    void whatHasTakenAnothersPlaceCannotFailAnyMore() throws IOException {
        Path path = folder.resolve("a.npy");
        Npy.save(path, new int[] {1, 2});
        List<Recorder> mappings = new ArrayList<>();
        Backend once = StubBackend.of(request -> {
            if (!mappings.isEmpty()) {
                throw new IOException("no addresses left");
            }
            assertThat(Npy.header(path).shape())
                    .as("the other, until this is mapped")
                    .isEqualTo(Shape.of(2));
            mappings.add(new Recorder());
            return mappings.get(0);
        });
        try (NpyFile file = once.create(path, DType.INT8, Shape.of(5), CreateOption.REPLACE)) {
            assertThat(file.path()).isEqualTo(path);
            assertThat(Npy.header(path).shape()).isEqualTo(Shape.of(5));
            file.sync();
        }
        assertThat(files()).containsExactly(path);
    }

    @Test
    void whereAnotherWasFasterNothingStaysMapped() throws IOException {
        Path path = folder.resolve("a.npy");
        Recorder mapping = new Recorder();
        Backend slow = StubBackend.of(request -> {
            Npy.save(path, new int[] {1, 2});
            return mapping;
        });
        assertThatIOException()
                .isThrownBy(() -> slow.create(path, DType.INT8, Shape.of(5)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(mapping.closes).isPositive();
        assertThat(Npy.header(path).shape()).isEqualTo(Shape.of(2));
        assertThat(files()).containsExactly(path);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aMappingThatDoesNotCloseHidesNoReasonAndKeepsNoDescriptor() throws IOException {
        Path path = folder.resolve("a.npy");
        Recorder mapping = new Recorder();
        mapping.news = new UncheckedIOException("truncated", new IOException());
        Backend slow = StubBackend.of(request -> {
            Npy.save(path, new int[] {1, 2});
            return mapping;
        });
        assertThatIOException()
                .isThrownBy(() -> slow.create(path, DType.INT8, Shape.of(5)))
                .isInstanceOf(FileAlreadyExistsException.class)
                .satisfies(e -> assertThat(e).hasSuppressedException(mapping.news));
        assertThat(ProcFiles.descriptorFiles())
                .noneMatch(file -> file.toString().startsWith(folder.toString()));
    }

    private static final class Recorder extends StubMapping {
        private UncheckedIOException news;
        private int closes;

        @Override
        public boolean isOpen() {
            return closes == 0;
        }

        @Override
        public void close() {
            closes++;
            if (news != null) {
                throw news;
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
