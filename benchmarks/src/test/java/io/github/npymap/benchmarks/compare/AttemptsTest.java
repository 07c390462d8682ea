package io.github.npymap.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    @Test
    void aRowThatFallsShortHasSomethingThatWasTried() throws IOException {
        Attempts attempts = Attempts.read();

        assertThat(Row.ALL).extracting(Row::id).allSatisfy(row -> {
            assertThat(attempts.headings(row)).isNotEmpty();
            assertThat(attempts.html(row)).contains("<h4>", "<code>" + row + "</code>", "<table>");
        });
        assertThat(attempts.html("nothing")).isEmpty();
    }
}
