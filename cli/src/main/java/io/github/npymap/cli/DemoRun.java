package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/** The demo's measurements of one matrix of float64, through whatever backend mapped it. */
final class DemoRun {

    private static final int ROUNDS = 3;
    /** Five measurements of one round more than count. */
    static final int STEPS = 5 * (1 + ROUNDS);

    private static final int RANDOM_READS = 1_000_000;

    private final NpyArray matrix;
    private final int rows;
    private final int columns;
    private final LongConsumer progress;
    private final List<Figure> figures = new ArrayList<>();

    private long roundsDone;

    /** So that no JIT finds the work useless. */
    private double result;

    /**
     * One measurement.
     *
     * @param name what was done
     * @param elements how many elements it read
     * @param inBandwidth whether to show bytes per second, and not the time for an element
     */
    record Figure(String name, long elements, boolean inBandwidth, double seconds) {

        double gigabytesPerSecond() {
            return elements * Double.BYTES / seconds / 1e9;
        }

        double nanosPerElement() {
            return seconds * 1e9 / elements;
        }
    }

    private DemoRun(NpyArray matrix, LongConsumer progress) {
        this.progress = progress;
        this.matrix = matrix;
        this.rows = Math.toIntExact(matrix.shape().get(0));
        this.columns = Math.toIntExact(matrix.shape().get(1));
    }

    /** @param progress told how many of {@link #STEPS} are done */
    static List<Figure> measure(NpyArray matrix, LongConsumer progress) {
        return new DemoRun(matrix, progress).run();
    }

    private List<Figure> run() {
        int[] is = new int[RANDOM_READS];
        int[] js = new int[RANDOM_READS];
        long[] flat = new long[RANDOM_READS];
        SplittableRandom random = new SplittableRandom(42);
        for (int k = 0; k < RANDOM_READS; k++) {
            is[k] = random.nextInt(rows);
            js[k] = random.nextInt(columns);
            flat[k] = (long) is[k] * columns + js[k];
        }
        double[] row = new double[columns];
        double[] gathered = new double[RANDOM_READS];
        measure("sum()", matrix.size(), true, matrix::sum);
        measure("read() row by row", matrix.size(), true, () -> copyRows(row));
        measure("getDouble(i, j) in order", matrix.size(), true, this::loop);
        measure("getDouble(i, j) at random", RANDOM_READS, false, () -> randomReads(is, js));
        measure("gather() at random", RANDOM_READS, false, () -> {
            matrix.gather(flat, gathered);
            return gathered[RANDOM_READS - 1];
        });
        if (Double.isNaN(result)) {
            throw new IllegalStateException("there is no NaN in the matrix, but one was read");
        }
        return figures;
    }

    /** One round to warm up, then the best of the others. */
    private void measure(String name, long elements, boolean inBandwidth, DoubleSupplier work) {
        time(work);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.min(best, time(work));
        }
        figures.add(new Figure(name, elements, inBandwidth, best / 1e9));
    }

    /** In nanoseconds; the bar is drawn when they are counted. */
    private long time(DoubleSupplier work) {
        long start = System.nanoTime();
        result += work.getAsDouble();
        long nanos = Math.max(1, System.nanoTime() - start);
        progress.accept(++roundsDone);
        return nanos;
    }

    private double copyRows(double[] row) {
        double some = 0;
        for (int i = 0; i < rows; i++) {
            matrix.read((long) i * columns, row, 0, columns);
            some += row[columns - 1];
        }
        return some;
    }

    private double loop() {
        double total = 0;
        for (int i = 0; i < rows; i++) {
            total += rowTotal(i);
        }
        return total;
    }

    private double rowTotal(int i) {
        double total = 0;
        for (int j = 0; j < columns; j++) {
            total += matrix.getDouble(i, j);
        }
        return total;
    }

    private double randomReads(int[] is, int[] js) {
        double total = 0;
        for (int k = 0; k < is.length; k++) {
            total += matrix.getDouble(is[k], js[k]);
        }
        return total;
    }
}
