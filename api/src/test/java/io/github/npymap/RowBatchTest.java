package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How many rows a mapping is given at once, which may ask for the pages of all of them before it copies the first. */
class RowBatchTest {
    private final Recorder mapping = new Recorder();

    private void gather(int rows, int rowBytes) {
        Layout layout = Layout.contiguous(Shape.of(rows, rowBytes), Order.C, 1);
        long[] all = LongStream.range(0, rows).toArray();
        new Bulk(mapping, DType.INT8, layout.merged(), Workers.CALLER)
                .gatherRows(all, rowBytes, rows, new byte[rows * rowBytes]);
    }

    @Test
    void longRowsAreGatheredAFewAtATime() {
        gather(80, 1 << 20);
        assertThat(mapping.counts).containsExactly(32, 32, 16);
        assertThat(mapping.indices).containsExactly(0, 32 << 20, 64 << 20);
    }

    @Test
    void shortRowsAreGatheredByTheThousand() {
        gather(2048, 3);
        assertThat(mapping.counts).containsExactly(1024, 1024);
    }

    /** Notes what it is asked to gather. */
    private static final class Recorder extends StubMapping {
        private final List<Integer> counts = new ArrayList<>();
        private final List<Integer> indices = new ArrayList<>();

        @Override
        public void gather(
                long offset,
                long stride,
                long[] positions,
                int from,
                int count,
                int run,
                ByteOrder order,
                Object target,
                int index) {
            counts.add(count);
            indices.add(index);
        }
    }
}
