package io.github.npymap.internal.array;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunksTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 10", "9, 9, 10", "10, 10, 10", "11, 11, 10", "30, 10, 10", "75, 25, 10", "60, 20, 10", "7, 1, 3"
    })
    void chunksCoverEveryElementOnceAndCrossNoRow(long size, long rowLength, int most) {
        Chunks chunks = new Chunks(size, rowLength, most);
        long next = 0;
        for (long k = 0; k < chunks.count(); k++) {
            assertThat(chunks.start(k)).isEqualTo(next);
            assertThat(chunks.length(k)).isBetween(1, most);
            assertThat((next + chunks.length(k) - 1) / rowLength).isEqualTo(next / rowLength);
            next += chunks.length(k);
        }
        assertThat(next).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 5"})
    void nothingHasNoChunks(long size, long rowLength) {
        assertThat(new Chunks(size, rowLength, 10).count()).isZero();
    }
}
