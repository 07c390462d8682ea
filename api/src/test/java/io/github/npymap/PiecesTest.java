package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.internal.array.Bulk;
import io.github.npymap.internal.array.HeapMapping;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.parallel.Execution;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.internal.reduce.FloatingSum;
import io.github.npymap.internal.reduce.Pass;
import io.github.npymap.types.Advice;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Into how many pieces operations are divided, by the tasks that they give to others and what they give back. */
class PiecesTest {
    private static final long CHUNK_BYTES = 512 << 10;
    private static final int CHUNKS = 10_000;

    private final List<Runnable> tasks = new ArrayList<>();
    private final Sums sums = new Sums();

    private void sum(int workers, boolean streaming) {
        Layout layout = Layout.contiguous(Shape.of(CHUNKS * CHUNK_BYTES / Double.BYTES), Order.C, Double.BYTES);
        Execution execution = new Execution(new Workers(tasks::add, workers), streaming);
        assertThat(FloatingSum.of(new Pass(sums, DType.FLOAT64, layout, execution)))
                .isEqualTo(CHUNKS);
    }

    private void readTransposed(int rows, int columns) {
        Layout layout = Layout.contiguous(Shape.of(rows, columns), Order.FORTRAN, 1);
        byte[] target = new byte[rows * columns];
        new Bulk(HeapMapping.of(target.clone()), DType.INT8, layout.merged(), new Workers(tasks::add, 64))
                .read(0, target, 0, target.length);
    }

    @Test
    void anyNumberOfThreadsMeetsAfterAFewThousandChunks() {
        sum(Integer.MAX_VALUE, false);
        assertThat(tasks).hasSize(CHUNKS - 3);
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "2, 32", "8, 32", "32, 32", "100, 100"})
    void aPassThroughAWindowGivesBackWhatFewChunksHold(int workers, int chunks) {
        sum(workers, true);
        long rounds = (CHUNKS - 1) / chunks + 1;
        assertThat(sums.givenBack).hasSize((int) rounds);
        assertThat(sums.givenBack.subList(0, (int) rounds - 1)).containsOnly(chunks * CHUNK_BYTES);
    }

    @Test
    void aTransposedArrayHasPiecesForManyThreads() {
        readTransposed(4000, 4000);
        assertThat(tasks).hasSize(63);
    }

    @Test
    void aSingleTransposedRowHasPiecesToo() {
        Layout layout = Layout.contiguous(Shape.of(2, 1 << 20), Order.FORTRAN, 1);
        byte[] target = new byte[2 << 20];
        new Bulk(HeapMapping.of(target.clone()), DType.INT8, layout.merged(), new Workers(tasks::add, 64))
                .read(1, target, 0, 1 << 20);
        assertThat(tasks).isNotEmpty();
    }

    @Test
    void whatIsSmallIsNotShared() {
        readTransposed(8, 4096);
        assertThat(tasks).isEmpty();
        readTransposed(9, 4096);
        assertThat(tasks).isNotEmpty();
    }

    /** Every chunk has the sum 1. */
    private static final class Sums extends StubMapping {
        private final List<Long> givenBack = new ArrayList<>();

        @Override
        public double reduceFloating(Reduction reduction, NumberType type, long offset, int count) {
            return 1;
        }

        @Override
        public boolean advise(long offset, long length, Advice advice) {
            givenBack.add(length);
            return true;
        }
    }
}
