package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.types.Statistics;
import java.io.IOException;
import java.math.BigInteger;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** A backend and NumPy get the same numbers of all elements, or a backend the better ones. */
abstract class NumPySumsContract extends NumPyComparison {
    /**
     * Saves numbers with more and less cancellation. Prints the type, the exact sum, NumPy's in doubles, that of the
     * absolute values, minimum and maximum.
     */
    private static final String SUMS = """
            import math, sys
            import numpy as np
            rng = np.random.default_rng(7)
            k = 0
            for dtype in '<f8', '>f8', '<f4', '>f4', '<f2':
                for size in 1, 2, 7, 100, 1023, 4096, 4097, 65537, 300007:
                    for kind in 'uniform', 'normal', 'wide':
                        if kind == 'uniform':
                            a = rng.random(size)
                        elif kind == 'normal':
                            a = rng.normal(size=size)
                        else:
                            a = 10.0 ** rng.uniform(-4, 4, size) * rng.choice([-1, 1], size)
                        a = a.astype(dtype)
                        np.save('%s/%d.npy' % (sys.argv[1], k), a)
                        values = a.astype('f8').tolist()
                        print(dtype, *(float(x).hex() for x in (
                            math.fsum(values), np.sum(a, dtype='f8'), math.fsum(map(abs, values)), a.min(), a.max())))
                        k += 1
            """;

    /** Saves what is not finite among ordinary numbers. Prints minimum, maximum, sum and mean, or - if refused. */
    private static final String SPECIAL = """
            import sys
            import numpy as np
            np.seterr(all='ignore')
            inf, nan = np.inf, np.nan
            k = 0
            for dtype in '<f8', '>f8', '<f4', '>f4', '<f2', '>f2':
                for size in 0, 1, 9, 5000, 70001:
                    for specials in [], [nan], [inf], [-inf], [inf, -inf], [inf, inf], [nan, inf], [inf, nan, -inf]:
                        if len(specials) > size:
                            continue
                        a = (np.arange(size) % 17 - 5).astype(dtype)
                        for n, special in enumerate(specials):
                            a[(n + 1) * size // (len(specials) + 1)] = special
                        np.save('%s/%d.npy' % (sys.argv[1], k), a)
                        answers = []
                        for f in np.min, np.max, lambda a: np.sum(a, dtype='f8'), lambda a: np.mean(a, dtype='f8'):
                            try:
                                answers.append(repr(float(f(a))).replace('inf', 'Infinity').replace('nan', 'NaN'))
                            except ValueError:
                                answers.append('-')
                        print(*answers)
                        k += 1
            """;

    /** Saves random integers. Prints the exact minimum, maximum and sum, and the sum as a double. */
    private static final String INTEGERS = """
            import sys
            import numpy as np
            rng = np.random.default_rng(3)
            k = 0
            for code in 'b1 i1 i2 i4 i8 u1 u2 u4 u8'.split():
                for order in '<>':
                    for size in 1, 100, 70001:
                        a = np.frombuffer(rng.bytes(size * int(code[1])), 'u1')
                        a = (a & 1).view('?') if code == 'b1' else a.view(order + code)
                        np.save('%s/%d.npy' % (sys.argv[1], k), a)
                        numbers = [int(x) for x in a.tolist()]
                        print(min(numbers), max(numbers), sum(numbers), float(sum(numbers)).hex())
                        k += 1
            """;

    @Test
    void sumsNoLessAccuratelyThanNumPy() throws IOException {
        String[] lines = run(SUMS).split("\n");
        double ourErrors = 0;
        double numpyErrors = 0;
        for (int k = 0; k < lines.length; k++) {
            String[] parts = lines[k].split(" ");
            double exact = Double.parseDouble(javaHex(parts[1]));
            double numpyError = Math.abs(Double.parseDouble(javaHex(parts[2])) - exact);
            double magnitude = Double.parseDouble(javaHex(parts[3]));
            try (NpyFile file = using().open(directory.resolve(k + ".npy"))) {
                NpyArray array = file.array();
                double error = Math.abs(array.sum() - exact);
                assertThat(error)
                        .as("%s: NumPy is off by %s", file, numpyError)
                        .isLessThanOrEqualTo(numpyError + Math.ulp(magnitude));
                assertThat(array.min()).as("%s", file).isEqualTo(Double.parseDouble(javaHex(parts[4])));
                assertThat(array.max()).as("%s", file).isEqualTo(Double.parseDouble(javaHex(parts[5])));
                // The same numbers gathered from behind: another way through the library.
                double reversed = Math.abs(array.slice("::-1").sum() - exact);
                assertThat(reversed).as("%s reversed", file).isLessThanOrEqualTo(numpyError + Math.ulp(magnitude));
                ourErrors += error / magnitude;
                numpyErrors += numpyError / magnitude;
            }
        }
        assertThat(ourErrors).isLessThanOrEqualTo(numpyErrors);
    }

    @Test
    void reducesWhatIsNotFiniteAsNumPyDoes() throws IOException {
        String[] lines = run(SPECIAL).split("\n");
        for (int k = 0; k < lines.length; k++) {
            String[] parts = lines[k].split(" ");
            try (NpyFile file = using().open(directory.resolve(k + ".npy"))) {
                NpyArray array = file.array();
                if (parts[0].equals("-")) {
                    assertThatThrownBy(array::min).isInstanceOf(NoSuchElementException.class);
                    assertThatThrownBy(array::max).isInstanceOf(NoSuchElementException.class);
                } else {
                    assertThat(Double.valueOf(array.min()))
                            .as("min of %s, %s", file, lines[k])
                            .isEqualTo(Double.valueOf(parts[0]));
                    assertThat(Double.valueOf(array.max()))
                            .as("max of %s, %s", file, lines[k])
                            .isEqualTo(Double.valueOf(parts[1]));
                }
                assertThat(Double.valueOf(array.sum()))
                        .as("sum of %s, %s", file, lines[k])
                        .isEqualTo(Double.valueOf(parts[2]));
                assertThat(Double.valueOf(array.mean()))
                        .as("mean of %s, %s", file, lines[k])
                        .isEqualTo(Double.valueOf(parts[3]));
            }
        }
    }

    @Test
    void reducesIntegersExactly() throws IOException {
        String[] lines = run(INTEGERS).split("\n");
        for (int k = 0; k < lines.length; k++) {
            String[] parts = lines[k].split(" ");
            try (NpyFile file = using().open(directory.resolve(k + ".npy"))) {
                NpyArray array = file.array();
                Statistics statistics = array.statistics();
                assertThat(statistics.min().map(Object::toString))
                        .as("%s", file)
                        .hasValue(parts[0]);
                assertThat(statistics.max().map(Object::toString))
                        .as("%s", file)
                        .hasValue(parts[1]);
                assertThat(statistics.sum().toString()).as("%s", file).isEqualTo(parts[2]);
                assertThat(array.sum()).as("%s", file).isEqualTo(Double.parseDouble(javaHex(parts[3])));
                BigInteger sum = new BigInteger(parts[2]);
                if (sum.bitLength() < Long.SIZE) {
                    assertThat(array.sumLong()).as("%s", file).isEqualTo(sum.longValue());
                } else {
                    assertThatThrownBy(array::sumLong).as("%s", file).isInstanceOf(ArithmeticException.class);
                }
            }
        }
    }
}
