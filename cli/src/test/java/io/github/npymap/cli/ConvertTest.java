package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.npymap.support.NumPy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertTest {

    @TempDir
    Path directory;

    @BeforeEach
    void writeArrays() {
        NumPy.require();
    }

    @Test
    void theNewFileIsTheOneThatNumPySaves() {
        String cases = NumPy.run("""
                import sys
                import numpy as np
                rng = np.random.default_rng(3)
                np.seterr(all='ignore')
                a = rng.normal(0, 1e3, (300, 401))
                f = np.asfortranarray(rng.normal(size=(40, 50, 60)))
                i = rng.integers(-2**63, 2**63 - 1, 5000)
                u = rng.integers(0, 2**64 - 1, 5000, dtype='u8')
                s = np.array(['ab', 'cde', ''])
                cases = [(a, '--order F', np.asfortranarray(a)), (f, '--order C --astype >f4', np.ascontiguousarray(f).astype('>f4')),
                    (a, '--endian big', a.astype('>f8')), (a, '--astype f2', a.astype('f2')), (a, '--astype c16', a.astype('c16')),
                    (i, '--astype f4', i.astype('f4')), (u, '--astype f4', u.astype('f4')), (u, '--astype f8', u.astype('f8')),
                    (u, '--astype i1 --casting unsafe', u.astype('i1')), (i, '--astype u2 --casting unsafe', i.astype('u2')),
                    (a, '--astype i4 --casting unsafe', a.astype('i4')), (a + 1j, '--astype c8', (a + 1j).astype('c8')),
                    (s, '--astype S2 --casting unsafe', s.astype('S2')),
                    (s, '--astype U2 --casting unsafe', s.astype('U2')), (a * 1e300, '--astype f4 --casting unsafe', (a * 1e300).astype('f4')),
                    (i >> 33, '--astype i4', (i >> 33).astype('i4')), (u >> 32, '--astype u4', (u >> 32).astype('u4')),
                    (np.array([np.inf, np.nan]), '--astype f2', np.array([np.inf, np.nan], 'f2')), (s, '--endian big', s.astype('>U3'))]
                if np.dtype('g').itemsize == 16:
                    g = u.astype('g') + np.longdouble('0.3')
                    cases += [(g, '--astype f4', g.astype('f4')), (i.astype('g'), '--astype i8 --casting unsafe', i)]
                for k, (source, options, expected) in enumerate(cases):
                    np.save(f'{sys.argv[1]}/{k}.npy', source)
                    np.save(f'{sys.argv[1]}/{k}-expected.npy', expected)
                    print(options)
                """, directory.toString());
        List<String> options = cases.lines().toList();

        for (int k = 0; k < options.size(); k++) {
            List<Object> args = new ArrayList<>(List.of("convert"));
            args.addAll(Arrays.asList(options.get(k).split(" ")));
            args.add(directory.resolve(k + ".npy"));
            Path made = directory.resolve(k + "-made.npy");
            args.add(made);
            assertThat(CommandRun.of(args.toArray())).isEqualTo(new CommandRun(0, "", ""));
            assertThat(made).as(options.get(k)).hasSameBinaryContentAs(directory.resolve(k + "-expected.npy"));
        }
        assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void theOrderOfElementsWithoutBytesIsKeptOrChanged() throws IOException {
        Path rows = Files.move(saved("np.zeros((2, 3), 'V0')"), directory.resolve("r.npy"));
        Path file = saved("np.zeros((2, 3), 'V0', order='F')");
        Path archive = directory.resolve("z.npz");
        Path back = directory.resolve("back.npy");
        Path inRows = directory.resolve("rows.npy");
        Path inColumns = directory.resolve("columns.npy");

        assertThat(CommandRun.of("convert", file, archive + ":w").err()).isEmpty();
        assertThat(CommandRun.of("convert", archive + ":w", back).err()).isEmpty();
        assertThat(CommandRun.of("convert", "--order", "C", file, inRows).err()).isEmpty();
        assertThat(CommandRun.of("convert", "--order", "F", rows, inColumns).err())
                .isEmpty();
        assertThat(CommandRun.of("convert", "--order", "F", rows, directory.resolve("y.npz") + ":w")
                        .err())
                .isEmpty();

        assertThat(back).hasSameBinaryContentAs(file);
        assertThat(inRows).hasSameBinaryContentAs(rows);
        assertThat(inColumns).hasSameBinaryContentAs(file);
        assertThat(CommandRun.of("convert", "--force", directory.resolve("y.npz") + ":w", back)
                        .err())
                .isEmpty();
        assertThat(back).hasSameBinaryContentAs(file);
    }

    @Test
    void arraysGoIntoArchivesAndOutAgain() {
        Path file = saved("np.arange(6, dtype='>i2').reshape(2, 3)");
        Path archive = directory.resolve("z.npz");
        Path back = directory.resolve("back.npy");

        assertThat(CommandRun.of("convert", file, archive + ":w").err()).isEmpty();
        assertThat(CommandRun.of("convert", "--deflate", "--order", "F", archive, directory.resolve("y.npz"))
                        .err())
                .isEmpty();
        assertThat(CommandRun.of("convert", "--order", "C", directory.resolve("y.npz") + ":w", back)
                        .err())
                .isEmpty();

        assertThat(back).hasSameBinaryContentAs(file);
    }

    @Test
    void whatWouldLoseSomethingIsRefused() {
        Path file = saved("np.array([1.5, np.nan])");
        Path made = directory.resolve("made.npy");

        assertThat(CommandRun.of("convert", "--astype", "i4", file, made).err())
                .contains("not same_kind", "--casting unsafe")
                .hasLineCount(1);
        assertThat(CommandRun.of("convert", "--astype", "i4", "--casting", "unsafe", file, made)
                        .err())
                .contains("nan", "int32")
                .hasLineCount(1);
        assertThat(CommandRun.of("convert", "--force", file, file).err()).contains("is what is read");
        assertThat(made).doesNotExist();
        assertThat(CommandRun.of("convert", file, made).status()).isZero();
        assertThat(CommandRun.of("convert", file, made).err()).contains("--force");
        assertThat(directory.toFile().list()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "np.array([1, 2**40])        | i4 | an element is 1099511627776, which int32 cannot hold",
                "np.array([1, -70000], 'i4') | i2 | an element is -70000, which int16 cannot hold",
                "np.array([127, 200], 'u1')  | i1 | an element is 200, which int8 cannot hold",
                "np.array([2**63], 'u8')     | i8 | an element is 9223372036854775808, which int64 cannot hold",
                "np.array([70000], 'i4')     | f2 | an element is 70000, which float16 cannot hold",
                "np.array([1e40])            | f4 | an element is 1e+40, which float32 cannot hold",
                "np.array([1, 2 - 1e40j])    | c8 | an element is -1e+40, which float32 cannot hold",
                "np.array(['ab', 'abc'])     | U2 | a text has more than 2 characters, which <U2 cannot hold",
            })
    void anElementThatTheNewTypeCannotHoldIsRefused(String array, String type, String message) {
        Path file = saved(array);
        Path made = directory.resolve("made.npy");

        assertThat(CommandRun.of("convert", "--astype", type, file, made))
                .satisfies(run -> assertThat(run.status()).isOne())
                .satisfies(run -> assertThat(run.err())
                        .startsWith("npymap: " + file + ": " + message + "; --casting unsafe ")
                        .hasLineCount(1));
        assertThat(made).doesNotExist();
        assertThat(CommandRun.of("convert", "--astype", type, "--casting", "unsafe", file, made))
                .isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void aFileThatIsReplacedStaysPrivate() throws IOException {
        Path file = saved("np.arange(3)");
        Path made = Files.writeString(directory.resolve("made.npy"), "what was there");
        assumeThat(Files.getFileStore(made).supportsFileAttributeView(PosixFileAttributeView.class))
                .isTrue();
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(made, owner);

        assertThat(CommandRun.of("convert", "--force", file, made)).isEqualTo(new CommandRun(0, "", ""));

        assertThat(made).hasSameBinaryContentAs(file);
        assertThat(Files.getPosixFilePermissions(made)).isEqualTo(owner);
    }

    private Path saved(String array) {
        Path file = directory.resolve("a.npy");
        NumPy.run("import sys\nimport numpy as np\nnp.save(sys.argv[1], " + array + ")", file.toString());
        return file;
    }
}
