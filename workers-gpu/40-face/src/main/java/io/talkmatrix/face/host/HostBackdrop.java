package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.Brush.colour;
import static io.talkmatrix.face.host.HostPortrait.ellipse;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Paints what is behind the default host: an evening studio out of focus. */
final class HostBackdrop {

    private static final int[] LIGHTS = {0xffd9a0, 0xffc4b0, 0xa8d8ff, 0xd6c4ff};

    private HostBackdrop() {}

    /** @return an opaque picture; always the same for the same size */
    static BufferedImage paint(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double unit = Math.min(width, height) / 1024.0;
        g.setPaint(new LinearGradientPaint(0, 0, width * .35f, height, new float[] {0, .45f, 1}, new Color[] {
            colour(0x24406b, 1), colour(0x5f79ad, 1), colour(0xc9a8c6, 1)
        }));
        g.fillRect(0, 0, width, height);
        glow(g, width * .30, height * .40, 620 * unit, 0xffe6cf, .55);
        glow(g, width * .95, height * .20, 420 * unit, 0x8fc3ff, .35);
        shafts(g, width, height);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 34; i++) {
            double x = random.nextDouble() * width;
            double y = random.nextDouble() * height * .95;
            double r = (16 + random.nextDouble() * 62) * unit;
            int light = LIGHTS[random.nextInt(LIGHTS.length)];
            double strength = .07 + random.nextDouble() * .13;
            g.setPaint(new RadialGradientPaint(
                    new Point2D.Double(x, y), (float) r, new float[] {0, .82f, .94f, 1}, new Color[] {
                        colour(light, strength * .7),
                        colour(light, strength),
                        colour(light, strength * 1.5),
                        colour(light, 0)
                    }));
            g.fill(ellipse(x, y, 2 * r, 2 * r));
        }
        g.setPaint(new RadialGradientPaint(
                new Point2D.Double(width * .5, height * .45),
                (float) (Math.hypot(width, height) * .62),
                new float[] {.45f, 1},
                new Color[] {colour(0x0d1a33, 0), colour(0x0d1a33, .5)}));
        g.fillRect(0, 0, width, height);
        g.dispose();
        return picture;
    }

    private static void glow(Graphics2D g, double x, double y, double radius, int rgb, double alpha) {
        g.setPaint(new RadialGradientPaint(new Point2D.Double(x, y), (float) radius, new float[] {0, 1}, new Color[] {
            colour(rgb, alpha), colour(rgb, 0)
        }));
        g.fill(ellipse(x, y, 2 * radius, 2 * radius));
    }

    private static void shafts(Graphics2D g, int width, int height) {
        for (int i = 0; i < 4; i++) {
            double x = width * (.02 + .27 * i);
            double broad = width * (.05 + .035 * (i % 2));
            Path2D shaft = new Path2D.Double();
            shaft.moveTo(x + height * .30, 0);
            shaft.lineTo(x + height * .30 + broad, 0);
            shaft.lineTo(x + broad, height);
            shaft.lineTo(x, height);
            shaft.closePath();
            g.setPaint(new LinearGradientPaint(
                    0, 0, 0, height, new float[] {0, 1}, new Color[] {colour(0xfff2dd, .11), colour(0xfff2dd, 0)}));
            g.fill(shaft);
        }
    }
}
