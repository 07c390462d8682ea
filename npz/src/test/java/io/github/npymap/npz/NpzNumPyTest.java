package io.github.npymap.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.UnsupportedDTypeException;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that NumPy and Python write, read as NumPy reads them. */
class NpzNumPyTest {
    /** Archives with names that collide or are odd; prints what NumPy makes of each name. */
    private static final String NAMES = """
            import io, sys, zipfile
            import numpy as np
            archives = [
                ['x', 'x.npy'], ['x.npy', 'x'], ['x.npy', 'x.npy'], ['x', 'x'], ['x.npy', 'x.npy.npy', 'x'],
                ['.npy', 'x'], ['x.NPY', 'X.npy'], ['a/b.npy', 'a\\\\b.npy', '../x.npy', '/x.npy'],
                ['\\u00e9.npy', '\\U0001f600.npy', 'e\\u0301.npy'], ['arr_0.npy', 'arr_1.npy'], ['x\\0y.npy'],
            ]
            import warnings; warnings.simplefilter('ignore')
            for k, names in enumerate(archives):
                path = f'{sys.argv[1]}/{k}.npz'
                with zipfile.ZipFile(path, 'w') as z:
                    for n, name in enumerate(names):
                        data = io.BytesIO()
                        np.save(data, np.int32(n))
                        z.writestr(name, data.getvalue(), k % 2 * zipfile.ZIP_DEFLATED)
                loaded = np.load(path)
                print(*loaded.files, sep='|', end='')
                for name in loaded.files + loaded.zip.namelist():
                    print(f'|{int(loaded[name])}', end='')
                print()
            """;

    @TempDir
    Path directory;

    @BeforeAll
    static void requireNumPy() {
        NumPy.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "jni"})
    void readsWhatSavezWrites(String backend) throws IOException {
        NumPy.run("""
                import sys
                import numpy as np
                arrays = dict(
                    f=np.asfortranarray(np.arange(12, dtype='>i4').reshape(3, 4)), d=np.arange(5) / 8,
                    s=np.float32(1.5), e=np.zeros((0, 3), 'u1'), b=np.array([True, False]))
                np.savez(sys.argv[1] + '/stored.npz', np.arange(3), **arrays)
                np.savez_compressed(sys.argv[1] + '/deflated.npz', np.arange(3), **arrays)
                """, directory.toString());
        NpzOptions options = NpzOptions.defaults().backend(Npy.using(backend));
        for (String kind : new String[] {"stored", "deflated"}) {
            try (NpzFile npz = Npz.open(directory.resolve(kind + ".npz"), options)) {
                assertThat(npz.names()).containsExactlyInAnyOrder("f", "d", "s", "e", "b", "arr_0");
                for (NpzMember member : npz.members()) {
                    assertThat(member.compression()).isEqualTo(kind);
                    member.verify();
                }
                assertThat(npz.member("f").header().order()).isEqualTo(Order.FORTRAN);
                try (NpyFile f = npz.open("f");
                        NpyFile d = npz.open("d.npy");
                        NpyFile s = npz.open("s");
                        NpyFile e = npz.open("e");
                        NpyFile b = npz.open("b");
                        NpyFile first = npz.open("arr_0")) {
                    assertThat(f.array().toIntArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
                    assertThat(d.array().toDoubleArray()).containsExactly(0, 0.125, 0.25, 0.375, 0.5);
                    assertThat(s.array().getFloat()).isEqualTo(1.5f);
                    assertThat(e.array().shape()).isEqualTo(Shape.of(0, 3));
                    assertThat(b.array().toBooleanArray()).containsExactly(true, false);
                    assertThat(first.array().sumLong()).isEqualTo(3);
                }
            }
        }
    }

    @Test
    void findsMembersByNameAsNumPyDoes() throws IOException {
        String[] lines = NumPy.run(NAMES, directory.toString()).split("\n");
        assertThat(lines).hasSizeGreaterThan(10);
        for (int k = 0; k < lines.length; k++) {
            try (NpzFile npz = Npz.open(directory.resolve(k + ".npz"))) {
                String found = String.join("|", npz.names());
                for (String name : npz.names()) {
                    found += "|" + element(npz.member(name));
                }
                for (NpzMember member : npz.members()) {
                    found += "|" + element(npz.member(member.entryName()));
                }
                assertThat(found).isEqualTo(lines[k]);
            }
        }
    }

    private static int element(NpzMember member) throws IOException {
        try (NpyFile file = member.open(Mode.READ)) {
            return file.array().getInt();
        }
    }

    @Test
    void readsOtherPackingsThatTheLibraryKnowsAndNamesTheRest() throws IOException {
        NumPy.run("""
                import io, sys, zipfile
                import numpy as np
                data = io.BytesIO()
                np.save(data, np.arange(1000))
                for name, method in ('bzip2', zipfile.ZIP_BZIP2), ('lzma', zipfile.ZIP_LZMA):
                    with zipfile.ZipFile(f'{sys.argv[1]}/{name}.npz', 'w', method) as z:
                        z.writestr('x.npy', data.getvalue())
                """, directory.toString());
        try (NpzFile bzip2 = Npz.open(directory.resolve("bzip2.npz"));
                NpyFile file = bzip2.open("x");
                NpzFile lzma = Npz.open(directory.resolve("lzma.npz"))) {
            assertThat(bzip2.member("x").compression()).isEqualTo("bzip2");
            assertThat(file.array().sumLong()).isEqualTo(499500);
            assertThatExceptionOfType(NpyFormatException.class)
                    .isThrownBy(() -> lzma.open("x"))
                    .withMessageContainingAll("lzma.npz:x", "compressed by lzma");
        }
    }

    @Test
    void refusesArraysOfObjectsByTheMembersName() throws IOException {
        NumPy.run(
                "import sys, numpy as np; np.savez_compressed(sys.argv[1], x=np.array([None]))",
                directory.resolve("o.npz").toString());
        try (NpzFile npz = Npz.open(directory.resolve("o.npz"))) {
            assertThatExceptionOfType(UnsupportedDTypeException.class)
                    .isThrownBy(() -> npz.open("x"))
                    .withMessageContaining("o.npz:x, byte");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "jni"})
    void mapsMembersBeyond4GiB(String backend) throws IOException {
        // A hole in front of everything; an npz file begins with PK, so this one does too.
        NumPy.run("""
                import io, sys, zipfile
                import numpy as np
                with open(sys.argv[1], 'w+b') as f:
                    f.write(b'PK\\3\\4')
                    f.truncate(5 << 30)
                    with zipfile.ZipFile(f, 'a') as z:
                        for name in 'xy':
                            data = io.BytesIO()
                            np.save(data, np.frombuffer(name.encode(), 'u1'))
                            z.writestr(name + '.npy', data.getvalue())
                """, directory.resolve("huge.npz").toString());
        try (NpzFile npz = Npz.open(
                        directory.resolve("huge.npz"), NpzOptions.defaults().backend(Npy.using(backend)));
                NpyFile x = npz.open("x");
                NpyFile y = npz.open("y")) {
            assertThat(x.array().getInt(0)).isEqualTo('x');
            assertThat(y.array().getInt(0)).isEqualTo('y');
            npz.member("y").verify();
        }
    }

    @Test
    void listsMoreMembersThan16BitsCount() throws IOException {
        NumPy.run("""
                import sys, zipfile
                with zipfile.ZipFile(sys.argv[1], 'w') as z:
                    for k in range(66000):
                        z.writestr(f'{k}.npy', b'')
                """, directory.resolve("many.npz").toString());
        try (NpzFile npz = Npz.open(directory.resolve("many.npz"))) {
            assertThat(npz.names()).hasSize(66000).contains("65999");
            assertThat(npz.names().stream().limit(3).collect(Collectors.joining(" ")))
                    .isEqualTo("0 1 2");
        }
    }
}
