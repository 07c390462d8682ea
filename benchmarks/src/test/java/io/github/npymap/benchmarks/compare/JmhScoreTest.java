package io.github.npymap.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JmhScoreTest {
    @Test
    void readsWhatJmhWrites() {
        List<JmhScore> scores = JmhScore.parse(17, """
                [ { "jmhVersion" : "1.37",
                    "benchmark" : "io.github.npymap.benchmarks.SequentialScan.sum",
                    "mode" : "avgt",
                    "params" : { "backend" : "nio", "megabytes" : "1600" },
                    "primaryMetric" : { "score" : 50.5, "scoreError" : 1.25, "scoreUnit" : "ms/op" } },
                  { "benchmark" : "io.github.npymap.benchmarks.ColdScan.sumInC",
                    "mode" : "ss",
                    "primaryMetric" : { "score" : 600, "scoreError" : "NaN", "scoreUnit" : "ms/op" } } ]
                """);

        assertThat(scores)
                .containsExactly(
                        new JmhScore(
                                17,
                                "SequentialScan.sum",
                                Map.of("backend", "nio", "megabytes", "1600"),
                                50.5,
                                1.25,
                                "ms/op"),
                        new JmhScore(17, "ColdScan.sumInC", Map.of(), 600, 0, "ms/op"));
    }
}
