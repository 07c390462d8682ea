package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import java.util.function.LongConsumer;

/**
 * Some of the elements of a one- or two-dimensional array, evenly spaced on each axis. Only these are read, and on a
 * file that is not in memory only their pages.
 *
 * @param rows the indices that were taken on the first of two axes; a single 0 for one axis
 * @param columns the indices that were taken on the last axis
 * @param values row after row
 */
@SuppressWarnings("ArrayRecordComponent") // made and used at once, never compared
record Sample(long[] rows, long[] columns, double[] values) {

    /** Elements that are collected at once. */
    private static final int BATCH = 1 << 16;

    /**
     * At most so many of the rows, and of the columns.
     *
     * @param progress told the number of elements read so far
     */
    static Sample of(NpyArray array, int mostRows, int mostColumns, LongConsumer progress) {
        long[] rows = array.ndim() == 1 ? new long[1] : evenly(array.shape().get(0), mostRows);
        long width = array.shape().get(array.ndim() - 1);
        long[] columns = evenly(width, mostColumns);
        double[] values = new double[Math.multiplyExact(rows.length, columns.length)];
        for (int done = 0; done < values.length; done += BATCH) {
            long[] flat = new long[Math.min(BATCH, values.length - done)];
            for (int k = 0; k < flat.length; k++) {
                flat[k] = rows[(done + k) / columns.length] * width + columns[(done + k) % columns.length];
            }
            double[] batch = new double[flat.length];
            array.gather(flat, batch);
            System.arraycopy(batch, 0, values, done, batch.length);
            progress.accept(done + batch.length);
        }
        return new Sample(rows, columns, values);
    }

    /** How many elements {@link #of} reads. */
    static long size(NpyArray array, int mostRows, int mostColumns) {
        long rows = array.ndim() == 1 ? 1 : Math.min(array.shape().get(0), mostRows);
        return rows * Math.min(array.shape().get(array.ndim() - 1), mostColumns);
    }

    /** The first, the last and what lies evenly between. */
    private static long[] evenly(long length, int most) {
        int count = (int) Math.min(length, most);
        long[] indices = new long[count];
        for (int k = 0; k < count; k++) {
            indices[k] = count == 1 ? 0 : Math.round((double) k * (double) (length - 1) / (count - 1));
        }
        return indices;
    }

    double at(int row, int column) {
        return values[row * columns.length + column];
    }

    /** The smallest and the largest finite value; of none, NaN. */
    Range range() {
        return Range.of(values);
    }

    /** Two ends of an axis. */
    record Range(double min, double max) {

        static Range of(double... values) {
            double min = Double.NaN;
            double max = Double.NaN;
            for (double value : values) {
                if (Double.isFinite(value)) {
                    min = value >= min ? min : value;
                    max = value <= max ? max : value;
                }
            }
            return new Range(min, max);
        }

        boolean isEmpty() {
            return Double.isNaN(min);
        }

        /** From 0 at the lower end to 1 at the upper; in the middle if they are one. NaN for what is not finite. */
        double share(double value) {
            if (!Double.isFinite(value)) {
                return Double.NaN;
            }
            // Halves, since the distance of the largest numbers is beyond them.
            return max == min ? 0.5 : (value / 2 - min / 2) / (max / 2 - min / 2);
        }

        double at(double share) {
            return min * (1 - share) + max * share;
        }
    }
}
