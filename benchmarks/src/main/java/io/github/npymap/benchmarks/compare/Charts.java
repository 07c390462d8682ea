package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.compare.Program.Kind;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.Styler;

/** Charts as SVG; the overview also as PNG, which is a sixth as long as the outlines of all its letters. */
final class Charts {
    static final String OVERVIEW = "overview";

    private static final Set<String> WARM = Set.of(
            "sum", "sum-float32", "pick", "gather", "gather-rows", "column", "row", "big-endian", "half", "loop");
    private static final int WIDTH = 900;
    private static final int NAME_HEIGHT = 30;
    private static final Pattern LONG_NUMBER = Pattern.compile("(\\d+\\.\\d\\d)\\d+");
    private static final Color[] COLORS = {
        new Color(0x1b6ca8), new Color(0x6fb1e0), new Color(0xe08e3c), new Color(0x8a8f98)
    };

    private Charts() {}

    /** What all contenders made of a row; empty if there was none. */
    static Optional<String> of(RowResult row) throws IOException {
        List<Result> measured =
                row.results().stream().filter(Result::isMeasured).toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        List<Number> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Result result : measured) {
            values.add(result.spread().median());
            names.add(result.contender());
        }
        HorizontalBarChart chart = chart(row.title(), row.unit().symbol, 90 + 36 * names.size());
        chart.addSeries(row.title(), values, names);
        chart.getStyler().setLegendVisible(false);
        return Optional.of(svg(chart));
    }

    /** The speed of the main contenders in the warm rows, as a multiple of C's. */
    static Optional<HorizontalBarChart> overview(List<RowResult> rows) {
        Map<String, List<Number>> speeds = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (RowResult row : rows) {
            Optional<Result> c = row.of(Lineup.C).filter(Result::isMeasured);
            if (c.isEmpty() || !WARM.contains(row.id())) {
                continue;
            }
            names.add(row.id());
            for (Kind kind : List.of(Kind.JNI, Kind.NIO, Kind.BY_HAND, Kind.NUMPY)) {
                Optional<Result> result = newest(row, kind);
                speeds.computeIfAbsent(series(kind), key -> new ArrayList<>())
                        .add(result.map(found ->
                                        Spread.of(found.speedAgainst(c.get())).median())
                                .orElse(0.0));
            }
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        HorizontalBarChart chart =
                chart("Speed as a multiple of the C program's", "C = 1, longer is faster", 120 + 70 * names.size());
        speeds.forEach((series, values) -> chart.addSeries(series, values, names));
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        return Optional.of(chart);
    }

    private static String series(Kind kind) {
        return switch (kind) {
            case JNI -> "npymap jni";
            case NIO -> "npymap nio";
            case BY_HAND -> "by hand";
            default -> "NumPy";
        };
    }

    private static Optional<Result> newest(RowResult row, Kind kind) {
        return row.results().stream()
                .filter(result -> result.kind() == kind
                        && result.isMeasured()
                        && !result.work().equals("memcpy"))
                .max((one, other) -> Integer.compare(one.jdk(), other.jdk()));
    }

    private static HorizontalBarChart chart(String title, String axis, int height) {
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(height)
                .title(title)
                .xAxisTitle(axis)
                .build();
        chart.getStyler()
                .setLabelsVisible(true)
                .setLabelsFontColor(Color.BLACK)
                .setLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10))
                .setAvailableSpaceFill(0.8)
                .setSeriesColors(COLORS)
                .setDecimalPattern("#,##0.##")
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false);
        // Names closer than this are left out, on either axis.
        chart.getStyler().setXAxisTickMarkSpacingHint(NAME_HEIGHT);
        return chart;
    }

    static byte[] png(HorizontalBarChart chart) throws IOException {
        return ChartEncoder.getBytes(chart, "png");
    }

    /** Coordinates come with far more digits than a screen has pixels for. */
    static String svg(HorizontalBarChart chart) throws IOException {
        String svg = new String(ChartEncoder.getBytes(chart, "svg"), StandardCharsets.UTF_8);
        return LONG_NUMBER.matcher(svg).replaceAll("$1");
    }
}
