package io.github.npymap.contract;

import io.github.npymap.NpyArray;
import io.github.npymap.support.ArraySource;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One part of what holds for every array, whether a backend maps it or it is in memory. */
abstract class ArrayContract {
    private ArraySource arrays;

    @TempDir
    Path directory;

    /** Makes the arrays of one test. */
    abstract ArraySource source();

    @BeforeEach
    final void begin() {
        arrays = source();
    }

    @AfterEach
    final void end() {
        arrays.close();
    }

    final NpyArray zeros(DType type, Shape shape) throws IOException {
        return arrays.zeros(type, Order.C, shape);
    }

    final NpyArray zeros(DType type, Order order, Shape shape) throws IOException {
        return arrays.zeros(type, order, shape);
    }

    /** An array of these elements, which are given in the order in which they are stored. */
    final NpyArray holding(NumberType type, Order order, Shape shape, long... bits) throws IOException {
        return arrays.holding(type, order, shape, bits);
    }
}
