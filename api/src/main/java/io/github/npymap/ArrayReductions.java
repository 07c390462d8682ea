package io.github.npymap;

import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.array.UnsupportedAccess;
import io.github.npymap.internal.number.Wide;
import io.github.npymap.internal.parallel.Execution;
import io.github.npymap.internal.reduce.FloatingExtreme;
import io.github.npymap.internal.reduce.FloatingStatistics;
import io.github.npymap.internal.reduce.FloatingSum;
import io.github.npymap.internal.reduce.IntegerStatistics;
import io.github.npymap.internal.reduce.IntegerTotal;
import io.github.npymap.internal.reduce.Pass;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Statistics;
import java.util.NoSuchElementException;
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
    private Pass pass;

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
        Pass all = pass("sum");
        return all.kind().isFloating() ? FloatingSum.of(all) : Wide.toDouble(IntegerTotal.of(all, Reduction.SUM));
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
        return extreme(Reduction.MIN, "min");
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
        return extreme(Reduction.MAX, "max");
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
        Pass all = pass("statistics");
        return all.kind().isFloating() ? FloatingStatistics.of(all, progress) : IntegerStatistics.of(all, progress);
    }

    /** {@link #statistics(LongConsumer)} for those who do not watch. */
    public Statistics statistics() {
        return statistics(done -> {});
    }

    private double extreme(Reduction reduction, String method) {
        Pass all = pass(method);
        requireElements(reduction);
        return all.kind().isFloating()
                ? FloatingExtreme.of(all, reduction)
                : Wide.toDouble(IntegerTotal.of(all, reduction));
    }

    private long exact(Reduction reduction, String inexactMethod, String method) {
        Pass all = pass(method);
        requireIntegers(all.kind(), inexactMethod, method);
        requireElements(reduction);
        long[] result = IntegerTotal.of(all, reduction);
        if (!Wide.fitsLong(result)) {
            throw new ArithmeticException(inexactMethod + " is " + Wide.toBigInteger(result)
                    + ", which is no long; use " + inexactMethod + "()");
        }
        return result[0];
    }

    /** The pass over all elements of a dtype that has an order and a sum. */
    private Pass pass(String method) {
        if (type instanceof NumberType number && !number.kind().isComplex()) {
            if (size() == 0) {
                requireOpen();
            }
            return pass(number);
        }
        throw UnsupportedAccess.of(method, type, UnsupportedAccess.reducible(type));
    }

    private Pass pass(NumberType number) {
        Pass made = pass;
        if (made == null) {
            made = new Pass(mapping, number, layout, execution);
            pass = made;
        }
        return made;
    }

    private void requireElements(Reduction reduction) {
        if (size() == 0) {
            switch (reduction) {
                case SUM -> {}
                case MIN -> throw new NoSuchElementException("an array without elements has no minimum");
                case MAX -> throw new NoSuchElementException("an array without elements has no maximum");
            }
        }
    }

    private static void requireIntegers(NumberKind kind, String inexactMethod, String method) {
        if (kind.isFloating()) {
            throw new UnsupportedOperationException(method + " does not fit dtype " + kind.numpyName() + "; use "
                    + inexactMethod + ", which gives a " + JavaType.DOUBLE.javaName());
        }
    }
}
