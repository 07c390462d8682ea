package io.github.npymap.types;

import java.nio.ByteOrder;

/**
 * Bytes without a meaning that NumPy knows: {@code |V16}. Files carry types of other libraries this way, such as
 * bfloat16 as {@code |V2}.
 *
 * @param itemsize the number of bytes, 0 or more
 */
public record VoidType(int itemsize) implements DType {

    /** @throws IllegalArgumentException for a negative size */
    public VoidType {
        if (itemsize < 0) {
            throw new IllegalArgumentException("an item size is 0 or more, not " + itemsize);
        }
    }

    @Override
    public String descr() {
        return DescrWriter.descr(this);
    }

    @Override
    public String toString() {
        return DescrWriter.name(this);
    }

    /** Itself: these bytes have no order. */
    @Override
    public VoidType withOrder(ByteOrder order) {
        return this;
    }

    @Override
    public VoidType bigEndian() {
        return this;
    }

    @Override
    public VoidType littleEndian() {
        return this;
    }
}
