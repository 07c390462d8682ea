package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A backend against the NumPy on this machine: how scripts are run, and how their data is read. */
abstract class NumPyComparison {
    @TempDir
    Path directory;

    /** The name of the backend to test. */
    abstract String backend();

    @BeforeEach
    void requireNumPy() {
        NumPy.require();
    }

    final Backend using() {
        return Npy.using(backend());
    }

    final String run(String script, String... arguments) {
        List<String> all = new ArrayList<>(List.of(directory.toString()));
        all.addAll(List.of(arguments));
        return NumPy.run(script, all.toArray(String[]::new));
    }

    final ByteBuffer data(String name) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
    }

    static long[] longs(ByteBuffer data, int count) {
        long[] longs = new long[count];
        for (int k = 0; k < count; k++) {
            longs[k] = data.getLong();
        }
        return longs;
    }

    static double[] doubles(ByteBuffer data, int count) {
        double[] doubles = new double[count];
        for (int k = 0; k < count; k++) {
            doubles[k] = data.getDouble();
        }
        return doubles;
    }

    /** Bit for bit; AssertJ would take its time with millions. */
    static void assertSame(double[] actual, double[] expected) {
        assertThat(Arrays.equals(actual, expected)).isTrue();
    }

    /** Every index of a shape in C order. */
    static List<long[]> indices(Shape shape) {
        List<long[]> all = new ArrayList<>();
        for (long flat = 0; flat < shape.size(); flat++) {
            long[] index = new long[shape.ndim()];
            long rest = flat;
            for (int axis = shape.ndim() - 1; axis >= 0; axis--) {
                index[axis] = rest % shape.get(axis);
                rest /= shape.get(axis);
            }
            all.add(index);
        }
        return all;
    }

    static String joined(long[] numbers) {
        return LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(","));
    }

    /** What {@code float.hex} prints, which Java reads except for infinities and NaN. */
    static String javaHex(String python) {
        return python.replace("inf", "Infinity").replace("nan", "NaN");
    }
}
