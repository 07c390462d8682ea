package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the elements of every type in files. */
abstract class TypesContract extends Contract {
    private static final String EVERY_TYPE = "io.github.npymap.contract.ElementContract#everyType";

    private Path file(DType type) throws IOException {
        Path path = fresh();
        backend().create(path, type, Shape.of(2)).close();
        return path;
    }

    @ParameterizedTest
    @MethodSource(EVERY_TYPE)
    void aFileThatIsReadOnlyTakesNoAssignmentOfAnyKind(DType type) throws IOException {
        Path path = file(type);
        byte[] before = Files.readAllBytes(path);
        NpyArray array = open(path, Mode.READ).array().viewAs(type);
        for (Consumer<NpyArray> write : ElementContract.writes(type)) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> write.accept(array))
                    .withMessageContainingAll("read-only", "READ_WRITE");
        }
        ElementContract.reads(type).forEach(read -> read.accept(array));
        assertThat(path).hasBinaryContent(before);
    }

    @ParameterizedTest
    @MethodSource(EVERY_TYPE)
    void aFileThatIsClosedGivesAndTakesNothing(DType type) throws IOException {
        requireClosed(type, open(file(type), Mode.READ_WRITE));
    }

    @ParameterizedTest
    @MethodSource("emptyTypes")
    void aFileThatIsClosedHasNoElementsEvenOfNoBytes(DType type) throws IOException {
        requireClosed(type, open(file(type), Mode.READ_WRITE));
    }

    static DType[] emptyTypes() {
        return new DType[] {Npy.dtype("S0"), Npy.dtype("U0"), Npy.dtype("V0"), Npy.dtype("[]")};
    }

    private static void requireClosed(DType type, NpyFile file) {
        NpyArray array = file.array().viewAs(type);
        file.close();
        for (Consumer<NpyArray> call : ElementContract.reads(type)) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> call.accept(array));
        }
        for (Consumer<NpyArray> call : ElementContract.writes(type)) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> call.accept(array));
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_TYPE)
    void elementsOfEveryTypeBeginAtAnyByteOfARawMap(DType type) throws IOException {
        Random random = new Random(4);
        byte[] bytes = new byte[3 + 5 * type.itemsize()];
        random.nextBytes(bytes);
        Path path = Files.write(fresh(), bytes);
        NpyFile file = closing(
                backend().raw(path, type).offset(3).mode(Mode.READ_WRITE).open());
        byte[] read = new byte[5 * type.itemsize()];
        file.array().readBytes(read);
        assertThat(read).isEqualTo(Arrays.copyOfRange(bytes, 3, bytes.length));
        byte[] last = Arrays.copyOfRange(read, 4 * type.itemsize(), read.length);
        file.array().setBytes(0, last);
        file.flush();
        System.arraycopy(last, 0, bytes, 3, last.length);
        assertThat(path).hasBinaryContent(bytes);
    }
}
