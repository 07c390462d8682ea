package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.internal.array.Bulk;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.array.RowGather;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Positions;
import io.github.npymap.spi.Widening;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
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
        gather(DType.INT8, layout, all, new byte[rows * rowBytes]);
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

    private void gatherHalves(int rows, int columns, Order order, String slice) {
        Layout whole = Layout.contiguous(Shape.of(rows, columns), order, 2);
        Layout layout = slice.isEmpty()
                ? whole
                : new Layout(2, new long[] {rows, columns / 2}, new long[] {whole.strides[0], 4});
        if (slice.equals("reversed")) {
            layout = new Layout((rows - 1) * whole.strides[0], whole.shape, new long[] {-whole.strides[0], 2});
        }
        long[] all = LongStream.range(0, rows).toArray();
        gather(DType.FLOAT16, layout, all, new float[(int) layout.size()]);
    }

    private void gather(DType type, Layout layout, long[] rows, Object target) {
        Bulk bulk = new Bulk(mapping, type, layout.merged(), Workers.CALLER);
        new RowGather(mapping, type, layout, bulk, Workers.CALLER).run(rows, target);
    }

    @Test
    void rowsThatAreConvertedAreAnnouncedBeforeTheyAreRead() {
        gatherHalves(2000, 768, Order.C, "");
        assertThat(mapping.announced).containsExactly("1024 x 1536 from 0", "976 x 1536 from 1572864");
        assertThat(mapping.readBefore).containsExactly(0, 1024);
    }

    @Test
    void rowsWithGapsAndReversedOnesAreAnnouncedAsFarAsTheyReach() {
        gatherHalves(100, 768, Order.C, "every second");
        gatherHalves(100, 768, Order.C, "reversed");
        assertThat(mapping.announced).containsExactly("100 x 1534 from 2", "100 x 1536 from " + 99 * 1536);
    }

    /** Of rows that lie in each other, from the first element to the last, the elements are announced. */
    @Test
    void rowsInFortranOrderAreAnnouncedOneByOne() {
        gatherHalves(2048, 64, Order.FORTRAN, "");
        assertThat(mapping.announced).hasSize(2048).startsWith("64 x 2 from 0", "64 x 2 from 2");
        mapping.announced.clear();
        // But not if many of them share a page.
        gatherHalves(100, 64, Order.FORTRAN, "");
        assertThat(mapping.announced).isEmpty();
    }

    @Test
    void ofLongRowsInFortranOrderAPartIsAnnouncedAndReadBeforeTheNext() {
        gatherHalves(2048, 1500, Order.FORTRAN, "");
        assertThat(mapping.announced)
                .hasSize(4096)
                .startsWith("1024 x 2 from 0", "476 x 2 from 4194304", "1024 x 2 from 2");
        assertThat(mapping.readBefore).startsWith(0, 1, 2);
    }

    @Test
    void rowsThatAreMostlyGapsAreNotAnnounced() {
        long[] all = {0, 1, 2, 3};
        Layout layout = new Layout(0, new long[] {4, 2, 512}, new long[] {1 << 20, 1 << 19, 2});
        gather(DType.FLOAT16, layout, all, new float[(int) layout.size()]);
        assertThat(mapping.announced).isEmpty();
    }

    /** Notes what it is asked to gather, and what is announced. */
    private static final class Recorder extends StubMapping {
        private final List<Integer> counts = new ArrayList<>();
        private final List<Integer> indices = new ArrayList<>();
        private final List<String> announced = new ArrayList<>();
        private final List<Integer> readBefore = new ArrayList<>();
        private int read;

        @Override
        public void anticipate(Positions positions, long length) {
            announced.add(positions.count() + " x " + length + " from " + positions.start(0));
            readBefore.add(read);
        }

        @Override
        public void readConverted(long offset, long stride, Widening widening, Object target, int index, int count) {
            read++;
        }

        @Override
        public void readStrided(long offset, long stride, Carrier carrier, Object target, int index, int count) {
            read++;
        }

        @Override
        public void gather(Positions positions, int run, Carrier carrier, Object target, int index) {
            counts.add(positions.count());
            indices.add(index);
        }
    }
}
