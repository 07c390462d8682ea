package io.github.npymap.benchmarks;

import java.util.SplittableRandom;

/** The elements that random access visits: the same ones for every contender. */
final class Positions {
    final long[] rows;
    final long[] columns;
    /** Where the elements are in C order. */
    final long[] flat;

    Positions(DataFile file, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        rows = random.longs(count, 0, file.rows()).toArray();
        columns = random.longs(count, 0, file.columns()).toArray();
        flat = new long[count];
        for (int k = 0; k < count; k++) {
            flat[k] = rows[k] * file.columns() + columns[k];
        }
    }
}
