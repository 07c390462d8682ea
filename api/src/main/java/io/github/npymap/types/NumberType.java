package io.github.npymap.types;

import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A number of fixed size: {@code |b1}, {@code <i4}, {@code >f8}, {@code <c16}.
 *
 * @param kind what the number is
 * @param order the order of its bytes; always {@link ByteOrder#LITTLE_ENDIAN} for one-byte kinds, so that equal types
 *     are equal records
 */
public record NumberType(NumberKind kind, ByteOrder order) implements DType {

    public NumberType {
        Objects.requireNonNull(order, "order");
        if (kind.itemsize() == 1) {
            order = ByteOrder.LITTLE_ENDIAN;
        }
    }

    /** Whether an element's bytes are in the other order than this machine's. */
    public boolean isSwapped() {
        return order != ByteOrder.nativeOrder();
    }

    @Override
    public int itemsize() {
        return kind.itemsize();
    }

    @Override
    public String descr() {
        return DescrWriter.descr(this);
    }

    @Override
    public String toString() {
        return DescrWriter.name(this);
    }

    @Override
    public NumberType withOrder(ByteOrder newOrder) {
        return new NumberType(kind, newOrder);
    }

    @Override
    public NumberType bigEndian() {
        return withOrder(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public NumberType littleEndian() {
        return withOrder(ByteOrder.LITTLE_ENDIAN);
    }
}
