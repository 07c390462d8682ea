package io.github.npymap.internal.array;

import io.github.npymap.spi.Carrier;
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
    public void read(long offset, Carrier carrier, Object target, int index, int count) {
        ByteBuffer source = buffer(offset, carrier);
        switch (carrier.type()) {
            case BYTE -> source.get((byte[]) target, index, count);
            case SHORT -> source.asShortBuffer().get((short[]) target, index, count);
            case INT -> source.asIntBuffer().get((int[]) target, index, count);
            case LONG -> source.asLongBuffer().get((long[]) target, index, count);
            case FLOAT -> source.asFloatBuffer().get((float[]) target, index, count);
            case DOUBLE -> source.asDoubleBuffer().get((double[]) target, index, count);
            case BOOLEAN -> throw new IllegalArgumentException(carrier.toString());
        }
    }

    @Override
    public void write(long offset, Carrier carrier, Object source, int index, int count) {
        ByteBuffer target = buffer(offset, carrier);
        switch (carrier.type()) {
            case BYTE -> target.put((byte[]) source, index, count);
            case SHORT -> target.asShortBuffer().put((short[]) source, index, count);
            case INT -> target.asIntBuffer().put((int[]) source, index, count);
            case LONG -> target.asLongBuffer().put((long[]) source, index, count);
            case FLOAT -> target.asFloatBuffer().put((float[]) source, index, count);
            case DOUBLE -> target.asDoubleBuffer().put((double[]) source, index, count);
            case BOOLEAN -> throw new IllegalArgumentException(carrier.toString());
        }
    }

    private ByteBuffer buffer(long offset, Carrier carrier) {
        return ByteBuffer.wrap(bytes).position((int) offset).order(carrier.order());
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
