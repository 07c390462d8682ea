package io.github.npymap.benchmarks.contender;

import java.io.IOException;

/** One way to do the work, opened and closed by the states of the benchmarks. */
public interface Contender extends AutoCloseable {
    /** Every element, as fast as it goes. */
    double sum();

    /** Copies every row to one array; the sum of one element of each. */
    double copyRows();

    /** Maps every page of the file into this process. */
    default void touch() {
        sum();
    }

    /** The sum of the elements at the positions. */
    double pick(Positions positions);

    /** The elements at the positions, in a {@code double[]} or {@code float[]} that the contender keeps. */
    Object gather(Positions positions);

    /** Tells the system that access will be at random; whether it listens. */
    boolean adviseRandom() throws IOException;

    @Override
    void close() throws IOException;
}
