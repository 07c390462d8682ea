package org.example;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** All of the file in one buffer. A reader that overtakes {@link #close()} still holds the old one, which is harmless. */
final class HeapMapping extends Mapping {
    private final MapRequest request;
    private final FileChannel file;
    private volatile ByteBuffer bytes;
    private volatile boolean changed;

    HeapMapping(MapRequest request, ByteBuffer bytes, FileChannel file) {
        this.request = request;
        this.file = file;
        this.bytes = bytes;
    }

    private ByteBuffer bytes() {
        ByteBuffer open = bytes;
        if (open == null) {
            throw new IllegalStateException(request.file() + " is closed");
        }
        return open;
    }

    /** What nobody assigned to is not written back. */
    private ByteBuffer changing() {
        changed = true;
        return bytes();
    }

    private static ByteBuffer from(ByteBuffer bytes, long offset, ByteOrder order) {
        return bytes.duplicate().position((int) offset).order(order);
    }

    @Override
    public long length() {
        return request.length();
    }

    @Override
    public byte getByte(long offset) {
        return bytes().get((int) offset);
    }

    @Override
    public short getShort(long offset) {
        return bytes().getShort((int) offset);
    }

    @Override
    public int getInt(long offset) {
        return bytes().getInt((int) offset);
    }

    @Override
    public long getLong(long offset) {
        return bytes().getLong((int) offset);
    }

    @Override
    public void putByte(long offset, byte value) {
        changing().put((int) offset, value);
    }

    @Override
    public void putShort(long offset, short value) {
        changing().putShort((int) offset, value);
    }

    @Override
    public void putInt(long offset, int value) {
        changing().putInt((int) offset, value);
    }

    @Override
    public void putLong(long offset, long value) {
        changing().putLong((int) offset, value);
    }

    @Override
    public void read(long offset, ByteOrder order, Object target, int index, int count) {
        ByteBuffer source = from(bytes(), offset, order);
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
        ByteBuffer target = from(changing(), offset, order);
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

    @Override
    public void flush(long offset, long length) throws IOException {
        ByteBuffer changes = from(bytes(), offset, ByteOrder.nativeOrder());
        if (changed) {
            HeapFile.write(file, request, changes.limit((int) (offset + length)), offset);
        }
    }

    @Override
    public boolean isOpen() {
        return bytes != null;
    }

    @Override
    public void close() {
        ByteBuffer open = bytes;
        bytes = null;
        if (open != null && changed) {
            try {
                HeapFile.write(file, request, open.duplicate(), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
