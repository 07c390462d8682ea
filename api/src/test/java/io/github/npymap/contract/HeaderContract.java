package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.npymap.CreateOption;
import io.github.npymap.MapOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyAppender;
import io.github.npymap.NpyArray;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import io.github.npymap.types.VoidType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that are out of the ordinary: what they say is what is written again. */
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
    void subarraysOfSubarraysAreWrittenAsTheyWereRead(String descr) throws IOException {
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

    private static DType fields(int count) {
        return Npy.dtype(IntStream.range(0, count)
                .mapToObj(k -> "('field" + k + "', '<f8')")
                .collect(Collectors.joining(", ", "[", "]")));
    }

    private static MapOption.MaxHeaderSize limitNamedBy(NpyFormatException refusal) {
        Matcher call = Pattern.compile("MapOption\\.maxHeaderSize\\((\\d+)\\)").matcher(refusal.getMessage());
        assertThat(call.find()).as(refusal.getMessage()).isTrue();
        return MapOption.maxHeaderSize(Integer.parseInt(call.group(1)));
    }

    @Test
    void aLongHeaderIsReadWithTheLimitThatTheRefusalNames() throws IOException {
        DType dtype = fields(1000);
        Path path = fresh();
        backend().create(path, dtype, Shape.of(3)).close();
        NpyFormatException refusal =
                catchThrowableOfType(NpyFormatException.class, () -> backend().open(path, Mode.READ));
        assertThat(refusal).hasMessageContaining("at most 10000 characters");
        MapOption.MaxHeaderSize limit = limitNamedBy(refusal);
        assertThat(closing(backend().open(path, Mode.READ, limit))
                        .array()
                        .field("field7")
                        .getDouble(2))
                .isZero();
        assertThat(Npy.header(path, limit).dtype()).isEqualTo(dtype);
        assertThatThrownBy(() -> backend().open(path, Mode.READ, MapOption.maxHeaderSize(limit.characters() - 1)))
                .isInstanceOf(NpyFormatException.class);
        assertThat(closing(backend().open(path, Mode.READ_WRITE, MapOption.EXTEND, limit))
                        .header())
                .isPresent();
        try (NpyAppender appender = Npy.append(path, limit)) {
            appender.append(open(write(DType.FLOAT64, Order.C, Shape.of(1000), new long[1000]), Mode.READ)
                    .array()
                    .viewAs(dtype));
        }
        assertThat(Npy.header(path, limit).shape()).isEqualTo(Shape.of(4));
    }

    @Test
    void aFileWithALongHeaderIsNotTakenForRawElementsAndOpensAsTheRefusalSays() throws IOException {
        DType dtype = fields(1000);
        Path path = fresh();
        backend().create(path, dtype, Shape.of(3)).close();
        NpyFormatException refusal = catchThrowableOfType(
                NpyFormatException.class, () -> backend().raw(path, DType.INT8).open());
        assertThat(refusal)
                .hasMessageContainingAll("longer than the 10000 characters", "raw(…).offset(", "allowNpyHeader()")
                .message()
                .doesNotContain("cannot be read");
        assertThat(Npy.header(path, limitNamedBy(refusal)).dtype()).isEqualTo(dtype);
    }

    @Test
    void anAppenderOpensWhatAnAppenderMade() throws IOException {
        DType dtype = fields(1000);
        Path path = fresh();
        Npy.append(path, dtype, Shape.of()).close();
        Npy.append(path, dtype, Shape.of()).close();
        assertThatThrownBy(() -> Npy.append(path)).isInstanceOf(NpyFormatException.class);
    }

    @Test
    void aLimitBelowTheDefaultRefusesWhatIsLonger() throws IOException {
        Path path = write(DType.INT8, Order.C, Shape.of(1), 5);
        int length = Math.toIntExact(Npy.header(path).dataOffset()) - 10;
        assertThat(closing(backend().open(path, Mode.READ, MapOption.maxHeaderSize(length)))
                        .array()
                        .getInt(0))
                .isEqualTo(5);
        assertThatThrownBy(() -> backend().open(path, Mode.READ, MapOption.maxHeaderSize(length - 1)))
                .isInstanceOf(NpyFormatException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> MapOption.maxHeaderSize(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'<f1'", "'>f1'", "'|f1'"})
    void aFloatOfOneByteIsAVoidThatCanBeViewed(String descr) throws IOException {
        String text = "{'descr': " + descr + ", 'fortran_order': False, 'shape': (4,), }";
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(NpyHeader.of(DType.INT8, Order.C, Shape.of(4)).toBytes(), 0, 10);
        file.write((text + " ".repeat(117 - text.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        file.write(new byte[] {0, 0x3c, (byte) 0xbc, 0x3e});
        NpyArray array =
                open(Files.write(fresh(), file.toByteArray()), Mode.READ).array();
        assertThat(array.dtype()).isEqualTo(new VoidType(1));
        assertThat(array.viewAs(DType.FLOAT8_E5M2).toDoubleArray()).containsExactly(0, 1, -1, 1.5);
    }

    /** The flags of such arrays do not follow from their strides, which are 0. */
    @Test
    void fortranOrderOfElementsWithoutBytesIsWrittenAsNumPyDoes() throws IOException {
        NumPy.require();
        List<String> cases = NumPy.run("""
                import sys, numpy as np
                from numpy.lib.format import open_memmap
                k = 0
                for descr in ('V0', 'S0', [], [('a', '<f8', (0,))], [('a', 'S0'), ('b', 'V0')], '<i2'):
                    for shape in ((2, 3), (2, 3, 4), (1, 3), (1, 1, 4), (3,), (0, 3), ()):
                        for fortran in (False, True):
                            base = f'{sys.argv[1]}/numpy{k}'
                            made = open_memmap(base + 'c.npy', 'w+', np.dtype(descr), shape, fortran)
                            read = open_memmap(base + 'c.npy', 'r')
                            np.save(base + 's.npy', read)
                            np.save(base + 't.npy', read.T)
                            print(base)
                            k += 1
                """, directory.toString()).lines().toList();
        assertThat(cases).hasSize(6 * 7 * 2);
        for (String base : cases) {
            Path theirs = Path.of(base + "c.npy");
            NpyHeader header = Npy.header(theirs);
            CreateOption[] order =
                    header.order() == Order.C ? new CreateOption[0] : new CreateOption[] {CreateOption.FORTRAN_ORDER};
            Path created = fresh();
            closing(backend().create(created, header.dtype(), header.shape(), order));
            assertThat(created).as(header.toString()).hasSameBinaryContentAs(theirs);

            NpyArray array = open(theirs, Mode.READ).array();
            Path saved = fresh();
            Npy.save(saved, array);
            assertThat(saved).as("%s, saved", header).hasSameBinaryContentAs(Path.of(base + "s.npy"));
            Npy.save(saved, array.transpose());
            assertThat(saved).as("%s, transposed", header).hasSameBinaryContentAs(Path.of(base + "t.npy"));
            if (header.shape().size() == 0 || header.dtype().itemsize() == 0) {
                assertThat(array.asByteBuffer().remaining()).isZero();
            }
        }
    }
}
