package io.github.npymap.cli;

import io.github.npymap.cli.Envelope.Step;
import io.github.npymap.cli.Sample.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Plots in characters. */
final class PlotText {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 16;

    /** Dots in a braille character, and the bits that they are: the character's columns from left to right. */
    private static final int DOTS_ACROSS = 2;

    private static final int DOTS_DOWN = 4;
    private static final int[][] BRAILLE = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};
    private static final char NO_DOTS = '\u2800';

    private static final String SHADES = " ░▒▓█";
    private static final String ASCII_SHADES = " .:-=+*#%@";
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    private final boolean unicode;

    /** @param unicode whether there is more than ASCII to draw with */
    PlotText(boolean unicode) {
        this.unicode = unicode;
    }

    /** A curve with the ends of its axes. */
    List<String> line(Sample curve) {
        Range range = curve.range();
        boolean[][] dots = new boolean[HEIGHT * DOTS_DOWN][WIDTH * DOTS_ACROSS];
        List<Step> steps = Envelope.of(curve, dots[0].length);
        for (int k = 0; k < steps.size(); k++) {
            Range step = steps.get(k).range();
            if (!step.isEmpty()) {
                int column = steps.size() == 1 ? 0 : (int) ((long) k * (dots[0].length - 1) / (steps.size() - 1));
                for (int row = row(range, step.max(), dots.length); row <= row(range, step.min(), dots.length); row++) {
                    dots[row][column] = true;
                }
            }
        }
        String top = number(range.max());
        String bottom = number(range.min());
        int margin = Math.max(top.length(), bottom.length());
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < HEIGHT; y++) {
            String label = y == 0 ? top : y == HEIGHT - 1 ? bottom : "";
            lines.add((" ".repeat(margin - label.length()) + label + (unicode ? " ┤" : " |") + cells(dots, y))
                    .stripTrailing());
        }
        String first = Long.toString(curve.columns()[0]);
        String last = Long.toString(curve.columns()[curve.columns().length - 1]);
        lines.add(" ".repeat(margin + 2)
                + first
                + " ".repeat(Math.max(1, WIDTH - first.length() - last.length()))
                + last);
        return lines;
    }

    private static int row(Range range, double value, int rows) {
        return (int) Math.round((1 - range.share(value)) * (rows - 1));
    }

    private String cells(boolean[][] dots, int y) {
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < WIDTH; x++) {
            int bits = 0;
            for (int across = 0; across < DOTS_ACROSS; across++) {
                for (int down = 0; down < DOTS_DOWN; down++) {
                    boolean dot = dots[y * DOTS_DOWN + down][x * DOTS_ACROSS + across];
                    bits |= dot ? BRAILLE[across][down] : 0;
                }
            }
            text.append(bits == 0 ? ' ' : unicode ? (char) (NO_DOTS + bits) : '*');
        }
        return text.toString();
    }

    /** A bar for each interval. */
    List<String> histogram(Histogram histogram) {
        long most = Arrays.stream(histogram.counts()).max().orElse(0);
        List<String> edges = new ArrayList<>();
        for (int bin = 0; bin < histogram.counts().length; bin++) {
            edges.add(number(histogram.edge(bin)));
        }
        int margin = edges.stream().mapToInt(String::length).max().orElse(0);
        int digits = Long.toString(most).length();
        List<String> lines = new ArrayList<>();
        for (int bin = 0; bin < edges.size(); bin++) {
            long count = histogram.counts()[bin];
            lines.add(String.format(
                            Locale.ROOT,
                            "%" + margin + "s %s %" + digits + "d %s",
                            edges.get(bin),
                            unicode ? "┤" : "|",
                            count,
                            bar(most == 0 ? 0 : (double) count / (double) most))
                    .stripTrailing());
        }
        return lines;
    }

    private String bar(double share) {
        if (!unicode) {
            return "#".repeat((int) Math.round(share * (WIDTH - 10)));
        }
        int eighths = (int) Math.round(share * (WIDTH - 10) * 8);
        return "█".repeat(eighths / 8) + EIGHTHS.charAt(eighths % 8);
    }

    /** How many characters a matrix takes, each twice as high as wide: rows and columns. */
    static int[] imageSize(long rows, long columns) {
        long wide = Math.min(WIDTH, 2 * columns);
        long high = Math.max(1, Math.round((double) wide * (double) rows / (double) columns / 2));
        if (high > 2 * HEIGHT) {
            high = 2 * HEIGHT;
            wide = Math.max(1, Math.round(2.0 * (double) high * (double) columns / (double) rows));
        }
        return new int[] {(int) high, (int) wide};
    }

    /** The larger, the darker the ink; a sample may have fewer rows and columns than there are characters. */
    List<String> image(Sample matrix, int high, int wide) {
        String shades = unicode ? SHADES : ASCII_SHADES;
        Range range = matrix.range();
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < high; y++) {
            StringBuilder text = new StringBuilder("|");
            for (int x = 0; x < wide; x++) {
                double share = range.share(matrix.at((int) ((long) y * matrix.rows().length / high), (int)
                        ((long) x * matrix.columns().length / wide)));
                text.append(
                        Double.isNaN(share)
                                ? '?'
                                : shades.charAt(Math.min(shades.length() - 1, (int) (share * shades.length()))));
            }
            lines.add(text.append('|').toString());
        }
        lines.add("'" + shades.charAt(0) + "' is " + number(range.min()) + ", '" + shades.charAt(shades.length() - 1)
                + "' is " + number(range.max()));
        return lines;
    }

    /** Four digits are enough for the end of an axis. */
    static String number(double value) {
        double magnitude = Math.abs(value);
        if (value == Math.rint(value) && magnitude < 1e9) {
            return Long.toString((long) value);
        }
        return String.format(Locale.ROOT, magnitude >= 1e-3 && magnitude < 1e6 ? "%.4g" : "%.3e", value);
    }
}
