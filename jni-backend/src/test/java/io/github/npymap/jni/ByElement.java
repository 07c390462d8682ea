package io.github.npymap.jni;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;

/** Another mapping, read one element after the other: all that moves many of them is as it is defined. */
final class ByElement extends Mapping {
    private final Mapping mapping;

    ByElement(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public long length() {
        return mapping.length();
    }

    @Override
    public byte getByte(long offset) {
        return mapping.getByte(offset);
    }

    @Override
    public short getShort(long offset) {
        return mapping.getShort(offset);
    }

    @Override
    public int getInt(long offset) {
        return mapping.getInt(offset);
    }

    @Override
    public long getLong(long offset) {
        return mapping.getLong(offset);
    }

    @Override
    public void putByte(long offset, byte value) {
        mapping.putByte(offset, value);
    }

    @Override
    public void putShort(long offset, short value) {
        mapping.putShort(offset, value);
    }

    @Override
    public void putInt(long offset, int value) {
        mapping.putInt(offset, value);
    }

    @Override
    public void putLong(long offset, long value) {
        mapping.putLong(offset, value);
    }

    @Override
    public void read(long offset, Carrier carrier, Object target, int index, int count) {
        readStrided(offset, carrier.size(), carrier, target, index, count);
    }

    @Override
    public void write(long offset, Carrier carrier, Object source, int index, int count) {
        writeStrided(offset, carrier.size(), carrier, source, index, count);
    }

    @Override
    public void flush(long offset, long length) {}

    @Override
    public boolean isOpen() {
        return mapping.isOpen();
    }

    /** Leaves the other one open. */
    @Override
    public void close() {}
}
