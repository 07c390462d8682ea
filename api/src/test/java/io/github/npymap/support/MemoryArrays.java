package io.github.npymap.support;

import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;

/** Arrays in memory, for which no backend is needed. */
public final class MemoryArrays implements ArraySource {
    @Override
    public NpyArray zeros(DType type, Order order, Shape shape) {
        return order == Order.C
                ? NpyArray.zeros(type, shape)
                : NpyArray.zeros(type, reversed(shape)).transpose();
    }

    @Override
    public NpyArray holding(NumberType type, Order order, Shape shape, long... bits) {
        NpyArray array = zeros(type, order, shape);
        NpyArray stored = order == Order.C ? array : array.transpose();
        stored.writeBytes(Values.bytes(type, bits));
        return array;
    }

    private static Shape reversed(Shape shape) {
        long[] lengths = new long[shape.ndim()];
        for (int axis = 0; axis < lengths.length; axis++) {
            lengths[axis] = shape.get(lengths.length - 1 - axis);
        }
        return Shape.of(lengths);
    }

    @Override
    public void close() {}
}
