package io.github.npymap;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;

/** A mapping of as many bytes as one likes, of which none can be had; tests override what they are about. */
abstract class StubMapping extends Mapping {
    @Override
    public long length() {
        return Long.MAX_VALUE;
    }

    @Override
    public byte getByte(long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public short getShort(long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getInt(long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getLong(long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putByte(long offset, byte value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putShort(long offset, short value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putInt(long offset, int value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putLong(long offset, long value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void read(long offset, Carrier carrier, Object target, int index, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(long offset, Carrier carrier, Object source, int index, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void flush(long offset, long length) {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
