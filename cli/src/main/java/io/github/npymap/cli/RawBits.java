package io.github.npymap.cli;

import io.github.npymap.DType;
import io.github.npymap.NpyArray;
import io.github.npymap.NumberType;

/** Elements of any number type as the integers that have their bits. */
final class RawBits {

    private RawBits() {}

    /** The same elements as signed integers of their size. */
    static NpyArray of(NpyArray array) {
        if (!(array.dtype() instanceof NumberType number)) {
            throw new IllegalArgumentException("no integer has the bits of a " + array.dtype());
        }
        NumberType bits = switch (number.itemsize()) {
            case 1 -> DType.INT8;
            case 2 -> DType.INT16;
            case 4 -> DType.INT32;
            case 8 -> DType.INT64;
            default -> throw new IllegalArgumentException("no integer has the bits of a " + number);
        };
        return array.viewAs(bits.withOrder(number.order()));
    }
}
