package io.github.npymap.internal.reduce;

import io.github.npymap.internal.number.Wide;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Statistics;
import java.util.Optional;
import java.util.function.LongConsumer;

/** {@link Statistics} of integers or bools. */
public final class IntegerStatistics implements Accumulator<IntegerStatistics> {
    private final NumberKind kind;
    private long count;
    private final IntegerTotal least;
    private final IntegerTotal greatest;
    private final IntegerTotal sum;

    private IntegerStatistics(NumberKind kind) {
        this.kind = kind;
        least = new IntegerTotal(Reduction.MIN, kind);
        greatest = new IntegerTotal(Reduction.MAX, kind);
        sum = new IntegerTotal(Reduction.SUM, kind);
    }

    /** The statistics of a view's elements. */
    public static Statistics of(Pass pass, LongConsumer progress) {
        return pass.into(new IntegerStatistics(pass.kind()), progress).result();
    }

    @Override
    public IntegerStatistics fresh() {
        return new IntegerStatistics(kind);
    }

    @Override
    public void add(Chunk chunk) {
        long[] longs = chunk.longs();
        least.add(chunk, longs);
        greatest.add(chunk, longs);
        sum.add(chunk, longs);
        count += chunk.count();
    }

    @Override
    public void take(IntegerStatistics part) {
        count += part.count;
        least.take(part.least);
        greatest.take(part.greatest);
        sum.take(part.sum);
        part.count = 0;
    }

    private Statistics result() {
        double mean = Wide.toDouble(sum.wide()) / (double) count;
        return new Statistics(count, 0, present(least), present(greatest), number(sum.wide()), mean);
    }

    private Optional<Number> present(IntegerTotal extreme) {
        return count == 0 ? Optional.empty() : Optional.of(number(extreme.wide()));
    }

    private static Number number(long[] wide) {
        // Written out: a conditional expression would unbox both to a common type.
        if (Wide.fitsLong(wide)) {
            return wide[0];
        }
        return Wide.toBigInteger(wide);
    }
}
