package io.github.npymap.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColdnessTest {
    private static final int MANY = 1000;

    private final Coldness coldness = new Coldness();

    @Test
    void isAskedOfEveryBatchUntilTheAnswerIsYes() {
        assertThat(coldness.isWorthAsking(MANY)).isTrue();
        coldness.answer(false);
        assertThat(coldness.isWorthAsking(MANY)).isTrue();
        coldness.answer(true);
        assertThat(coldness.isWorthAsking(MANY)).isFalse();
    }

    @Test
    void isAskedAgainSomeBatchesLater() {
        coldness.answer(true);
        int batches = 1;
        while (!coldness.isWorthAsking(MANY)) {
            batches++;
        }
        assertThat(batches).isBetween(10, 100);
    }

    @Test
    void isNotAskedOfAHandfulNorRemindedByThem() {
        coldness.answer(true);
        for (int batch = 0; batch < MANY; batch++) {
            assertThat(coldness.isWorthAsking(1)).isFalse();
        }
        assertThat(coldness.isWorthAsking(MANY)).isFalse();
    }
}
