package io.github.npymap.support;

import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;

/** Makes the arrays that a contract is held against: in files or in memory. */
public interface ArraySource extends AutoCloseable {
    /** Zeros, which can be written to. */
    NpyArray zeros(DType type, Order order, Shape shape) throws IOException;

    /**
     * An array that is read.
     *
     * @param bits of the elements, in the order in which they are stored
     */
    NpyArray holding(NumberType type, Order order, Shape shape, long... bits) throws IOException;

    @Override
    void close();
}
