package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColdnessTest {
    private final Coldness coldness = new Coldness();

    @Test
    void isAskedOfEveryBatchUntilTheAnswerIsNo() {
        assertThat(coldness.isWorthAsking()).isTrue();
        coldness.answer(false);
        assertThat(coldness.isWorthAsking()).isTrue();
        coldness.answer(true);
        assertThat(coldness.isWorthAsking()).isFalse();
    }

    @Test
    void isAskedAgainSomeBatchesLater() {
        coldness.answer(true);
        int batches = 1;
        while (!coldness.isWorthAsking()) {
            batches++;
        }
        assertThat(batches).isBetween(10, 100);
    }
}
