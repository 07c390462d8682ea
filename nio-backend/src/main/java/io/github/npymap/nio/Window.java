package io.github.npymap.nio;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.ReferenceKernels;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.ShortBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A mapped buffer that moves whole arrays.
 *
 * <p>The JDK copies between a buffer and an array of a type only through a view of that type, in one byte order, and
 * in steps of an element from the view's first byte. So there is a view for every combination of type, order and
 * start modulo the size of an element, made when it is first needed and kept: moves do not allocate.
 */
final class Window {
    private static final int SHORTS = 0;
    private static final int INTS = SHORTS + 2 * Short.BYTES;
    private static final int FLOATS = INTS + 2 * Integer.BYTES;
    private static final int LONGS = FLOATS + 2 * Float.BYTES;
    private static final int DOUBLES = LONGS + 2 * Long.BYTES;
    private static final int VIEWS = DOUBLES + 2 * Double.BYTES;

    private final MappedByteBuffer bytes;

    /** Atomic for safe publication only; that two threads make the same view is harmless. */
    private final AtomicReferenceArray<Buffer> views = new AtomicReferenceArray<>(VIEWS);

    Window(MappedByteBuffer bytes) {
        this.bytes = bytes;
    }

    void get(int start, Carrier carrier, Object target, int index, int count) {
        ByteOrder order = carrier.order();
        switch (carrier.type()) {
            case DOUBLE ->
                ((DoubleBuffer) view(DOUBLES, 3, start, order)).get(start >> 3, (double[]) target, index, count);
            case FLOAT -> ((FloatBuffer) view(FLOATS, 2, start, order)).get(start >> 2, (float[]) target, index, count);
            case LONG -> ((LongBuffer) view(LONGS, 3, start, order)).get(start >> 3, (long[]) target, index, count);
            case INT -> ((IntBuffer) view(INTS, 2, start, order)).get(start >> 2, (int[]) target, index, count);
            case SHORT -> ((ShortBuffer) view(SHORTS, 1, start, order)).get(start >> 1, (short[]) target, index, count);
            case BYTE -> bytes.get(start, (byte[]) target, index, count);
            case BOOLEAN -> throw new IllegalArgumentException(carrier.toString());
        }
    }

    void put(int start, Carrier carrier, Object source, int index, int count) {
        ByteOrder order = carrier.order();
        switch (carrier.type()) {
            case DOUBLE ->
                ((DoubleBuffer) view(DOUBLES, 3, start, order)).put(start >> 3, (double[]) source, index, count);
            case FLOAT -> ((FloatBuffer) view(FLOATS, 2, start, order)).put(start >> 2, (float[]) source, index, count);
            case LONG -> ((LongBuffer) view(LONGS, 3, start, order)).put(start >> 3, (long[]) source, index, count);
            case INT -> ((IntBuffer) view(INTS, 2, start, order)).put(start >> 2, (int[]) source, index, count);
            case SHORT -> ((ShortBuffer) view(SHORTS, 1, start, order)).put(start >> 1, (short[]) source, index, count);
            case BYTE -> bytes.put(start, (byte[]) source, index, count);
            case BOOLEAN -> throw new IllegalArgumentException(carrier.toString());
        }
    }

    /** Copies some of the elements, sorted by windows, that lie in this one, to where they belong behind an index. */
    void collect(ByWindow elements, int from, int to, Carrier carrier, Object target, int index) {
        int[] starts = elements.starts;
        int[] slots = elements.slots;
        switch (carrier.type()) {
            case DOUBLE -> {
                double[] array = (double[]) target;
                for (int k = from; k < to; k++) {
                    array[index + slots[k]] = bytes.getDouble(starts[k]);
                }
            }
            case FLOAT -> {
                float[] array = (float[]) target;
                for (int k = from; k < to; k++) {
                    array[index + slots[k]] = bytes.getFloat(starts[k]);
                }
            }
            case LONG -> {
                long[] array = (long[]) target;
                for (int k = from; k < to; k++) {
                    array[index + slots[k]] = bytes.getLong(starts[k]);
                }
            }
            case INT -> {
                int[] array = (int[]) target;
                for (int k = from; k < to; k++) {
                    array[index + slots[k]] = bytes.getInt(starts[k]);
                }
            }
            case SHORT -> {
                short[] array = (short[]) target;
                for (int k = from; k < to; k++) {
                    array[index + slots[k]] = bytes.getShort(starts[k]);
                }
            }
            case BYTE -> {
                byte[] array = (byte[]) target;
                for (int k = from; k < to; k++) {
                    array[index + slots[k]] = bytes.get(starts[k]);
                }
            }
            case BOOLEAN -> throw new IllegalArgumentException(carrier.toString());
        }
    }

    double sumDoubles(int start) {
        DoubleBuffer view = (DoubleBuffer) view(DOUBLES, 3, start, ByteOrder.nativeOrder());
        double l0 = 0;
        double l1 = 0;
        double l2 = 0;
        double l3 = 0;
        double l4 = 0;
        double l5 = 0;
        double l6 = 0;
        double l7 = 0;
        int first = start >> 3;
        for (int i = first; i < first + ReferenceKernels.BLOCK; i += ReferenceKernels.LANES) {
            l0 += view.get(i);
            l1 += view.get(i + 1);
            l2 += view.get(i + 2);
            l3 += view.get(i + 3);
            l4 += view.get(i + 4);
            l5 += view.get(i + 5);
            l6 += view.get(i + 6);
            l7 += view.get(i + 7);
        }
        return ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
    }

    double sumFloats(int start) {
        FloatBuffer view = (FloatBuffer) view(FLOATS, 2, start, ByteOrder.nativeOrder());
        double l0 = 0;
        double l1 = 0;
        double l2 = 0;
        double l3 = 0;
        double l4 = 0;
        double l5 = 0;
        double l6 = 0;
        double l7 = 0;
        int first = start >> 2;
        for (int i = first; i < first + ReferenceKernels.BLOCK; i += ReferenceKernels.LANES) {
            l0 += view.get(i);
            l1 += view.get(i + 1);
            l2 += view.get(i + 2);
            l3 += view.get(i + 3);
            l4 += view.get(i + 4);
            l5 += view.get(i + 5);
            l6 += view.get(i + 6);
            l7 += view.get(i + 7);
        }
        return ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
    }

    void force(int start, int length) {
        bytes.force(start, length);
    }

    private Buffer view(int type, int sizeShift, int start, ByteOrder order) {
        int phase = start & ((1 << sizeShift) - 1);
        int slot = type + 2 * phase + (order == ByteOrder.BIG_ENDIAN ? 1 : 0);
        Buffer view = views.getAcquire(slot);
        if (view == null) {
            view = newView(type, bytes.slice(phase, bytes.capacity() - phase).order(order));
            views.setRelease(slot, view);
        }
        return view;
    }

    private static Buffer newView(int type, ByteBuffer slice) {
        return switch (type) {
            case SHORTS -> slice.asShortBuffer();
            case INTS -> slice.asIntBuffer();
            case FLOATS -> slice.asFloatBuffer();
            case LONGS -> slice.asLongBuffer();
            default -> slice.asDoubleBuffer();
        };
    }
}
