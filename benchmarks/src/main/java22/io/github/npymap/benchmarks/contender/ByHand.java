package io.github.npymap.benchmarks.contender;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What one writes with {@code java.lang.foreign} alone: the data behind the header, in one segment. */
final class ByHand {
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment segment;
    private final ByteOrder order;

    ByHand(Path path, ByteOrder order) throws IOException {
        this.order = order;
        try (FileChannel channel = FileChannel.open(path)) {
            ByteBuffer prefix = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
            if (channel.read(prefix) < 10 || prefix.get(6) != 1) {
                throw new IOException(path + " is not what the benchmarks write");
            }
            long start = 10L + Short.toUnsignedInt(prefix.getShort(8));
            segment = channel.map(FileChannel.MapMode.READ_ONLY, start, channel.size() - start, arena);
        }
    }

    double getDouble(long index) {
        return segment.get(DOUBLE, index << 3);
    }

    float getFloat(long index) {
        return segment.get(FLOAT, index << 2);
    }

    /** One accumulator would wait for each addition before the next. */
    double sumDoubles() {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        long end = segment.byteSize() >>> 3;
        long i = 0;
        for (; i < end - 7; i += 8) {
            a += getDouble(i);
            b += getDouble(i + 1);
            c += getDouble(i + 2);
            d += getDouble(i + 3);
            e += getDouble(i + 4);
            f += getDouble(i + 5);
            g += getDouble(i + 6);
            h += getDouble(i + 7);
        }
        for (; i < end; i++) {
            a += getDouble(i);
        }
        return a + b + c + d + e + f + g + h;
    }

    double sumFloats() {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        long end = segment.byteSize() >>> 2;
        long i = 0;
        for (; i < end - 7; i += 8) {
            a += getFloat(i);
            b += getFloat(i + 1);
            c += getFloat(i + 2);
            d += getFloat(i + 3);
            e += getFloat(i + 4);
            f += getFloat(i + 5);
            g += getFloat(i + 6);
            h += getFloat(i + 7);
        }
        for (; i < end; i++) {
            a += getFloat(i);
        }
        return a + b + c + d + e + f + g + h;
    }

    void read(long index, double[] out, int from, int length) {
        MemorySegment.copy(segment, DOUBLE.withOrder(order), index << 3, out, from, length);
    }

    void read(long index, float[] out, int from, int length) {
        MemorySegment.copy(segment, FLOAT.withOrder(order), index << 2, out, from, length);
    }

    void readHalf(long index, double[] out) {
        for (int k = 0; k < out.length; k++) {
            out[k] = Float.float16ToFloat(segment.get(SHORT, (index + k) << 1));
        }
    }

    void close() {
        arena.close();
    }
}
