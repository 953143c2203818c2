package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.Brush.colour;
import static io.talkmatrix.face.host.Curve.path;
import static io.talkmatrix.face.host.HostPortrait.ellipse;
import static io.talkmatrix.face.host.HostShapes.between;
import static io.talkmatrix.face.host.HostShapes.flip;

import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;

/** Paints the host's eyes and brows. */
final class HostEyes {

    private static final int LASH = 0x2c161b;
    private static final double IRIS_X = 427;
    private static final double IRIS_Y = 475;
    private static final double IRIS_WIDTH = 77;
    private static final double IRIS_HEIGHT = 82;

    private final Brush brush;
    private final Shape face;

    HostEyes(Brush brush, Shape face) {
        this.brush = brush;
        this.face = face;
    }

    void paint() {
        for (boolean right : new boolean[] {false, true}) {
            socket(right);
            ball(right);
            lids(right);
            brow(right);
        }
    }

    private void socket(boolean right) {
        brush.soft(
                side(path(true, 366, 470, 392, 424, 430, 412, 470, 432, 482, 486, 440, 440, 396, 450), right),
                colour(0xd58a78, .45),
                12,
                face);
        brush.soft(
                side(path(true, 384, 512, 428, 524, 470, 510, 440, 540, 400, 536), right),
                colour(0xe29a88, .30),
                10,
                face);
        brush.soft(
                side(path(true, 372, 440, 392, 426, 424, 414, 456, 422, 474, 446, 452, 432, 424, 426, 394, 436), right),
                colour(0xc9705f, .22),
                4,
                face);
    }

    private void ball(boolean right) {
        Shape opening = side(between(HostShapes.UPPER_LID, HostShapes.LOWER_LID), right);
        brush.fill(opening, colour(0xfdfaf8, 1));
        iris(right ? HostShapes.SIZE - IRIS_X : IRIS_X, opening);
        brush.soft(
                side(path(true, 360, 440, 424, 416, 484, 440, 482, 474, 462, 464, 424, 456, 388, 468, 366, 490), right),
                colour(0x5a3f58, .50),
                7,
                opening);
        brush.soft(side(path(true, 466, 486, 478, 492, 466, 500), right), colour(0xea9a90, .9), 2.4, opening);
        highlights(right ? HostShapes.SIZE - IRIS_X : IRIS_X);
    }

    private void iris(double x, Shape opening) {
        Area disc = new Area(ellipse(x, IRIS_Y, IRIS_WIDTH, IRIS_HEIGHT));
        disc.intersect(new Area(opening));
        float top = (float) (IRIS_Y - IRIS_HEIGHT / 2);
        brush.fill(
                disc,
                new LinearGradientPaint(
                        0, top, 0, (float) (top + IRIS_HEIGHT), new float[] {0, .35f, .7f, 1}, new java.awt.Color[] {
                            colour(0x173a4e, 1), colour(0x1f6a80, 1), colour(0x4fb4b8, 1), colour(0xa6eadb, 1)
                        }));
        brush.soft(ellipse(x, IRIS_Y + 24, 46, 24), colour(0xd9fff0, .75), 9, disc);
        for (int i = 0; i < 34; i++) {
            double angle = i * Math.PI / 17 + .05;
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            brush.stroke(
                    new Line2D.Double(x + 14 * cos, IRIS_Y + 16 * sin, x + 27 * cos, IRIS_Y + 31 * sin),
                    colour(i % 2 == 0 ? 0xcdf6ee : 0x0f3a4c, .22),
                    1.6);
        }
        Area rim = new Area(ellipse(x, IRIS_Y, IRIS_WIDTH, IRIS_HEIGHT));
        rim.subtract(new Area(ellipse(x, IRIS_Y, IRIS_WIDTH - 8, IRIS_HEIGHT - 8)));
        rim.intersect(disc);
        brush.soft(rim, colour(0x0e2733, .95), 3, disc);
        brush.soft(ellipse(x, IRIS_Y - 2, 30, 34), colour(0x081a24, .95), 4, disc);
        brush.fill(
                ellipse(x, IRIS_Y - 2, 25, 29),
                new RadialGradientPaint(new Point2D.Double(x, IRIS_Y), 16, new float[] {0, 1}, new java.awt.Color[] {
                    colour(0x04090d, 1), colour(0x0a1c26, 1)
                }));
        brush.soft(ellipse(x, IRIS_Y - IRIS_HEIGHT / 2 + 4, IRIS_WIDTH, 36), colour(0x06141d, .75), 9, disc);
    }

    private void highlights(double x) {
        brush.soft(ellipse(x - 13, IRIS_Y - 16, 24, 24), colour(0xffffff, .5), 6, null);
        brush.fill(ellipse(x - 13, IRIS_Y - 16, 18, 19), colour(0xffffff, 1));
        brush.fill(ellipse(x + 14, IRIS_Y + 15, 9, 9), colour(0xffffff, .9));
        brush.fill(ellipse(x + 7, IRIS_Y + 25, 4.5, 4.5), colour(0xffffff, .8));
    }

    private void lids(boolean right) {
        brush.fill(
                side(
                        path(
                                true, 348, 469, 360, 472, 371, 465, 393, 446, 424, 434, 454, 441, 472, 463, 478, 495,
                                467, 473, 451, 455, 424, 449, 397, 459, 380, 474, 369, 489, 357, 482),
                        right),
                colour(LASH, 1));
        double[][] lashes = {{382, 467, 370, 464, 360, 465}, {394, 454, 384, 450, 375, 451}};
        for (double[] lash : lashes) {
            brush.line(colour(LASH, 1), 9, .1, right ? swap(lash) : lash);
        }
        brush.line(colour(0x8a4a46, .85), 2.8, .3, right ? swap(HostShapes.LOWER_LID) : HostShapes.LOWER_LID);
        double[][] lower = {{386, 500, 380, 508, 373, 511}, {376, 492, 369, 498, 362, 499}};
        for (double[] lash : lower) {
            brush.line(colour(LASH, .7), 2.4, .15, right ? swap(lash) : lash);
        }
        brush.line(colour(0x8f4f48, .85), 2.8, .45, right ? swap(HostShapes.LID_FOLD) : HostShapes.LID_FOLD);
    }

    private void brow(boolean right) {
        Shape brow = side(between(HostShapes.BROW_TOP, HostShapes.BROW_BOTTOM), right);
        brush.soft(brow, colour(0x5f3530, .95), 3, face);
        for (int i = 0; i < 26; i++) {
            double t = i / 25.0;
            double x = 356 + t * 120;
            double y = 401 - 21 * Math.sin(Math.PI * (.10 + .62 * t));
            double[] hair = {x + 5, y + 6, x, y - 2, x - 7, y - 6};
            brush.line(colour(0x3f211f, .5), 2.4, .3, right ? swap(hair) : hair);
        }
    }

    private static Shape side(Shape shape, boolean right) {
        return right ? flip(shape) : shape;
    }

    private static double[] swap(double[] points) {
        return HostShapes.reversed(HostShapes.mirrored(points));
    }
}
