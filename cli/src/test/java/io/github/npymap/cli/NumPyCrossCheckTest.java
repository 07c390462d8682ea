package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.support.NumPy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumPyCrossCheckTest {

    @TempDir
    Path directory;

    @BeforeEach
    void requireNumPy() {
        NumPy.require();
    }

    @Test
    void digestsAreTheSha256OfTheElementsInCOrderLittleEndian() {
        String expected = NumPy.run("""
                import hashlib, sys
                import numpy as np
                rng = np.random.default_rng(7)
                for i, t in enumerate('?b1 |i1 |u1 <i2 >i2 >u4 <u8 >u8 <f2 >f2 <f4 >f4 <f8 >f8'.replace('?b1', '|b1').split()):
                    for j, shape in enumerate([(), (0, 3), (3, 5), (70, 1001)]):
                        a = np.asarray(rng.integers(0, 100, shape)).astype(t)
                        if len(shape) == 2 and i % 2:
                            a = np.asfortranarray(a)
                        path = f'{sys.argv[1]}/{i}-{j}.npy'
                        np.save(path, a)
                        little = np.ascontiguousarray(a).astype(a.dtype.newbyteorder('<'))
                        print(hashlib.sha256(little.tobytes('C')).hexdigest() + '  ' + path)
                """, directory.toString());
        List<Object> args = new ArrayList<>(List.of("digest"));
        expected.lines().map(line -> line.substring(line.indexOf("  ") + 2)).forEach(args::add);

        CommandRun run = CommandRun.of(args.toArray());

        assertThat(run.out().lines()).containsExactlyElementsOf(expected.lines().toList());
        assertThat(run.status()).isZero();
    }

    @Test
    void elementsAreWrittenAsStrDoes() {
        String expected = NumPy.run("""
                import sys
                import numpy as np
                rng = np.random.default_rng(11)
                special = [0.0, -0.0, np.nan, np.inf, -np.inf, 1.0, 0.1, 1e-4, 9.999e-5, 1e15, 1e16, 123456789.0, 2**53, 3.3]
                # Earlier ones write large float16 and float32 without an exponent.
                small = ['f2', 'f4'] if np.lib.NumpyVersion(np.__version__) >= '2.4.0' else []
                for t in small + ['f8', '>f8', 'i8', 'u8', 'u4', '?']:
                    dt = np.dtype(t)
                    if dt.kind == 'b':
                        a = np.array([True, False])
                    elif dt.kind in 'iu':
                        a = np.frombuffer(rng.bytes(dt.itemsize * 50), dt)
                    else:
                        raw = np.frombuffer(rng.bytes(dt.itemsize * 300), dt)
                        with np.errstate(all='ignore'):
                            powers = np.ldexp(np.array(1, dt), rng.integers(-150, 127, 50)) if dt.itemsize > 2 else raw
                            a = np.concatenate([np.array(special).astype(dt), raw, powers, [np.finfo(dt).max], [np.finfo(dt).tiny],
                                    np.array([np.nextafter(np.array(0, dt), np.array(1, dt))]), rng.random(200).astype(dt)]).astype(dt)
                    np.save(sys.argv[1] + '/' + dt.str[1:] + ('b' if dt.byteorder == '>' else '') + '.npy', a)
                    print(dt.str[1:] + ('b' if dt.byteorder == '>' else '') + ' [' + ' '.join(str(x) for x in a) + ']')
                """, directory.toString());

        assertThat(expected.lines()).allSatisfy(line -> {
            String name = line.substring(0, line.indexOf(' '));
            CommandRun run = CommandRun.of("slice", "--all", directory.resolve(name + ".npy"), ":");
            assertThat(run.out().strip().split(" "))
                    .containsExactly(line.substring(name.length() + 1).split(" "));
        });
    }

    /** Arrays of every dtype, in a list {@code arrays} of Python. */
    private static final String EVERY_TYPE = """
            import hashlib, re, sys
            import numpy as np
            rng = np.random.default_rng(19)
            def random(t, n):
                t = np.dtype(t)
                if t.kind == 'U':
                    points = rng.choice([0, 0, 39, 34, 10, 92, 97, 0x7f, 0xe4, 0xad, 0x3b1, 0xd83d, 0xde00, 0x1f600, 0x10ffff], (n, t.itemsize // 4))
                    return points.astype(t.byteorder.replace('=', '<') + 'u4').view(t)[:, 0] if t.itemsize else np.zeros(n, t)
                if t.kind == 'b':
                    return rng.integers(0, 2, n).astype('?')
                raw = np.frombuffer(rng.bytes(max(1, t.itemsize * n)), 'u1')[:t.itemsize * n]
                if t.kind == 'S':
                    raw = rng.choice([0, 0, 39, 34, 10, 92, 97, 0x7f, 0xe4], t.itemsize * n).astype('u1')
                if t.names is not None:
                    a = np.frombuffer(raw.tobytes(), t).copy()
                    fill(a, n)
                    return a
                return np.frombuffer(raw.tobytes(), t, n) if t.itemsize else np.zeros(n, t)
            def fill(a, n):
                for name in a.dtype.names:
                    field = a[name]
                    base = field.dtype
                    field[...] = random(base, field.size).reshape(field.shape)
            special = [0.0, -0.0, np.nan, np.inf, -np.inf, 1.0, 0.1, 1e-4, 9.999e-5, 1e15, 1e16, 123456789.0, 2**53, 3.3]
            def floats(t, n):
                t = np.dtype(t)
                small = np.concatenate([np.array(special, t), rng.random(50).astype(t), rng.normal(0, 1e7, 50).astype(t)])
                if t.itemsize == 16:
                    wide = np.ldexp(rng.integers(2**62, 2**63 - 1, 60).astype(t) * 2 + 1, rng.integers(-16500, 16300, 60))
                    power = np.ldexp(np.array(1, t), rng.integers(-16440, 16380, 20))
                    small = np.concatenate([small, wide, power, wide * np.ldexp(np.array(1, t), -20)]).astype(t)
                return small
            plain = ['?', 'i1', '<i2', '>i2', '<u4', '>u8', '<f2', '>f4', '<f8', '<c8', '>c16', 'S0', 'S7', '<U0', '<U5', '>U3', 'V0', 'V1', 'V5',
                    '<M8[Y]', '>M8[M]', '<M8[W]', '<M8[D]', '<M8[h]', '>M8[m]', '<M8[s]', '<M8[ms]', '<M8[us]', '>M8[ns]', '<M8[ps]', '<M8[fs]', '<M8[as]',
                    '<m8', '<m8[Y]', '>m8[s]', '<m8[ns]']
            wide = ['<f16', '>f16', '<c32', '>c32'] if np.dtype('g').itemsize == 16 else []
            structs = [
                    np.dtype([('a', '<i4'), ('b', '>f8'), ('c', 'S3'), ('d', '>U2')]),
                    np.dtype([('a', 'i1'), ('b', '>f8'), ('c', '<i2')], align=True),
                    np.dtype([('x', '>u2', (3,)), ('y', [('p', 'i1'), ('q', '>i4')], (2, 2)), ('t', '<M8[s]'), ('d', '>m8[D]')]),
                    np.dtype([('in', np.dtype([('p', 'i1'), ('q', '>i4'), ('r', 'i1')], align=True), (2,)), (('title', 'n'), 'V3'), ('z', '?')], align=True),
                    np.dtype({'names': ['b', 'a'], 'formats': ['>i2', '<f4'], 'offsets': [3, 11], 'itemsize': 20})]
            """;

    @Test
    void digestsTakePaddingForZerosAndSwapWhateverHasAnOrder() {
        String expected = NumPy.run(EVERY_TYPE + """
                def canonical(t):
                    if t.subdtype is not None:
                        return np.dtype((canonical(t.subdtype[0]), t.subdtype[1]))
                    if t.names is None:
                        return t.newbyteorder('<')
                    return np.dtype({'names': t.names, 'formats': [canonical(t.fields[n][0]) for n in t.names], 'offsets': [t.fields[n][1] for n in t.names], 'itemsize': t.itemsize})
                def assign(target, source):
                    for n in source.dtype.names or []:
                        if source.dtype[n].base.names is not None:
                            assign(target[n], source[n])
                        else:
                            target[n] = source[n]
                for i, t in enumerate(plain + wide + structs):
                    for j, shape in enumerate([(), (0, 3), (3, 5), (70, 101)]):
                        a = random(t, int(np.prod(shape))).reshape(shape)
                        if len(shape) == 2 and i % 2:
                            a = np.asfortranarray(a)
                        path = f'{sys.argv[1]}/{i}-{j}.npy'
                        np.save(path, a)
                        little = np.zeros(shape, canonical(a.dtype))
                        if a.dtype.names is not None:
                            assign(little, a)
                            data = little.tobytes('C')
                        elif a.dtype.kind in 'fc' and a.dtype.byteorder == '>':
                            # A cast may write other bytes where a long double has none.
                            data = np.ascontiguousarray(a).byteswap().tobytes('C')
                        else:
                            data = a.tobytes('C') if a.dtype.newbyteorder('<') == a.dtype else np.ascontiguousarray(a).byteswap().tobytes('C')
                        print(hashlib.sha256(data).hexdigest() + '  ' + path)
                """, directory.toString());
        List<Object> args = new ArrayList<>(List.of("digest"));
        expected.lines().map(line -> line.substring(line.indexOf("  ") + 2)).forEach(args::add);

        CommandRun run = CommandRun.of(args.toArray());

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).containsExactlyElementsOf(expected.lines().toList());
    }

    /** What is no ASCII is escaped on both sides. */
    @Test
    void elementsOfEveryOtherTypeAreWrittenAsStrDoes() {
        String expected = NumPy.run(EVERY_TYPE + """
                # Earlier ones write floats and structures otherwise.
                if np.lib.NumpyVersion(np.__version__) >= '2.4.0':
                    types = [t for t in plain[11:] + structs]
                    for t in [t for t in wide if t[1] == 'f'] + ['<c8', '>c16'] + [t for t in wide if t[1] == 'c']:
                        types.append(t)
                    for i, t in enumerate(types):
                        t = np.dtype(t)
                        if t.kind in 'fc':
                            a = floats(t if t.kind == 'f' else np.dtype(f'{t.str[0]}f{t.itemsize // 2}'), 0).astype(t)
                            if t.kind == 'c':
                                a.imag = a.real[::-1]
                        else:
                            a = random(t, 40)
                            if t.kind in 'mM':
                                a = a.copy()
                                if 'W' in t.str:
                                    # Beyond, the days of the weeks overflow in NumPy.
                                    a = (a.view('i8') // 8).view(t)
                                a.view(t.byteorder.replace('=', '<') + 'i8')[:10] = [0, 1, -1, 5, 59, 86399, -86400, 10**9, -2**63, 10**12]
                        np.save(f'{sys.argv[1]}/{i}.npy', a)
                        texts = [repr(x.item()) if t.kind in 'US' else str(x) for x in a]
                        if t.names is not None:
                            # Subarrays are aligned inside each element, which aligns nothing.
                            texts = [re.sub(r'(?<=[\\[( ]) +(?=-?[0-9])', '', text) for text in texts]
                        print(i, '[' + ' '.join(texts).encode('ascii', 'backslashreplace').decode() + ']')
                """, directory.toString());

        assertThat(expected.lines()).allSatisfy(line -> {
            String name = line.substring(0, line.indexOf(' '));
            CommandRun run = CommandRun.of("slice", "--all", directory.resolve(name + ".npy"), ":");
            assertThat(run.err()).isEmpty();
            assertThat(name + " " + ascii(run.out().strip())).isEqualTo(line);
        });
    }

    private static String ascii(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> escaped.append(
                        c <= '~'
                                ? Character.toString(c)
                                : String.format(c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x", c)));
        return escaped.toString();
    }
}
