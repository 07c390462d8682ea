package io.github.npymap.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ColdnessTest {
    private static final int MANY = 4096;

    private static final long[] POSITIONS = LongStream.range(0, MANY).toArray();

    private final FakePages pages = new FakePages();
    private final Coldness coldness = new Coldness(() -> pages.now);

    private boolean isCold(int count) {
        return coldness.isCold(pages, Positions.of(0, 1, POSITIONS, count));
    }

    @Test
    void isAskedOfEveryBatchUntilAllIsThere() {
        pages.answer = false;
        assertThat(isCold(MANY)).isTrue();
        assertThat(isCold(MANY)).isTrue();
        pages.answer = true;
        assertThat(isCold(MANY)).isFalse();
        pages.answer = false;
        assertThat(isCold(MANY)).isFalse();
        assertThat(isCold(MANY)).isTrue();
    }

    @Test
    void isAskedTheMoreSeldomTheMoreOftenAllWasThere() {
        assertThat(batchesUntilAsked(MANY)).isZero();
        assertThat(batchesUntilAsked(MANY)).isEqualTo(1);
        assertThat(batchesUntilAsked(MANY)).isEqualTo(3);
        for (int answer = 0; answer < 20; answer++) {
            batchesUntilAsked(MANY);
        }
        assertThat(batchesUntilAsked(MANY)).isEqualTo(16);
        assertThat(batchesUntilAsked(100)).isEqualTo(64);
    }

    /** Asks once more at its end. */
    private int batchesUntilAsked(int count) {
        int batches = 0;
        for (pages.asked = 0; pages.asked == 0; batches++) {
            assertThat(isCold(count)).isFalse();
        }
        return batches - 1;
    }

    @Test
    void isNotAskedOfAHandfulNorRemindedByThem() {
        assertThat(isCold(MANY)).isFalse();
        pages.answer = false;
        for (int batch = 0; batch < MANY; batch++) {
            assertThat(isCold(1)).isFalse();
        }
        assertThat(isCold(MANY)).isFalse();
        assertThat(isCold(MANY)).isTrue();
    }

    /** As on a file that is neither ours nor may be written. */
    @Test
    void isSeenByTheClockWhereTheSystemSaysThatAllIsThere() {
        pages.slow.addAll(LongStream.range(0, MANY).boxed().toList());
        assertThat(isCold(MANY)).isTrue();
        // Nobody waits for more than that.
        assertThat(pages.touched).isEqualTo(2);
        assertThat(isCold(16)).isTrue();
        pages.slow.clear();
        assertThat(isCold(MANY)).isFalse();
    }

    @Test
    void isNotSeenInASingleElementThatTookLong() {
        pages.slow.add(0L);
        assertThat(isCold(MANY)).isFalse();
    }

    @Test
    void isSeenWhereATenthIsMissing() {
        new Random(1).longs(MANY / 10, 0, MANY).forEach(pages.slow::add);
        assertThat(isCold(MANY)).isTrue();
    }

    @Test
    void isAQuestionOfTheBatchAlone() {
        pages.first = 1000;
        pages.end = 1100;
        assertThat(coldness.isCold(pages, new Positions(900, 1, POSITIONS, 100, 100)))
                .isFalse();
        assertThat(pages.touched).isPositive();
    }

    private static final class FakePages implements Coldness.Pages {
        private final Set<Long> slow = new HashSet<>();
        private boolean answer = true;
        private long first;
        private long end = MANY;
        private int asked;
        private int touched;
        private long now;

        @Override
        public boolean isResident(long offset) {
            assertThat(offset).isBetween(first, end - 1);
            asked++;
            return answer;
        }

        @Override
        public byte touch(long offset) {
            assertThat(offset).isBetween(first, end - 1);
            touched++;
            now += slow.contains(offset) ? 100_000 : 1000;
            return 0;
        }
    }
}
