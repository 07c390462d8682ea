package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceholderIT {
    @Test
    void seesTheClassesOfItsRelease() {
        assertThat(PlaceholderRelease.release()).isEqualTo(Runtime.version().feature() >= 22 ? 22 : 17);
    }
}
