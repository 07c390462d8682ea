package io.github.npymap.internal.array;

import io.github.npymap.internal.number.FloatingSum;
import io.github.npymap.internal.number.Wide;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Statistics;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Collects the results of chunks into {@link Statistics}. */
final class StatisticsBuilder {
    private final NumberKind kind;
    private final boolean unsigned;
    private long count;
    private long nanCount;
    private double least;
    private double greatest;
    private final FloatingSum sum = new FloatingSum();
    private final Map<Reduction, long[]> integers = new EnumMap<>(Reduction.class);

    StatisticsBuilder(NumberKind kind) {
        this.kind = kind;
        unsigned = kind == NumberKind.UINT64;
        for (Reduction reduction : Reduction.values()) {
            integers.put(reduction, new long[2]);
        }
        clear();
    }

    private void clear() {
        count = 0;
        nanCount = 0;
        least = Double.POSITIVE_INFINITY;
        greatest = Double.NEGATIVE_INFINITY;
        sum.clear();
        for (Reduction reduction : Reduction.values()) {
            Wide.setIdentity(reduction, unsigned, integers.get(reduction));
        }
    }

    /** Takes what another one has collected, which then begins anew. */
    void take(StatisticsBuilder part) {
        if (kind.isFloating()) {
            addExtremes(part.count, part.nanCount, part.least, part.greatest);
            sum.take(part.sum);
        } else {
            part.integers.forEach(this::add);
            count(part.count);
        }
        part.clear();
    }

    void add(long chunkCount, long chunkNans, double chunkLeast, double chunkGreatest, double chunkSum) {
        addExtremes(chunkCount, chunkNans, chunkLeast, chunkGreatest);
        if (Double.isFinite(chunkSum)) {
            sum.add(chunkSum);
        } else {
            sum.addExtremes(chunkLeast, chunkGreatest);
        }
    }

    private void addExtremes(long chunkCount, long chunkNans, double chunkLeast, double chunkGreatest) {
        count += chunkCount;
        nanCount += chunkNans;
        least = Math.min(least, chunkLeast);
        greatest = Math.max(greatest, chunkGreatest);
    }

    void add(Reduction reduction, long[] chunk) {
        Wide.combine(reduction, chunk, integers.get(reduction));
    }

    void count(long chunkCount) {
        count += chunkCount;
    }

    /** @param exactSum asked for where only it tells the sum */
    Statistics build(DoubleSupplier exactSum) {
        if (kind.isFloating()) {
            double total = sum.isLost(kind) ? exactSum.getAsDouble() : sum.value();
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
