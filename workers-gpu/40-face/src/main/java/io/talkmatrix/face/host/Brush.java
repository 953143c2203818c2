package io.talkmatrix.face.host;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * Paints an illustration: hard, soft (blurred) and tapering shapes on a transparent square canvas of {@code size} units, to
 * be shown smaller. For one thread.
 */
final class Brush {

    private final int size;
    private final BufferedImage canvas;
    private final Graphics2D graphics;
    private AffineTransform place = new AffineTransform();

    Brush(int size) {
        this.size = size;
        canvas = layer(new Rectangle(0, 0, size, size));
        graphics = graphics(canvas);
    }

    static Color colour(int rgb, double alpha) {
        return new Color(
                rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, (int) Math.round(Math.max(0, Math.min(1, alpha)) * 255));
    }

    /** A colour between two, {@code t} from 0 to 1. */
    static int mix(int first, int second, double t) {
        double share = Math.max(0, Math.min(1, t));
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = first >> shift & 255;
            int b = second >> shift & 255;
            mixed = mixed << 8 | (int) Math.round(a + share * (b - a));
        }
        return mixed;
    }

    /** What is painted from now on is moved so. */
    void place(AffineTransform where) {
        place = where;
        graphics.setTransform(where);
    }

    void fill(Shape shape, Paint paint) {
        graphics.setPaint(paint);
        graphics.fill(shape);
    }

    void stroke(Shape path, Color colour, double width) {
        graphics.setColor(colour);
        graphics.setStroke(pen(width));
        graphics.draw(path);
    }

    /** A line with the pressure of a hand: thin at its ends, {@code width} at {@code thickest} (0–1 along it). */
    void line(Color colour, double width, double thickest, double... points) {
        graphics.setColor(colour);
        graphics.fill(Curve.tapered(Curve.sampled(points, 48), width, thickest));
    }

    /** Fills a shape with its edge blurred over {@code radius}, seen only inside {@code clip} (null: everywhere). */
    void soft(Shape shape, Color colour, double radius, Shape clip) {
        Rectangle bounds = pixels(shape, radius * 2, clip);
        if (bounds.isEmpty()) {
            return;
        }
        BufferedImage layer = layer(bounds);
        Graphics2D g = graphics(layer);
        g.translate(-bounds.x, -bounds.y);
        g.transform(place);
        g.setColor(colour);
        g.fill(shape);
        Blur.blur(layer, (int) Math.round(radius / 2));
        if (clip != null) {
            BufferedImage mask = layer(bounds);
            Graphics2D m = graphics(mask);
            m.translate(-bounds.x, -bounds.y);
            m.transform(place);
            m.setColor(Color.BLACK);
            m.fill(clip);
            m.dispose();
            g.setTransform(new AffineTransform());
            g.setComposite(AlphaComposite.DstIn);
            g.drawImage(mask, 0, 0, null);
        }
        g.dispose();
        graphics.setTransform(new AffineTransform());
        graphics.drawImage(layer, bounds.x, bounds.y, null);
        graphics.setTransform(place);
    }

    void softStroke(Shape path, Color colour, double width, double radius, Shape clip) {
        soft(pen(width).createStrokedShape(path), colour, radius, clip);
    }

    /** Everything painted so far, with its transparency, {@code pixels} wide and high. */
    BufferedImage picture(int pixels) {
        BufferedImage source = canvas;
        while (source.getWidth() >= pixels * 2) {
            source = scaled(source, source.getWidth() / 2);
        }
        BufferedImage picture = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = picture.createGraphics();
        g.drawImage(source.getWidth() == pixels ? source : scaled(source, pixels), 0, 0, null);
        g.dispose();
        return picture;
    }

    private static BufferedImage scaled(BufferedImage source, int side) {
        BufferedImage smaller = new BufferedImage(side, side, source.getType());
        Graphics2D g = smaller.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(source, 0, 0, side, side, null);
        g.dispose();
        return smaller;
    }

    private static BasicStroke pen(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private Rectangle pixels(Shape shape, double margin, Shape clip) {
        Rectangle2D seen = widened(shape, margin).createIntersection(new Rectangle2D.Double(0, 0, size, size));
        if (clip != null) {
            // The blur looks beyond the clip, so the layer keeps the margin around it.
            seen = seen.createIntersection(widened(clip, margin));
        }
        return seen.isEmpty() ? new Rectangle() : seen.getBounds();
    }

    private Rectangle2D widened(Shape shape, double margin) {
        Rectangle2D bounds = place.createTransformedShape(shape).getBounds2D();
        return new Rectangle2D.Double(
                bounds.getX() - margin,
                bounds.getY() - margin,
                bounds.getWidth() + 2 * margin,
                bounds.getHeight() + 2 * margin);
    }

    private static BufferedImage layer(Rectangle bounds) {
        return new BufferedImage(bounds.width, bounds.height, BufferedImage.TYPE_INT_ARGB_PRE);
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return g;
    }
}
