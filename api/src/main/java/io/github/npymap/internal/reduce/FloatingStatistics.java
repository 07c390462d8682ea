package io.github.npymap.internal.reduce;

import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Statistics;
import java.util.Optional;
import java.util.function.LongConsumer;

/** {@link Statistics} of floating-point numbers. */
public final class FloatingStatistics implements Accumulator<FloatingStatistics> {
    private long count;
    private long nanCount;
    private final FloatingExtreme least = new FloatingExtreme(Reduction.MIN);
    private final FloatingExtreme greatest = new FloatingExtreme(Reduction.MAX);
    private final FloatingSum sum = new FloatingSum();

    /** The statistics of a view's elements. */
    public static Statistics of(Pass pass, LongConsumer progress) {
        return pass.into(new FloatingStatistics(), progress).result(pass);
    }

    @Override
    public FloatingStatistics fresh() {
        return new FloatingStatistics();
    }

    @Override
    public void add(Chunk chunk) {
        double[] doubles = chunk.doubles();
        double chunkLeast = chunk.floating(Reduction.MIN, doubles);
        double chunkGreatest = chunk.floating(Reduction.MAX, doubles);
        least.add(chunkLeast);
        greatest.add(chunkGreatest);
        sum.add(chunk.floating(Reduction.SUM, doubles), chunkLeast, chunkGreatest);
        count += chunk.count();
        if (Double.isNaN(chunkLeast)) {
            chunk.eachBlock((raw, n) -> nanCount += nans(chunk.type(), raw, n));
        }
    }

    private static long nans(NumberType type, Scratch raw, int count) {
        Conversion.toDoubles(type, raw, count);
        long nans = 0;
        for (int k = 0; k < count; k++) {
            nans += Double.isNaN(raw.doubles[k]) ? 1 : 0;
        }
        return nans;
    }

    @Override
    public void take(FloatingStatistics part) {
        count += part.count;
        nanCount += part.nanCount;
        least.take(part.least);
        greatest.take(part.greatest);
        sum.take(part.sum);
        part.count = 0;
        part.nanCount = 0;
    }

    private Statistics result(Pass pass) {
        double total = sum.value(pass);
        return new Statistics(
                count, nanCount, present(least.value()), present(greatest.value()), total, total / (double) count);
    }

    private Optional<Number> present(double extreme) {
        return count == 0 ? Optional.empty() : Optional.of(extreme);
    }
}
