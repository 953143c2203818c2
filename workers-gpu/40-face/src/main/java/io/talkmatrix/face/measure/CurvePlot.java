package io.talkmatrix.face.measure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Curves over time, each scaled to its own range, in one PNG. Not thread-safe. */
public final class CurvePlot {

    private static final int WIDTH = 1400;
    private static final int HEIGHT = 360;
    private static final int LEFT = 20;
    private static final int TOP = 44;
    private static final int BOTTOM = 30;
    private static final Color[] COLOURS = {
        new Color(0x6b, 0x72, 0x80),
        new Color(0xe0, 0x7b, 0x39),
        new Color(0x2f, 0x80, 0xed),
        new Color(0x27, 0xae, 0x60)
    };

    private record Curve(String name, double[] values) {}

    /** A stretch of time to be told from the rest. */
    private record Band(double from, double to) {}

    private final String title;
    private final double perSecond;
    private final List<Curve> curves = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();

    /** @param perSecond values a second lasts */
    public CurvePlot(String title, double perSecond) {
        this.title = title;
        this.perSecond = perSecond;
    }

    public CurvePlot curve(String name, double[] values) {
        curves.add(new Curve(name, values));
        return this;
    }

    /** Shades a stretch, seconds. */
    public CurvePlot band(double from, double to) {
        bands.add(new Band(from, to));
        return this;
    }

    /** Writes the plot as PNG. */
    public void write(Path file) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(new Color(0xfb, 0xfb, 0xfd));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        int values =
                curves.stream().mapToInt(curve -> curve.values().length).max().orElse(2);
        double pixels = (WIDTH - 2.0 * LEFT) / Math.max(1, values - 1);
        g.setColor(new Color(0xf3, 0xd9, 0xd9));
        for (Band band : bands) {
            int from = (int) (LEFT + band.from() * perSecond * pixels);
            int to = (int) (LEFT + band.to() * perSecond * pixels);
            g.fillRect(from, TOP, Math.max(1, to - from), HEIGHT - TOP - BOTTOM);
        }
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        g.setColor(new Color(0x99, 0x9f, 0xab));
        for (int second = 0; second * perSecond < values; second++) {
            int x = (int) (LEFT + second * perSecond * pixels);
            g.drawLine(x, TOP, x, HEIGHT - BOTTOM);
            g.drawString(String.format(Locale.ROOT, "%d s", second), x + 3, HEIGHT - 10);
        }
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        g.setColor(new Color(0x22, 0x26, 0x2e));
        g.drawString(title, LEFT, 18);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        int x = LEFT;
        for (int i = 0; i < curves.size(); i++) {
            g.setColor(COLOURS[i % COLOURS.length]);
            g.fillRect(x, 28, 14, 4);
            g.drawString(curves.get(i).name(), x + 19, 35);
            x += 19 + g.getFontMetrics().stringWidth(curves.get(i).name()) + 24;
            g.setStroke(new BasicStroke(1.8f));
            g.draw(line(curves.get(i).values(), pixels));
        }
        g.dispose();
        write(image, file);
    }

    private static Path2D line(double[] values, double pixels) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double scale = (HEIGHT - TOP - BOTTOM) / Math.max(1e-9, most - least);
        Path2D line = new Path2D.Double();
        for (int i = 0; i < values.length; i++) {
            double px = LEFT + i * pixels;
            double py = HEIGHT - BOTTOM - (values[i] - least) * scale;
            if (i == 0) {
                line.moveTo(px, py);
            } else {
                line.lineTo(px, py);
            }
        }
        return line;
    }

    private static void write(BufferedImage image, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!ImageIO.write(image, "png", file.toFile())) {
                throw new IllegalStateException("this Java cannot write PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the plot " + file, e);
        }
    }
}
