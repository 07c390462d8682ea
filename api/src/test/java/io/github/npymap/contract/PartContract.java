package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class PartContract extends Contract {
    private static final String SOURCE = "archive.npz:x";

    /** An npy file of three int32 with other bytes before and behind it. */
    private FilePart part(int before) throws IOException {
        byte[] npy = Files.readAllBytes(write(DType.INT32, Order.C, Shape.of(3), 7, -8, 9));
        Path around = directory.resolve("archive.npz");
        try (OutputStream out = Files.newOutputStream(around)) {
            out.write(new byte[before]);
            out.write(npy);
            out.write(new byte[] {1, 2, 3});
        }
        return new FilePart(around, before, npy.length, SOURCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 4095, 4097, 65536})
    void opensAnNpyFileAnywhereInAnother(int before) throws IOException {
        FilePart part = part(before);
        NpyFile file = closing(backend().open(part, Mode.READ, () -> {}));
        assertThat(file.array().toIntArray()).containsExactly(7, -8, 9);
        assertThat(file.header()).hasValue(Npy.header(part));
        assertThat(file.path()).isEqualTo(part.file());
        assertThat(file.source()).isEqualTo(SOURCE);
        assertThat(file).asString().startsWith(SOURCE + ": ");
    }

    @Test
    void privateChangesStayOutOfTheFileAround() throws IOException {
        FilePart part = part(33);
        byte[] original = Files.readAllBytes(part.file());
        NpyArray array =
                closing(backend().open(part, Mode.COPY_ON_WRITE, () -> {})).array();
        array.setInt(1, 100);
        assertThat(array.sumLong()).isEqualTo(116);
        assertThat(part.file()).hasBinaryContent(original);
    }

    @Test
    void nothingBeyondThePartCountsAsItsData() throws IOException {
        FilePart whole = part(5);
        for (long length = 0; length < whole.length(); length++) {
            FilePart part = new FilePart(whole.file(), 5, length, SOURCE);
            assertThatExceptionOfType(NpyFormatException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> backend().open(part, Mode.READ, () -> {}))
                    .withMessageStartingWith(SOURCE + ", byte ");
        }
        FilePart beyond = new FilePart(whole.file(), 1 << 20, 100, SOURCE);
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> backend().open(beyond, Mode.READ, () -> {}))
                .withMessageContaining("an empty file");
    }

    @Test
    void whatIsToBeDoneAfterClosingIsDoneOnce() throws IOException {
        List<Boolean> open = new ArrayList<>();
        NpyFile[] file = new NpyFile[1];
        file[0] = closing(backend().open(part(1), Mode.READ, () -> open.add(file[0].isOpen())));
        assertThat(open).isEmpty();
        file[0].close();
        file[0].close();
        assertThat(open).containsExactly(false);
    }
}
