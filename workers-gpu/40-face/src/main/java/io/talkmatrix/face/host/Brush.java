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
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Paints an illustration: hard and soft (blurred) shapes on a square canvas of
 * {@code size} units, to be shown smaller. For one thread.
 */
final class Brush {

    private static final int SUPERSAMPLING = 1;

    private final int size;
    private final BufferedImage canvas;
    private final Graphics2D graphics;

    Brush(int size) {
        this.size = size;
        canvas = layer(new Rectangle(0, 0, size * SUPERSAMPLING, size * SUPERSAMPLING));
        graphics = graphics(canvas, new Rectangle());
    }

    static Color colour(int rgb, double alpha) {
        return new Color(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, (int) Math.round(alpha * 255));
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

    /** Fills a shape with its edge blurred over {@code radius}, seen only inside {@code clip} (null: everywhere). */
    void soft(Shape shape, Color colour, double radius, Shape clip) {
        Rectangle bounds = pixels(shape, radius * 2, clip);
        if (bounds.isEmpty()) {
            return;
        }
        BufferedImage layer = layer(bounds);
        Graphics2D g = graphics(layer, bounds);
        g.setColor(colour);
        g.fill(shape);
        g.dispose();
        blur(layer, (int) Math.round(radius * SUPERSAMPLING / 2));
        if (clip != null) {
            keepInside(layer, bounds, clip);
        }
        AffineTransform before = graphics.getTransform();
        graphics.setTransform(new AffineTransform());
        graphics.drawImage(layer, bounds.x, bounds.y, null);
        graphics.setTransform(before);
    }

    void softStroke(Shape path, Color colour, double width, double radius, Shape clip) {
        soft(pen(width).createStrokedShape(path), colour, radius, clip);
    }

    /** The finished picture, {@code pixels} wide and high. */
    BufferedImage picture(int pixels) {
        BufferedImage picture = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        BufferedImage source = canvas;
        while (source.getWidth() >= pixels * 2) {
            source = halved(source);
        }
        g.drawImage(source, 0, 0, pixels, pixels, null);
        g.dispose();
        return picture;
    }

    private static BufferedImage halved(BufferedImage source) {
        int half = source.getWidth() / 2;
        BufferedImage smaller = new BufferedImage(half, half, source.getType());
        Graphics2D g = smaller.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(source, 0, 0, half, half, null);
        g.dispose();
        return smaller;
    }

    private static BasicStroke pen(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private Rectangle pixels(Shape shape, double margin, Shape clip) {
        Rectangle2D bounds = shape.getBounds2D();
        Rectangle2D wide = new Rectangle2D.Double(
                bounds.getX() - margin,
                bounds.getY() - margin,
                bounds.getWidth() + 2 * margin,
                bounds.getHeight() + 2 * margin);
        Rectangle2D seen = wide.createIntersection(new Rectangle2D.Double(0, 0, size, size));
        if (clip != null) {
            // The blur looks beyond the clip, so the layer keeps the margin around it.
            Rectangle2D inside = clip.getBounds2D();
            seen = seen.createIntersection(new Rectangle2D.Double(
                    inside.getX() - margin,
                    inside.getY() - margin,
                    inside.getWidth() + 2 * margin,
                    inside.getHeight() + 2 * margin));
        }
        return seen.isEmpty()
                ? new Rectangle()
                : AffineTransform.getScaleInstance(SUPERSAMPLING, SUPERSAMPLING)
                        .createTransformedShape(seen)
                        .getBounds();
    }

    private static BufferedImage layer(Rectangle bounds) {
        return new BufferedImage(bounds.width, bounds.height, BufferedImage.TYPE_INT_ARGB_PRE);
    }

    private static Graphics2D graphics(BufferedImage image, Rectangle origin) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.translate(-origin.x, -origin.y);
        g.scale(SUPERSAMPLING, SUPERSAMPLING);
        return g;
    }

    private static void keepInside(BufferedImage layer, Rectangle bounds, Shape clip) {
        BufferedImage mask = layer(bounds);
        Graphics2D m = graphics(mask, bounds);
        m.setColor(Color.BLACK);
        m.fill(clip);
        m.dispose();
        Graphics2D g = layer.createGraphics();
        g.setComposite(AlphaComposite.DstIn);
        g.drawImage(mask, 0, 0, null);
        g.dispose();
    }

    /** Three box filters each way, close to a Gaussian. */
    private static void blur(BufferedImage image, int radius) {
        if (radius < 1) {
            return;
        }
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int[] turned = new int[pixels.length];
        for (int pass = 0; pass < 3; pass++) {
            boxTransposed(pixels, turned, image.getWidth(), image.getHeight(), radius);
            boxTransposed(turned, pixels, image.getHeight(), image.getWidth(), radius);
        }
    }

    private static void boxTransposed(int[] in, int[] out, int width, int height, int radius) {
        int count = 2 * radius + 1;
        for (int y = 0; y < height; y++) {
            int row = y * width;
            int a = 0;
            int r = 0;
            int g = 0;
            int b = 0;
            for (int x = -radius; x <= radius; x++) {
                int p = in[row + Math.max(0, Math.min(width - 1, x))];
                a += p >>> 24;
                r += p >> 16 & 255;
                g += p >> 8 & 255;
                b += p & 255;
            }
            for (int x = 0; x < width; x++) {
                out[x * height + y] = a / count << 24 | r / count << 16 | g / count << 8 | b / count;
                int next = in[row + Math.min(width - 1, x + radius + 1)];
                int last = in[row + Math.max(0, x - radius)];
                a += (next >>> 24) - (last >>> 24);
                r += (next >> 16 & 255) - (last >> 16 & 255);
                g += (next >> 8 & 255) - (last >> 8 & 255);
                b += (next & 255) - (last & 255);
            }
        }
    }

    /** A smooth path through points (Catmull–Rom): x0, y0, x1, y1 … */
    static Path2D curve(boolean closed, double... points) {
        int n = points.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 0; i < (closed ? n : n - 1); i++) {
            int before = closed ? (i - 1 + n) % n : Math.max(0, i - 1);
            int to = closed ? (i + 1) % n : i + 1;
            int after = closed ? (i + 2) % n : Math.min(n - 1, i + 2);
            path.curveTo(
                    points[2 * i] + (points[2 * to] - points[2 * before]) / 6,
                    points[2 * i + 1] + (points[2 * to + 1] - points[2 * before + 1]) / 6,
                    points[2 * to] - (points[2 * after] - points[2 * i]) / 6,
                    points[2 * to + 1] - (points[2 * after + 1] - points[2 * i + 1]) / 6,
                    points[2 * to],
                    points[2 * to + 1]);
        }
        if (closed) {
            path.closePath();
        }
        return path;
    }
}
