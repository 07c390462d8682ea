package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a backend loads that has nothing better. */
class LoadTest {
    private final Recorder mapping = new Recorder();

    @Test
    void aByteOfEveryPageIsReadWhereverTheRangeBeginsInOne() {
        mapping.load(81, 3 * 4096);
        assertThat(mapping.offsets).containsExactly(81L, 81L + 4096, 81L + 2 * 4096, 81L + 3 * 4096 - 1);
    }

    @Test
    void nothingBesideTheRangeIsRead() {
        mapping.load(100, 0);
        assertThat(mapping.offsets).isEmpty();
        mapping.load(100, 1);
        assertThat(mapping.offsets).containsOnly(100L);
    }

    /** Notes what it is asked for. */
    private static final class Recorder extends StubMapping {
        private final List<Long> offsets = new ArrayList<>();

        @Override
        public byte getByte(long offset) {
            offsets.add(offset);
            return 1;
        }
    }
}
