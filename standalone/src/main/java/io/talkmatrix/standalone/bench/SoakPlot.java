package io.talkmatrix.standalone.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/** The curves of a soak, one panel each over the same time. */
final class SoakPlot {

    private static final int WIDTH = 1200;
    private static final int PANEL = 200;
    private static final int LEFT = 90;
    private static final int MARGIN = 34;
    private static final Color INK = new Color(0x20, 0x26, 0x30);
    private static final Color FAINT = new Color(0xd8, 0xdd, 0xe4);
    private static final Color ACCENT = new Color(0x1f, 0x6f, 0xd0);

    private record Panel(String title, ToDoubleFunction<Soak.Sample> value) {}

    private static final List<Panel> PANELS = List.of(
            new Panel("memory beside the heap, MiB", Soak.Sample::nativeMib),
            new Panel("reachable heap, MiB", Soak.Sample::heapMib),
            new Panel("picture behind voice, P95, ms", Soak.Sample::avOffsetP95Millis),
            new Panel("end of speech to first sound, ms", Soak.Sample::ttfaMillis),
            new Panel("underruns", Soak.Sample::underruns));

    private SoakPlot() {}

    static void write(List<Soak.Sample> samples, Path file) {
        BufferedImage image = new BufferedImage(WIDTH, PANEL * PANELS.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        for (int i = 0; i < PANELS.size(); i++) {
            draw(g, PANELS.get(i), samples, i * PANEL);
        }
        g.dispose();
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void draw(Graphics2D g, Panel panel, List<Soak.Sample> samples, int top) {
        int bottom = top + PANEL - MARGIN;
        int right = WIDTH - MARGIN;
        double most =
                Math.max(1, samples.stream().mapToDouble(panel.value()).max().orElse(1));
        double minutes = Math.max(
                1e-3, samples.stream().mapToDouble(Soak.Sample::minutes).max().orElse(1));
        g.setColor(FAINT);
        g.drawLine(LEFT, top + MARGIN, right, top + MARGIN);
        g.drawLine(LEFT, bottom, right, bottom);
        g.setColor(INK);
        g.drawString(panel.title(), LEFT, top + MARGIN - 10);
        g.drawString(String.format(Locale.ROOT, "%.0f", most), 20, top + MARGIN + 5);
        g.drawString("0", 20, bottom + 5);
        g.drawString(String.format(Locale.ROOT, "%.0f min", minutes), right - 50, bottom + 18);
        Path2D line = new Path2D.Double();
        for (Soak.Sample sample : samples) {
            double x = LEFT + (right - LEFT) * sample.minutes() / minutes;
            double y =
                    bottom - (bottom - top - MARGIN) * Math.max(0, panel.value().applyAsDouble(sample)) / most;
            if (line.getCurrentPoint() == null) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
        }
        g.setColor(ACCENT);
        g.setStroke(new BasicStroke(2));
        g.draw(line);
        g.setStroke(new BasicStroke(1));
    }
}
