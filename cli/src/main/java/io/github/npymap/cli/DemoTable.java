package io.github.npymap.cli;

import io.github.npymap.cli.DemoRun.Figure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The backends' figures side by side, with bars as long as they are fast. */
final class DemoTable {

    private static final int WIDTH = 30;

    private DemoTable() {}

    /** What one backend reached; all have the same figures in the same order. */
    record Column(String backend, List<Figure> figures) {}

    static void print(List<Column> columns, boolean unicode, PrintWriter out) {
        int count = columns.stream()
                .mapToInt(column -> column.figures().size())
                .min()
                .orElse(0);
        for (int row = 0; row < count; row++) {
            int current = row;
            double fastest = columns.stream()
                    .mapToDouble(column -> column.figures().get(current).gigabytesPerSecond())
                    .max()
                    .orElseThrow();
            String name = columns.get(0).figures().get(row).name();
            for (Column column : columns) {
                Figure figure = column.figures().get(row);
                out.println(String.format(
                        Locale.ROOT,
                        "  %-26s %-6s %12s  %s",
                        name,
                        column.backend(),
                        value(figure),
                        bar(figure.gigabytesPerSecond() / fastest, unicode)));
                name = "";
            }
        }
        out.flush();
    }

    private static String value(Figure figure) {
        return figure.inBandwidth()
                ? String.format(Locale.ROOT, "%.2f GB/s", figure.gigabytesPerSecond())
                : String.format(Locale.ROOT, "%.1f ns  ", figure.nanosPerElement());
    }

    private static String bar(double share, boolean unicode) {
        return (unicode ? "█" : "#").repeat(Math.max(1, (int) Math.round(share * WIDTH)));
    }
}
