package io.talkmatrix.media;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** Marks a picture as generated: the letters "AI" in its lower right corner. Drawn without a font, so it is always there. */
public final class AiLabel {

    private static final double HEIGHT_SHARE = 1.0 / 18;

    private AiLabel() {}

    public static void draw(BufferedImage picture) {
        double h = picture.getHeight() * HEIGHT_SHARE;
        double w = h * 1.35;
        double x = picture.getWidth() - w - h * 0.5;
        double y = picture.getHeight() - h * 1.5;
        Graphics2D g = picture.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setColor(new Color(0, 0, 0, 110));
            g.fill(new RoundRectangle2D.Double(x, y, w, h, h * 0.35, h * 0.35));
            g.setColor(new Color(255, 255, 255, 225));
            g.setStroke(new BasicStroke((float) (h * 0.11), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(letters(x, y, w, h));
        } finally {
            g.dispose();
        }
    }

    private static Path2D letters(double x, double y, double w, double h) {
        double top = y + h * 0.25;
        double base = y + h * 0.75;
        double left = x + w * 0.2;
        double right = x + w * 0.6;
        Path2D path = new Path2D.Double();
        path.moveTo(left, base);
        path.lineTo((left + right) / 2, top);
        path.lineTo(right, base);
        path.moveTo(left + (right - left) * 0.2, y + h * 0.57);
        path.lineTo(right - (right - left) * 0.2, y + h * 0.57);
        path.moveTo(x + w * 0.78, top);
        path.lineTo(x + w * 0.78, base);
        return path;
    }
}
