package io.github.npymap.benchmarks.contender;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What one writes with {@code java.nio} alone: the data behind the header, in windows of 1 GiB. On Java 22 and later it
 * is one {@code MemorySegment}, which another class of this name maps.
 */
final class ByHand {
    private static final int WINDOW_BITS = 30;
    private static final long WINDOW = 1L << WINDOW_BITS;
    private static final int MASK = (int) (WINDOW - 1);

    private final MappedByteBuffer[] windows;
    private final DoubleBuffer[] doubles;
    private final FloatBuffer[] floats;

    ByHand(Path path, ByteOrder order) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            ByteBuffer prefix = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
            if (channel.read(prefix) < 10 || prefix.get(6) != 1) {
                throw new IOException(path + " is not what the benchmarks write");
            }
            long start = 10L + Short.toUnsignedInt(prefix.getShort(8));
            long size = channel.size();
            windows = new MappedByteBuffer[(int) ((size - start + WINDOW - 1) >>> WINDOW_BITS)];
            for (int i = 0; i < windows.length; i++) {
                long from = start + (long) i * WINDOW;
                windows[i] = channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(WINDOW, size - from));
                windows[i].order(order);
            }
        }
        doubles = Arrays.stream(windows).map(ByteBuffer::asDoubleBuffer).toArray(DoubleBuffer[]::new);
        floats = Arrays.stream(windows).map(ByteBuffer::asFloatBuffer).toArray(FloatBuffer[]::new);
    }

    double getDouble(long index) {
        long offset = index << 3;
        return windows[(int) (offset >>> WINDOW_BITS)].getDouble((int) offset & MASK);
    }

    float getFloat(long index) {
        long offset = index << 2;
        return windows[(int) (offset >>> WINDOW_BITS)].getFloat((int) offset & MASK);
    }

    double sumDoubles() {
        double sum = 0;
        for (DoubleBuffer window : doubles) {
            sum += sum(window);
        }
        return sum;
    }

    /** One accumulator would wait for each addition before the next. */
    private static double sum(DoubleBuffer window) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        int end = window.limit();
        int i = 0;
        for (; i < end - 7; i += 8) {
            a += window.get(i);
            b += window.get(i + 1);
            c += window.get(i + 2);
            d += window.get(i + 3);
            e += window.get(i + 4);
            f += window.get(i + 5);
            g += window.get(i + 6);
            h += window.get(i + 7);
        }
        for (; i < end; i++) {
            a += window.get(i);
        }
        return a + b + c + d + e + f + g + h;
    }

    double sumFloats() {
        double sum = 0;
        for (FloatBuffer window : floats) {
            sum += sum(window);
        }
        return sum;
    }

    private static double sum(FloatBuffer window) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        int end = window.limit();
        int i = 0;
        for (; i < end - 7; i += 8) {
            a += window.get(i);
            b += window.get(i + 1);
            c += window.get(i + 2);
            d += window.get(i + 3);
            e += window.get(i + 4);
            f += window.get(i + 5);
            g += window.get(i + 6);
            h += window.get(i + 7);
        }
        for (; i < end; i++) {
            a += window.get(i);
        }
        return a + b + c + d + e + f + g + h;
    }

    /** Copies elements that may begin in one window and end in the next. */
    void read(long index, double[] out, int from, int length) {
        int done = 0;
        while (done < length) {
            long at = index + done;
            DoubleBuffer window = doubles[(int) (at >>> (WINDOW_BITS - 3))];
            int position = (int) at & (MASK >>> 3);
            int count = Math.min(length - done, window.limit() - position);
            window.get(position, out, from + done, count);
            done += count;
        }
    }

    void read(long index, float[] out, int from, int length) {
        int done = 0;
        while (done < length) {
            long at = index + done;
            FloatBuffer window = floats[(int) (at >>> (WINDOW_BITS - 2))];
            int position = (int) at & (MASK >>> 2);
            int count = Math.min(length - done, window.limit() - position);
            window.get(position, out, from + done, count);
            done += count;
        }
    }

    /** Java 17 knows no float16; this does for all of them that are finite. */
    void readHalf(long index, double[] out) {
        for (int k = 0; k < out.length; k++) {
            long offset = (index + k) << 1;
            int bits = windows[(int) (offset >>> WINDOW_BITS)].getShort((int) offset & MASK);
            float magnitude = Float.intBitsToFloat((bits & 0x7fff) << 13) * 0x1p112f;
            out[k] = bits < 0 ? -magnitude : magnitude;
        }
    }

    /** Windows cannot be unmapped: that is left to the collector. */
    void close() {}
}
