package io.github.npymap.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void quartilesLieBetweenValuesAsNumPysDo() {
        // np.percentile([7, 1, 3, 9], [25, 50, 75])
        assertThat(Spread.of(List.of(7.0, 1.0, 3.0, 9.0))).isEqualTo(new Spread(2.5, 5, 7.5, 4));
    }

    @Test
    void oneValueIsAllOfIt() {
        assertThat(Spread.of(List.of(2.0))).isEqualTo(new Spread(2, 2, 2, 1));
    }

    @Test
    void aUnitMayTurnTheOrderAround() {
        assertThat(new Spread(1, 2, 4, 3).map(value -> 8 / value)).isEqualTo(new Spread(2, 4, 8, 3));
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
