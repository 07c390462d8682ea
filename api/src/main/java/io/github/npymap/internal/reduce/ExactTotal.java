package io.github.npymap.internal.reduce;

import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.ExactSum;
import io.github.npymap.types.NumberKind;

/** The exact sum of floating-point numbers, where sums of some of them, or the doubles next to them, are not finite. */
final class ExactTotal implements Accumulator<ExactTotal> {
    private final NumberKind kind;
    private final ExactSum sum;

    private ExactTotal(NumberKind kind) {
        this.kind = kind;
        this.sum = ExactSum.of(kind);
    }

    /** The sum of a view's elements, rounded once. */
    static double of(Pass pass) {
        return pass.into(new ExactTotal(pass.kind())).sum.value();
    }

    @Override
    public ExactTotal fresh() {
        return new ExactTotal(kind);
    }

    @Override
    public void add(Chunk chunk) {
        chunk.eachBlock((raw, count) -> Conversion.add(chunk.type(), raw, count, sum));
    }

    @Override
    public void take(ExactTotal part) {
        sum.take(part.sum);
    }
}
