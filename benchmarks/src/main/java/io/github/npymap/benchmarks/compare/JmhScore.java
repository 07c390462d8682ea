package io.github.npymap.benchmarks.compare;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A figure of JMH.
 *
 * @param error half of its confidence interval; NaN becomes 0
 */
record JmhScore(int jdk, String benchmark, Map<String, String> parameters, double score, double error, String unit) {
    /** From the file that {@code -rf json} writes. */
    static List<JmhScore> parse(int jdk, String json) {
        List<JmhScore> scores = new ArrayList<>();
        JsonArray results = JsonParser.parseString(json).getAsJsonArray();
        for (JsonElement element : results) {
            JsonObject result = element.getAsJsonObject();
            JsonObject metric = result.getAsJsonObject("primaryMetric");
            Map<String, String> parameters = new TreeMap<>();
            if (result.has("params")) {
                result.getAsJsonObject("params")
                        .entrySet()
                        .forEach(entry ->
                                parameters.put(entry.getKey(), entry.getValue().getAsString()));
            }
            String name = result.get("benchmark").getAsString();
            double error = metric.get("scoreError").getAsDouble();
            scores.add(new JmhScore(
                    jdk,
                    name.replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"),
                    parameters,
                    metric.get("score").getAsDouble(),
                    Double.isNaN(error) ? 0 : error,
                    metric.get("scoreUnit").getAsString()));
        }
        return scores;
    }
}
