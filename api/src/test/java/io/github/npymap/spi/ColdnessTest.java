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
    void isAskedTheMoreSeldomTheMoreOftenTheAnswerWasYes() {
        coldness.answer(true);
        assertThat(batchesUntilAsked()).isEqualTo(1);
        coldness.answer(true);
        assertThat(batchesUntilAsked()).isEqualTo(3);
        for (int answer = 0; answer < 20; answer++) {
            coldness.answer(true);
        }
        assertThat(batchesUntilAsked()).isBetween(10, 100);
        coldness.answer(false);
        assertThat(batchesUntilAsked()).isZero();
    }

    private int batchesUntilAsked() {
        int batches = 0;
        while (!coldness.isWorthAsking(MANY)) {
            batches++;
        }
        return batches;
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
