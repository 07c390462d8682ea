package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Npy;
import io.github.npymap.NpyAppender;
import io.github.npymap.NpyArray;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a header says is what is written again. */
abstract class HeaderContract extends Contract {
    private static byte[] header(Path file) throws IOException {
        return Arrays.copyOf(
                Files.readAllBytes(file), Math.toIntExact(Npy.header(file).dataOffset()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[('c', ('<f8', (5,)), (2,))]",
                "[('a', '|u1'), ('c', (('>i2', (3,)), (2, 4)), (2,)), ('', '|V3')]",
                "[('s', [('x', ('<U2', (1,)), (1,))], (3,))]"
            })
    void subarrays_of_subarrays_are_written_as_they_were_read(String descr) throws IOException {
        DType dtype = Npy.dtype(descr);
        byte[] expected = NpyHeader.of(dtype, Order.C, Shape.of(3)).toBytes();
        assertThat(new String(expected, StandardCharsets.ISO_8859_1)).contains(descr);
        Path created = fresh();
        NpyArray array = closing(backend().create(created, dtype, Shape.of(3))).array();
        assertThat(header(created)).isEqualTo(expected);
        Path saved = fresh();
        Npy.save(saved, array);
        assertThat(header(saved)).isEqualTo(expected);
        assertThat(open(saved, Mode.READ).array().dtype()).isEqualTo(dtype);
        Path appended = fresh();
        try (NpyAppender appender = Npy.append(appended, dtype, Shape.of())) {
            appender.append(array);
        }
        assertThat(header(appended)).isEqualTo(expected);
    }
}
