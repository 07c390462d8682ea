package io.github.npymap.benchmarks.contender;

/** What is compared beyond {@link Contender}: the work of Java programs, which the C program does in its own way. */
public interface JavaContender extends Contender {
    /** The first element of all. */
    double first();

    /** {@link #sum}, by a program that passes over a file once and may tell the system so. */
    default double scan() {
        return sum();
    }

    /** The scan that asks for each element by its indices. */
    double sumByElement();

    /** Whole rows, one after the other in a {@code double[]} or {@code float[]} that the contender keeps. */
    Object gatherRows(long[] rows);

    /** Copies each of the columns to one array; the sum of one element of each. */
    double copyColumns(long[] columns);

    /**
     * The same in another way, which is one of this program's own.
     *
     * @throws UnsupportedOperationException if it has no way of this name
     */
    default JavaContender tuned(String way) {
        throw new UnsupportedOperationException("no way " + way);
    }
}
