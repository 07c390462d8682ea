package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.NumPy;
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
                            a = np.concatenate([np.array(special).astype(dt), raw, [np.finfo(dt).max], [np.finfo(dt).tiny],
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
}
