package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.Brush.colour;
import static io.talkmatrix.face.host.Brush.curve;
import static io.talkmatrix.face.host.HostPortrait.circle;
import static io.talkmatrix.face.host.HostPortrait.vertical;
import static io.talkmatrix.face.host.HostShapes.across;
import static io.talkmatrix.face.host.HostShapes.between;
import static io.talkmatrix.face.host.HostShapes.flip;

import java.awt.Color;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/** Paints the host's face: skin, nose, eyes, brows, mouth. */
final class HostFace {

    private static final int LASH = 0x24151a;
    private static final double IRIS = 27;

    private final Brush brush;
    private final Shape face;

    HostFace(Brush brush, Shape face) {
        this.brush = brush;
        this.face = face;
    }

    void paint() {
        skin();
        nose();
        for (boolean right : new boolean[] {false, true}) {
            eye(right);
            brow(right);
        }
        mouth();
    }

    private void skin() {
        brush.fill(
                face,
                new RadialGradientPaint(new Point2D.Double(500, 440), 380, new float[] {0, .55f, .85f, 1}, new Color[] {
                    colour(0xfde3d3, 1), colour(0xfad6c2, 1), colour(0xf0bfa6, 1), colour(0xe3a48a, 1)
                }));
        brush.soft(
                curve(
                        true, 300, 300, 345, 330, 338, 480, 352, 600, 400, 690, 470, 742, 512, 748, 554, 742, 624, 690,
                        672, 600, 686, 480, 679, 330, 724, 300, 740, 600, 640, 800, 380, 800, 284, 600),
                colour(0xb96e58, .40),
                26,
                face);
        brush.soft(new Ellipse2D.Double(420, 734, 184, 60), colour(0xa45a4a, .28), 18, face);
        both(new Ellipse2D.Double(350, 545, 108, 74), colour(0xee7f78, .22), 44, face);
        both(new Ellipse2D.Double(376, 528, 60, 26), colour(0xfff4ea, .45), 16, face);
        brush.soft(new Ellipse2D.Double(430, 270, 164, 110), colour(0xfff6ee, .5), 40, face);
        brush.soft(new Ellipse2D.Double(484, 702, 56, 26), colour(0xfff4ea, .42), 12, face);
        brush.soft(curve(true, 474, 690, 512, 686, 550, 690, 512, 701), colour(0xc07a66, .40), 9, face);
        both(curve(true, 318, 240, 360, 360, 330, 470, 316, 470), colour(0x8d4d42, .45), 16, face);
        brush.soft(
                curve(true, 330, 200, 440, 270, 560, 262, 694, 330, 700, 190, 512, 150),
                colour(0x8d4d42, .38),
                22,
                face);
    }

    private void nose() {
        brush.soft(
                curve(true, 498, 430, 507, 500, 503, 560, 521, 560, 517, 500, 526, 430), colour(0xfff4ea, .5), 9, face);
        brush.soft(curve(true, 484, 440, 494, 500, 484, 560, 478, 540, 488, 490), colour(0xc9856f, .32), 9, face);
        brush.soft(curve(true, 540, 440, 530, 500, 540, 560, 548, 540, 536, 490), colour(0xc9856f, .22), 9, face);
        brush.soft(new Ellipse2D.Double(500, 556, 24, 17), colour(0xfffaf5, .7), 6, face);
        brush.soft(
                curve(true, 480, 584, 497, 591, 512, 597, 527, 591, 544, 584, 530, 604, 512, 608, 494, 604),
                colour(0xb0614f, .45),
                6,
                face);
        both(curve(true, 482, 566, 474, 578, 479, 592, 490, 590, 486, 578), colour(0xc57b66, .5), 4, face);
        both(curve(true, 486, 590, 494, 586, 503, 591, 495, 595), colour(0x7d3b34, .7), 2.5, face);
        brush.soft(curve(true, 506, 606, 504, 626, 512, 632, 520, 626, 518, 606), colour(0xd08c78, .28), 5, face);
    }

    private void eye(boolean right) {
        Shape opening = side(between(HostShapes.UPPER_LID, HostShapes.LOWER_LID), right);
        soft(
                right,
                curve(true, 374, 456, 398, 410, 440, 400, 478, 430, 486, 470, 440, 504, 394, 492),
                0xc98271,
                .26,
                16);
        soft(
                right,
                curve(true, 376, 460, 394, 428, 430, 411, 464, 429, 486, 469, 463, 449, 430, 432, 396, 447),
                0xb3685c,
                .48,
                6);
        soft(right, curve(true, 396, 494, 430, 503, 466, 493, 440, 510), 0xc98271, .24, 8);
        brush.fill(opening, colour(0xfbf8f7, 1));
        iris(right ? HostShapes.SIZE - 431 : 431, 456, opening);
        brush.soft(
                side(curve(true, 376, 440, 430, 420, 484, 440, 480, 464, 430, 445, 384, 464), right),
                colour(0x6b4a52, .45),
                6,
                opening);
        brush.soft(side(curve(true, 467, 467, 476, 471, 468, 475), right), colour(0xe58d84, .9), 2, null);
        brush.fill(
                side(
                        curve(
                                true, 375, 463, 383, 453, 395, 440.5, 410, 428.5, 430, 422.5, 450, 428.5, 465, 443.5,
                                476, 471, 463, 449, 449, 436, 430, 430, 411, 436, 397, 448, 387, 463),
                        right),
                colour(LASH, 1));
        double[][] lashes = {
            {384, 458, 375, 454, 369, 448},
            {390, 448, 381, 442, 376, 435},
            {398, 439, 391, 432, 387, 425},
            {408, 432, 403, 425, 401, 419}
        };
        for (double[] lash : lashes) {
            brush.stroke(side(curve(false, lash), right), colour(LASH, .8), 2.2);
        }
        brush.stroke(side(curve(false, HostShapes.LOWER_LID), right), colour(0x8a4b46, .5), 2);
        brush.stroke(side(curve(false, HostShapes.LID_FOLD), right), colour(0x9a5a50, .7), 2.2);
    }

    private void iris(double x, double y, Shape opening) {
        Shape disc = inside(circle(x, y, IRIS), opening);
        brush.fill(
                disc,
                new RadialGradientPaint(
                        new Point2D.Double(x, y + 9),
                        (float) (IRIS * 1.15),
                        new float[] {0, .5f, .82f, 1},
                        new Color[] {colour(0xc58a54, 1), colour(0x8a5730, 1), colour(0x4d2c1c, 1), colour(0x2a1611, 1)
                        }));
        for (int i = 0; i < 40; i++) {
            double angle = i * Math.PI / 20 + .05;
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            brush.softStroke(
                    new Line2D.Double(x + 12 * cos, y + 12 * sin, x + 21 * cos, y + 21 * sin),
                    colour(i % 2 == 0 ? 0xe7b67c : 0x3a1f14, .25),
                    1.2,
                    1,
                    disc);
        }
        brush.fill(inside(circle(x, y, 11), opening), colour(0x120a0a, 1));
        brush.soft(new Ellipse2D.Double(x - IRIS, y - IRIS - 6, 2 * IRIS, 22), colour(0x140a0a, .6), 6, disc);
        brush.soft(new Ellipse2D.Double(x - 14, y + 8, 28, 13), colour(0xf3c78e, .55), 5, disc);
        brush.fill(circle(x - 8, y - 9, 6.5), colour(0xffffff, .95));
        brush.fill(circle(x + 10, y + 10, 3), colour(0xffffff, .7));
    }

    private void brow(boolean right) {
        Shape brow = side(between(HostShapes.BROW_TOP, HostShapes.BROW_BOTTOM), right);
        brush.soft(brow, colour(0x4a302d, .8), 4, face);
        brush.soft(brow, colour(0x3a2426, .5), 7, face);
        for (int i = 0; i < 22; i++) {
            double t = i / 21.0;
            double x = 376 + t * 98;
            double y = 401 - 20 * Math.sin(Math.PI * (.12 + .75 * t));
            Path2D hair = curve(false, x + 4, y + 4, x - 1, y - 3, x - 6, y - 5);
            brush.softStroke(side(hair, right), colour(0x33201f, .4), 1.3, 1, brow);
        }
    }

    private void mouth() {
        double[] line = across(HostShapes.LIP_LINE);
        Shape upper = between(across(HostShapes.LIP_TOP), line);
        Shape lower = between(line, across(HostShapes.LIP_BOTTOM));
        brush.soft(
                curve(true, 440, 650, 512, 628, 584, 650, 560, 686, 512, 700, 464, 686),
                colour(0xd5806f, .28),
                10,
                face);
        brush.fill(upper, vertical(630, 660, 0xd9727a, 0xc65e69, 0xb24a58));
        brush.fill(lower, vertical(654, 688, 0xcd5f6c, 0xe28187, 0xd6727a));
        brush.soft(new Ellipse2D.Double(482, 665, 60, 11), colour(0xffe3e0, .55), 7, lower);
        both(new Ellipse2D.Double(490, 637, 16, 6), colour(0xffe3e0, .40), 4, upper);
        brush.stroke(curve(false, line), colour(0x6d1f2c, .85), 2.4);
        Path2D corner = curve(false, 437, 646, 442, 650, 449, 653);
        brush.softStroke(corner, colour(0x8d3a3c, .55), 4, 3, face);
        brush.softStroke(flip(corner), colour(0x8d3a3c, .55), 4, 3, face);
    }

    private void soft(boolean right, Shape shape, int rgb, double alpha, double radius) {
        brush.soft(side(shape, right), colour(rgb, alpha), radius, face);
    }

    private void both(Shape shape, Color colour, double radius, Shape clip) {
        brush.soft(shape, colour, radius, clip);
        brush.soft(flip(shape), colour, radius, clip);
    }

    private static Shape side(Shape shape, boolean right) {
        return right ? flip(shape) : shape;
    }

    private static Shape inside(Shape shape, Shape clip) {
        Area area = new Area(shape);
        area.intersect(new Area(clip));
        return area;
    }
}
