package io.github.npymap.cli;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.github.npymap.cli.Sample.Range;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * A matrix with a colour for each element, its first row at the top. Every element is a square of whole pixels: charts
 * that stretch their cells leave seams between them.
 */
final class Heatmap {

    /** The longer side in pixels, unless the matrix has more elements than that. */
    private static final int SIDE = 720;

    private static final int LEFT = 70;
    private static final int TOP = 50;
    private static final int BOTTOM = 40;
    private static final int BAR_GAP = 30;
    private static final int BAR = 20;
    private static final int RIGHT = 100;
    private static final int LEAST_WIDTH = 420;
    private static final int LEAST_HEIGHT = 120;
    private static final int TICKS = 5;
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 14);

    private final Sample matrix;
    private final String title;
    private final Color[] colors;
    private final Range range;
    private final int scale;
    private final int width;
    private final int height;

    /** @param colors from the smallest value to the largest */
    Heatmap(Sample matrix, String title, Color... colors) {
        this.matrix = matrix;
        this.title = title;
        this.colors = colors.clone();
        this.range = matrix.range();
        this.scale = Math.max(1, SIDE / Math.max(matrix.rows().length, matrix.columns().length));
        this.width = matrix.columns().length * scale;
        this.height = matrix.rows().length * scale;
    }

    /** @param format {@code png} or {@code svg} */
    byte[] encode(String format) throws IOException {
        int pageWidth = Math.max(LEAST_WIDTH, LEFT + width + BAR_GAP + BAR + RIGHT);
        int pageHeight = TOP + Math.max(LEAST_HEIGHT, height) + BOTTOM;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (format.equals("svg")) {
            VectorGraphics2D graphics = new VectorGraphics2D();
            paint(graphics, pageWidth, pageHeight);
            Processors.get(format)
                    .getDocument(graphics.getCommands(), new PageSize(pageWidth, pageHeight))
                    .writeTo(out);
        } else {
            BufferedImage page = new BufferedImage(pageWidth, pageHeight, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = page.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            paint(graphics, pageWidth, pageHeight);
            graphics.dispose();
            ImageIO.write(page, format, out);
        }
        return out.toByteArray();
    }

    private void paint(Graphics2D graphics, int pageWidth, int pageHeight) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, pageWidth, pageHeight);
        graphics.setColor(Color.BLACK);
        graphics.setFont(LARGE);
        graphics.drawString(title, LEFT, TOP - 20);
        graphics.drawImage(elements(), LEFT, TOP, null);
        int bar = LEFT + width + BAR_GAP;
        int barHeight = Math.max(LEAST_HEIGHT, height);
        graphics.drawImage(colorScale(barHeight), bar, TOP, null);
        graphics.setFont(SMALL);
        for (int tick = 0; tick <= TICKS; tick++) {
            double share = (double) tick / TICKS;
            label(graphics, matrix.columns(), share, true);
            label(graphics, matrix.rows(), share, false);
            String value = PlotText.number(range.at(1 - share));
            graphics.drawString(value, bar + BAR + 6, TOP + 5 + (int) (share * (barHeight - 1)));
        }
    }

    /** The index of an element, at the middle of its square. */
    private void label(Graphics2D graphics, long[] indices, double share, boolean across) {
        int k = (int) Math.round(share * (indices.length - 1));
        int middle = k * scale + scale / 2;
        String text = Long.toString(indices[k]);
        int length = graphics.getFontMetrics().stringWidth(text);
        if (across) {
            graphics.drawString(text, LEFT + middle - length / 2, TOP + height + 18);
        } else {
            graphics.drawString(text, LEFT - 8 - length, TOP + middle + 5);
        }
    }

    private BufferedImage elements() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, color(range.share(matrix.at(y / scale, x / scale))));
            }
        }
        return image;
    }

    private BufferedImage colorScale(int length) {
        BufferedImage image = new BufferedImage(BAR, length, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < length; y++) {
            for (int x = 0; x < BAR; x++) {
                image.setRGB(x, y, color(1 - (double) y / (length - 1)));
            }
        }
        return image;
    }

    /** What is not a finite number is grey. */
    private int color(double share) {
        if (Double.isNaN(share)) {
            return Color.LIGHT_GRAY.getRGB();
        }
        double at = share * (colors.length - 1);
        int below = Math.min(colors.length - 2, (int) at);
        Color low = colors[below];
        Color high = colors[below + 1];
        double part = at - below;
        return new Color(
                        between(low.getRed(), high.getRed(), part),
                        between(low.getGreen(), high.getGreen(), part),
                        between(low.getBlue(), high.getBlue(), part))
                .getRGB();
    }

    private static int between(int low, int high, double part) {
        return (int) Math.round(low + (high - low) * part);
    }
}
