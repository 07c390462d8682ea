package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceholderTest {
    @Test
    void hasAMain() throws NoSuchMethodException {
        assertThat(Main.class.getMethod("main", String[].class)).isNotNull();
    }
}
