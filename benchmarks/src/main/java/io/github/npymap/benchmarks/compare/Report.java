package io.github.npymap.benchmarks.compare;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.HorizontalBarChart;

/** The files of a report: all samples as JSON, one page to look at, its charts, and its figures as Markdown. */
final class Report {
    static final String JSON = "results.json";
    static final String HTML = "index.html";
    static final String MARKDOWN = "measurements.md";
    static final String PICTURE = Charts.OVERVIEW + ".png";

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private final Path directory;

    Report(Path directory) {
        this.directory = directory;
    }

    void write(Comparison comparison) throws IOException {
        // First what nobody wants to lose, if the rest should fail.
        Files.writeString(directory.resolve(JSON), GSON.toJson(comparison) + "\n");
        Optional<HorizontalBarChart> overview = Charts.overview(comparison.rows());
        if (overview.isPresent()) {
            Files.write(directory.resolve(PICTURE), Charts.png(overview.get()));
        }
        Map<String, String> charts = charts(comparison, overview);
        for (Map.Entry<String, String> chart : charts.entrySet()) {
            Files.writeString(directory.resolve(chart.getKey() + ".svg"), chart.getValue());
        }
        Attempts attempts = Attempts.read();
        Files.writeString(directory.resolve(MARKDOWN), new MarkdownReport(comparison, attempts).text());
        Files.writeString(directory.resolve(HTML), new HtmlReport(comparison, charts, attempts).page());
    }

    private static Map<String, String> charts(Comparison comparison, Optional<HorizontalBarChart> overview)
            throws IOException {
        Map<String, String> charts = new LinkedHashMap<>();
        if (overview.isPresent()) {
            charts.put(Charts.OVERVIEW, Charts.svg(overview.get()));
        }
        for (RowResult row : comparison.rows()) {
            Charts.of(row).ifPresent(chart -> charts.put(row.id(), chart));
        }
        return charts;
    }
}
