package io.github.npymap;

import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.array.Reducer;
import io.github.npymap.internal.array.UnsupportedAccess;
import io.github.npymap.internal.number.Wide;
import io.github.npymap.internal.parallel.Execution;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Statistics;
import java.util.function.LongConsumer;

/**
 * Reductions of all elements: sum, mean, extremes and statistics, each in one pass over the array in the order of its
 * bytes.
 *
 * <p>Floating-point numbers are reduced in double. The result does not depend on the backend, the JDK, or the number of
 * threads of {@link NpyArray#parallel()}, to the last bit.
 */
public abstract sealed class ArrayReductions extends ArrayTransfers permits ArrayPages {
    /** Made when it is first needed; two threads may both make one, and either is good. */
    private Reducer reducer;

    ArrayReductions(Mapping mapping, DType type, Layout layout, boolean writable, Execution execution) {
        super(mapping, type, layout, writable, execution);
    }

    /**
     * The sum of all elements; 0 if there are none. Integers are summed exactly and rounded once. Floating-point
     * numbers are summed in double, with a bound on the error no larger than that of NumPy's pairwise summation; the
     * last digits may be others than NumPy's. The sum is finite where the exact sum of finite elements is, even if sums of
     * some of them are not, as in {@code [1e308, 1e308, -1e308]}; it is NaN only for a NaN or infinities of both signs
     * among the elements.
     *
     * @throws IllegalStateException if the file is closed
     */
    public double sum() {
        return reducer("sum").sum();
    }

    /**
     * The sum of all integers or bools, exactly.
     *
     * @throws ArithmeticException if it is not a {@code long}, where NumPy would wrap around
     * @throws UnsupportedOperationException for a floating-point dtype
     * @throws IllegalStateException if the file is closed
     */
    public long sumLong() {
        return exact(Reduction.SUM, "sum", "sumLong");
    }

    /**
     * The smallest element; NaN if any element is NaN.
     *
     * @throws java.util.NoSuchElementException if there are no elements
     * @throws IllegalStateException if the file is closed
     */
    public double min() {
        return reducer("min").extreme(Reduction.MIN);
    }

    /** The smallest integer or bool, exactly; throws as {@link #sumLong} and {@link #min} do. */
    public long minLong() {
        return exact(Reduction.MIN, "min", "minLong");
    }

    /**
     * The largest element; NaN if any element is NaN.
     *
     * @throws java.util.NoSuchElementException if there are no elements
     * @throws IllegalStateException if the file is closed
     */
    public double max() {
        return reducer("max").extreme(Reduction.MAX);
    }

    /** The largest integer or bool, exactly; throws as {@link #sumLong} and {@link #max} do. */
    public long maxLong() {
        return exact(Reduction.MAX, "max", "maxLong");
    }

    /**
     * The sum divided by the number of elements; NaN if there are none.
     *
     * @throws IllegalStateException if the file is closed
     */
    public double mean() {
        return sum() / (double) size();
    }

    /**
     * Minimum, maximum, sum, mean and the number of NaNs in one pass.
     *
     * @param progress told the number of elements done so far, every few thousand of them
     * @throws IllegalStateException if the file is closed
     */
    public Statistics statistics(LongConsumer progress) {
        return reducer("statistics").statistics(progress);
    }

    /** {@link #statistics(LongConsumer)} for those who do not watch. */
    public Statistics statistics() {
        return statistics(done -> {});
    }

    private Reducer reducer(String method) {
        if (type instanceof NumberType number && !number.kind().isComplex()) {
            if (size() == 0) {
                requireOpen();
            }
            // A pass that keeps a window has a window of its own.
            return execution.streaming() ? new Reducer(mapping, number, layout, execution) : reducer(number);
        }
        throw UnsupportedAccess.of(method, type, UnsupportedAccess.reducible(type));
    }

    private Reducer reducer(NumberType number) {
        Reducer made = reducer;
        if (made == null) {
            made = new Reducer(mapping, number, layout, execution);
            reducer = made;
        }
        return made;
    }

    private long exact(Reduction reduction, String inexactMethod, String method) {
        Reducer reducer = reducer(method);
        reducer.requireIntegers(method, inexactMethod);
        long[] result = reducer.integers(reduction);
        if (!Wide.fitsLong(result)) {
            throw new ArithmeticException(inexactMethod + " is " + Wide.toBigInteger(result)
                    + ", which is no long; use " + inexactMethod + "()");
        }
        return result[0];
    }
}
