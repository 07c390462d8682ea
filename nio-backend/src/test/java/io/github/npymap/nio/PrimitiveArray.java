package io.github.npymap.nio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The six kinds of arrays that a mapping moves, and what their bytes are by the JDK's heap buffers. */
enum PrimitiveArray {
    BYTES(1) {
        @Override
        Object decode(ByteBuffer bytes, int count) {
            byte[] array = new byte[count];
            bytes.get(array);
            return array;
        }
    },
    SHORTS(2) {
        @Override
        Object decode(ByteBuffer bytes, int count) {
            short[] array = new short[count];
            bytes.asShortBuffer().get(array);
            return array;
        }
    },
    INTS(4) {
        @Override
        Object decode(ByteBuffer bytes, int count) {
            int[] array = new int[count];
            bytes.asIntBuffer().get(array);
            return array;
        }
    },
    LONGS(8) {
        @Override
        Object decode(ByteBuffer bytes, int count) {
            long[] array = new long[count];
            bytes.asLongBuffer().get(array);
            return array;
        }
    },
    FLOATS(4) {
        @Override
        Object decode(ByteBuffer bytes, int count) {
            float[] array = new float[count];
            bytes.asFloatBuffer().get(array);
            return array;
        }
    },
    DOUBLES(8) {
        @Override
        Object decode(ByteBuffer bytes, int count) {
            double[] array = new double[count];
            bytes.asDoubleBuffer().get(array);
            return array;
        }
    };

    static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    final int size;

    PrimitiveArray(int size) {
        this.size = size;
    }

    abstract Object decode(ByteBuffer bytes, int count);

    /** The elements that start at {@code offset} of {@code bytes}. */
    Object decode(byte[] bytes, int offset, ByteOrder order, int count) {
        return decode(ByteBuffer.wrap(bytes).position(offset).slice().order(order), count);
    }

    /** An array of zeros. */
    Object newArray(int count) {
        return decode(new byte[count * size], 0, ByteOrder.BIG_ENDIAN, count);
    }
}
