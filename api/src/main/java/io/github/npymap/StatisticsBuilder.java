package io.github.npymap;

import io.github.npymap.internal.Wide;
import io.github.npymap.spi.Reduction;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Collects the results of chunks into {@link Statistics}. */
final class StatisticsBuilder {
    private final boolean floating;
    private long count;
    private long nanCount;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private final CompensatedSum sum = new CompensatedSum();
    private final Map<Reduction, long[]> integers = new EnumMap<>(Reduction.class);

    StatisticsBuilder(NumberKind kind) {
        floating = kind.isFloating();
        for (Reduction reduction : Reduction.values()) {
            long[] identity = new long[2];
            Wide.setIdentity(reduction, kind == NumberKind.UINT64, identity);
            integers.put(reduction, identity);
        }
    }

    void add(long chunkCount, long chunkNans, double chunkLeast, double chunkGreatest, double chunkSum) {
        count += chunkCount;
        nanCount += chunkNans;
        least = Math.min(least, chunkLeast);
        greatest = Math.max(greatest, chunkGreatest);
        sum.add(chunkSum);
    }

    void add(Reduction reduction, long[] chunk) {
        Wide.combine(reduction, chunk, integers.get(reduction));
    }

    void count(long chunkCount) {
        count += chunkCount;
    }

    Statistics build() {
        if (floating) {
            double total = sum.value();
            return new Statistics(count, nanCount, present(least), present(greatest), total, total / (double) count);
        }
        long[] total = integers.get(Reduction.SUM);
        return new Statistics(
                count,
                0,
                present(number(integers.get(Reduction.MIN))),
                present(number(integers.get(Reduction.MAX))),
                number(total),
                Wide.toDouble(total) / (double) count);
    }

    private Optional<Number> present(Number number) {
        return count == 0 ? Optional.empty() : Optional.of(number);
    }

    private static Number number(long[] wide) {
        // Written out: a conditional expression would unbox both to a common type.
        if (Wide.fitsLong(wide)) {
            return wide[0];
        }
        return Wide.toBigInteger(wide);
    }
}
