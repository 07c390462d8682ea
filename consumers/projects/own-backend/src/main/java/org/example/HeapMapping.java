package org.example;

import io.github.npymap.spi.Carrier;
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
    public void read(long offset, Carrier carrier, Object target, int index, int count) {
        ByteBuffer source = from(bytes(), offset, carrier.order());
        switch (carrier.type()) {
            case BYTE -> source.get((byte[]) target, index, count);
            case SHORT -> source.asShortBuffer().get((short[]) target, index, count);
            case INT -> source.asIntBuffer().get((int[]) target, index, count);
            case LONG -> source.asLongBuffer().get((long[]) target, index, count);
            case FLOAT -> source.asFloatBuffer().get((float[]) target, index, count);
            case DOUBLE -> source.asDoubleBuffer().get((double[]) target, index, count);
            case BOOLEAN -> throw new IllegalArgumentException("files carry no Java booleans");
        }
    }

    @Override
    public void write(long offset, Carrier carrier, Object source, int index, int count) {
        ByteBuffer target = from(changing(), offset, carrier.order());
        switch (carrier.type()) {
            case BYTE -> target.put((byte[]) source, index, count);
            case SHORT -> target.asShortBuffer().put((short[]) source, index, count);
            case INT -> target.asIntBuffer().put((int[]) source, index, count);
            case LONG -> target.asLongBuffer().put((long[]) source, index, count);
            case FLOAT -> target.asFloatBuffer().put((float[]) source, index, count);
            case DOUBLE -> target.asDoubleBuffer().put((double[]) source, index, count);
            case BOOLEAN -> throw new IllegalArgumentException("files carry no Java booleans");
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
