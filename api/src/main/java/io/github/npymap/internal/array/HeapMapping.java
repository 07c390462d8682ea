package io.github.npymap.internal.array;

import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** What stands behind an array in memory: bytes in a Java array, as they would be in a file. */
public final class HeapMapping extends Mapping {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private final byte[] bytes;

    private HeapMapping(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException if the elements are longer than a Java array */
    public static HeapMapping ofZeros(DType dtype, Shape shape) {
        BigInteger nbytes = BigInteger.valueOf(shape.size()).multiply(BigInteger.valueOf(dtype.itemsize()));
        // The longest array that every JVM makes.
        if (nbytes.compareTo(BigInteger.valueOf(Integer.MAX_VALUE - 8)) > 0) {
            throw new IllegalArgumentException(shape + " elements of " + dtype + " have " + nbytes
                    + " bytes, more than a Java array holds; Npy.create makes a file of any size");
        }
        return new HeapMapping(new byte[nbytes.intValue()]);
    }

    /** The bytes themselves, for moving elements to and from them. */
    public static HeapMapping of(byte[] bytes) {
        return new HeapMapping(bytes);
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public byte getByte(long offset) {
        return bytes[(int) offset];
    }

    @Override
    public short getShort(long offset) {
        return (short) SHORTS.get(bytes, (int) offset);
    }

    @Override
    public int getInt(long offset) {
        return (int) INTS.get(bytes, (int) offset);
    }

    @Override
    public long getLong(long offset) {
        return (long) LONGS.get(bytes, (int) offset);
    }

    @Override
    public void putByte(long offset, byte value) {
        bytes[(int) offset] = value;
    }

    @Override
    public void putShort(long offset, short value) {
        SHORTS.set(bytes, (int) offset, value);
    }

    @Override
    public void putInt(long offset, int value) {
        INTS.set(bytes, (int) offset, value);
    }

    @Override
    public void putLong(long offset, long value) {
        LONGS.set(bytes, (int) offset, value);
    }

    @Override
    public void read(long offset, ByteOrder order, Object target, int index, int count) {
        ByteBuffer source = ByteBuffer.wrap(bytes).position((int) offset).order(order);
        if (target instanceof byte[] array) {
            source.get(array, index, count);
        } else if (target instanceof short[] array) {
            source.asShortBuffer().get(array, index, count);
        } else if (target instanceof int[] array) {
            source.asIntBuffer().get(array, index, count);
        } else if (target instanceof long[] array) {
            source.asLongBuffer().get(array, index, count);
        } else if (target instanceof float[] array) {
            source.asFloatBuffer().get(array, index, count);
        } else {
            source.asDoubleBuffer().get((double[]) target, index, count);
        }
    }

    @Override
    public void write(long offset, ByteOrder order, Object source, int index, int count) {
        ByteBuffer target = ByteBuffer.wrap(bytes).position((int) offset).order(order);
        if (source instanceof byte[] array) {
            target.put(array, index, count);
        } else if (source instanceof short[] array) {
            target.asShortBuffer().put(array, index, count);
        } else if (source instanceof int[] array) {
            target.asIntBuffer().put(array, index, count);
        } else if (source instanceof long[] array) {
            target.asLongBuffer().put(array, index, count);
        } else if (source instanceof float[] array) {
            target.asFloatBuffer().put(array, index, count);
        } else {
            target.asDoubleBuffer().put((double[]) source, index, count);
        }
    }

    /** Does nothing: the bytes are in memory. */
    @Override
    public void load(long offset, long length) {}

    @Override
    public Optional<ByteBuffer> buffer(long offset, int length) {
        return Optional.of(ByteBuffer.wrap(bytes, (int) offset, length).slice());
    }

    /** Does nothing: there is no file. */
    @Override
    public void flush(long offset, long length) {}

    @Override
    public boolean isOpen() {
        return true;
    }

    /** Does nothing: the memory is the garbage collector's. */
    @Override
    public void close() {}

    private static VarHandle view(Class<?> arrayClass) {
        return MethodHandles.byteArrayViewVarHandle(arrayClass, ByteOrder.nativeOrder());
    }
}
