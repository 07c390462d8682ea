package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceholderTest {
    @Test
    void seesTheBase() {
        assertThat(PlaceholderRelease.release()).isEqualTo(17);
    }
}
