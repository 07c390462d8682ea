package io.github.npymap.cli;

import io.github.npymap.cli.Envelope.Step;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots as pictures. With {@link Heatmap} all that needs AWT, which takes longer to load than all else. */
final class PlotFile {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;

    /** From low to high: matplotlib's viridis, at nine points. */
    private static final Color[] VIRIDIS = {
        new Color(0x440154),
        new Color(0x472d7b),
        new Color(0x3b528b),
        new Color(0x2c728e),
        new Color(0x21918c),
        new Color(0x28ae80),
        new Color(0x5ec962),
        new Color(0xaddc30),
        new Color(0xfde725)
    };

    private static final Color INK = VIRIDIS[2];

    private PlotFile() {}

    static byte[] line(Sample curve, String title, String format) throws IOException {
        XYChart chart = chart(title, "index", "value");
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Step step : Envelope.of(curve, WIDTH)) {
            x.add((double) step.index());
            y.add(step.range().min());
            if (step.range().min() < step.range().max()) {
                x.add((double) step.index());
                y.add(step.range().max());
            }
        }
        chart.addSeries("values", x, y)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(INK)
                .setLineWidth(1);
        return encode(chart, format);
    }

    static byte[] histogram(Histogram histogram, String title, String format) throws IOException {
        XYChart chart = chart(title, "value", "count");
        int bins = histogram.counts().length;
        double[] x = new double[2 * bins + 2];
        double[] y = new double[x.length];
        for (int edge = 0; edge <= bins; edge++) {
            Arrays.fill(x, 2 * edge, 2 * edge + 2, histogram.edge(edge));
            if (edge < bins) {
                Arrays.fill(y, 2 * edge + 1, 2 * edge + 3, (double) histogram.counts()[edge]);
            }
        }
        XYSeries series = chart.addSeries("counts", x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        series.setMarker(SeriesMarkers.NONE).setLineColor(INK);
        series.setFillColor(VIRIDIS[4]);
        return encode(chart, format);
    }

    static byte[] image(Sample matrix, String title, String format) throws IOException {
        return new Heatmap(matrix, title, VIRIDIS).encode(format);
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        style(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        return chart;
    }

    private static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    }

    private static byte[] encode(IChart chart, String format) throws IOException {
        return ChartEncoder.getBytes(chart, format);
    }
}
