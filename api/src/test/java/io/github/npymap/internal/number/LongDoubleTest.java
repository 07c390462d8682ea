package io.github.npymap.internal.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.npymap.support.NumPy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the conversions of long doubles against those of the processor, by way of NumPy. */
class LongDoubleTest {
    private static final String CONVERT = """
            import sys, platform
            import numpy as np
            if np.finfo(np.longdouble).nmant == 63 and platform.machine() == 'x86_64':
                with np.errstate(all='ignore'):
                    d = sys.argv[1]
                    np.fromfile(d + '/extended', '<f16').astype('<f8').tofile(d + '/narrowed')
                    np.fromfile(d + '/doubles', '<f8').astype('<f16').tofile(d + '/widened')
                    np.fromfile(d + '/longs', '<i8').astype('<f16').tofile(d + '/integers')
                print('x87')
            """;

    @TempDir
    Path directory;

    private static List<long[]> extended() {
        Random random = new Random(1);
        List<long[]> all = new ArrayList<>();
        long[] tails = {0, 1, 0x3ff, 0x400, 0x401, 0x7ff, 0x800, 0xbff, 0xc00, 0xc01, 0xfff};
        long[] heads = {Long.MIN_VALUE, -1L << 12, 0xc000_0000_0000_0000L, 0x4000_0000_0000_0000L, 0};
        // Around 1, the largest and the smallest normal double, all subnormal ones, what underflows, and the ends.
        int[] exponents = {0, 1, 2, 0x3fff, 0x43fd, 0x43fe, 0x43ff, 0x7ffe, 0x7fff};
        for (long head : heads) {
            for (long tail : tails) {
                for (int exponent : exponents) {
                    all.add(new long[] {head | tail, exponent});
                    all.add(new long[] {head | tail, exponent | 0x8000});
                }
                for (int exponent = 0x3bc0; exponent < 0x3c06; exponent++) {
                    all.add(new long[] {head | tail, exponent});
                    all.add(new long[] {head ^ (tail << 40), exponent | 0x8000});
                }
            }
        }
        for (int bit = 0; bit < 64; bit++) {
            for (int exponent : exponents) {
                all.add(new long[] {Long.MIN_VALUE | 1L << bit, exponent});
                all.add(new long[] {-1L << bit, exponent | 0x8000});
            }
        }
        for (int k = 0; k < 20_000; k++) {
            int exponent = k % 3 == 0 ? random.nextInt(1 << 16) : 0x3bb0 + random.nextInt(0x870);
            all.add(new long[] {random.nextLong() | (k % 8 == 0 ? 0 : Long.MIN_VALUE), exponent});
        }
        return all;
    }

    private static long[] doubles() {
        long[] edges = {
            0,
            1,
            2,
            (1L << 52) - 1,
            1L << 52,
            (1L << 52) + 1,
            1L << 51,
            0x7fefffffffffffffL,
            0x7ff0L << 48,
            0x7ff8_0000_0000_0000L,
            0x7fff_ffff_ffff_ffffL,
            0x7ff8_0000_0000_0abcL,
            0x3ff0L << 48,
            0x7ff0_0000_0000_0001L
        };
        Random random = new Random(2);
        long[] bits = random.longs(20_000).toArray();
        for (int k = 0; k < edges.length; k++) {
            bits[2 * k] = edges[k];
            bits[2 * k + 1] = edges[k] | Long.MIN_VALUE;
        }
        for (int k = 1000; k < 2000; k++) {
            bits[k] >>>= 12 + k % 52;
        }
        return bits;
    }

    private static long[] longs() {
        long[] values = new Random(3).longs(2000).toArray();
        long[] edges = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, (1L << 53) + 1};
        System.arraycopy(edges, 0, values, 0, edges.length);
        for (int k = 1000; k < 2000; k++) {
            values[k] >>= k % 64;
        }
        return values;
    }

    private ByteBuffer buffer(String name) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void save(String name, int length, long... words) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : words) {
            buffer.putLong(word);
        }
        Files.write(directory.resolve(name), buffer.array());
    }

    @Test
    void roundsAndWidensAsTheProcessorDoes() throws IOException {
        NumPy.require();
        List<long[]> extended = extended();
        long[] doubles = doubles();
        long[] longs = longs();
        save(
                "extended",
                16 * extended.size(),
                extended.stream().flatMapToLong(Arrays::stream).toArray());
        save("doubles", 8 * doubles.length, doubles);
        save("longs", 8 * longs.length, longs);
        assumeTrue(NumPy.run(CONVERT, directory.toString()).strip().equals("x87"), "not a machine with x87 floats");
        ByteBuffer narrowed = buffer("narrowed");
        for (long[] words : extended) {
            assertThat(Double.doubleToRawLongBits(LongDouble.toDouble(words[0], words[1])))
                    .as("%016x %04x", words[0], words[1])
                    .isEqualTo(narrowed.getLong());
        }
        ByteBuffer widened = buffer("widened");
        for (long bits : doubles) {
            double value = Double.longBitsToDouble(bits);
            assertThat(LongDouble.significand(value)).as("%016x", bits).isEqualTo(widened.getLong());
            assertThat(LongDouble.signExponent(value)).as("%016x", bits).isEqualTo(widened.getLong() & 0xffff);
        }
        ByteBuffer integers = buffer("integers");
        for (long value : longs) {
            assertThat(LongDouble.significand(value)).as("%d", value).isEqualTo(integers.getLong());
            assertThat(LongDouble.signExponent(value)).as("%d", value).isEqualTo(integers.getLong() & 0xffff);
        }
    }

    @Test
    void everyDoubleComesBack() {
        for (long bits : doubles()) {
            double value = Double.longBitsToDouble(bits);
            double back = LongDouble.toDouble(LongDouble.significand(value), LongDouble.signExponent(value));
            assertThat(Double.doubleToRawLongBits(back))
                    .as("%016x", bits)
                    .isEqualTo(Double.isNaN(value) ? bits | 1L << 51 : bits);
        }
    }

    @Test
    void theHighBitsOfTheSecondWordMeanNothing() {
        assertThat(LongDouble.toDouble(Long.MIN_VALUE, 0xffff_ffff_ffff_3fffL)).isEqualTo(1);
    }
}
