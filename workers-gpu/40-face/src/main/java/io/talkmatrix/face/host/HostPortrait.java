package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.Brush.colour;
import static io.talkmatrix.face.host.Brush.curve;
import static io.talkmatrix.face.host.HostShapes.flip;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Paints the default host, back to front. */
public final class HostPortrait {

    private static final int HAIR = 0x2e2026;
    private static final int HAIR_LIGHT = 0x6d4a46;
    private static final int SKIN_SHADE = 0x8d4d42;

    private final Brush brush = new Brush(HostShapes.SIZE);
    private final Shape face = HostShapes.face();

    private HostPortrait() {}

    /** @return an opaque square picture, {@code pixels} wide and high; always the same */
    public static BufferedImage paint(int pixels) {
        HostPortrait portrait = new HostPortrait();
        portrait.background();
        portrait.backHair();
        portrait.neck();
        portrait.clothes();
        portrait.ears();
        new HostFace(portrait.brush, portrait.face).paint();
        portrait.frontHair();
        return portrait.brush.picture(pixels);
    }

    private void background() {
        brush.fill(
                new Rectangle(0, 0, HostShapes.SIZE, HostShapes.SIZE), vertical(0, 1024, 0x27385c, 0x51648f, 0x8a7fa6));
        Random random = new Random(7);
        int[] lights = {0xffd9a0, 0xa8c8ff, 0xffb7c8, 0xd6c4ff};
        for (int i = 0; i < 26; i++) {
            double x = random.nextDouble() * HostShapes.SIZE;
            double y = random.nextDouble() * 760;
            double r = 18 + random.nextDouble() * 60;
            brush.soft(circle(x, y, r), colour(lights[random.nextInt(4)], .10 + random.nextDouble() * .10), 10, null);
        }
        brush.soft(new Ellipse2D.Double(200, 60, 624, 800), colour(0xffe9d8, .20), 160, null);
    }

    private void backHair() {
        Path2D hair = curve(
                true, 512, 92, 400, 104, 310, 160, 258, 250, 240, 370, 232, 500, 216, 640, 206, 760, 228, 850, 262, 905,
                300, 880, 340, 905, 684, 905, 724, 880, 762, 905, 796, 850, 818, 760, 808, 640, 792, 500, 784, 370, 766,
                250, 714, 160, 624, 104);
        brush.fill(hair, vertical(90, 900, 0x3a292d, HAIR, 0x3b2629));
        for (int i = 0; i < 60; i++) {
            double t = i / 59.0;
            double x = 262 + t * 500;
            double dx = (t - .5) * 90;
            double wave = Math.sin(i * 2.3);
            Path2D strand = curve(
                    false, x, 260, x + dx * .4 - 6 * wave, 480, x + dx * .8 + 8 * wave, 700, x + dx + 10 * wave, 880);
            brush.softStroke(strand, colour(wave > 0 ? HAIR_LIGHT : 0x1a1013, .16 + .1 * Math.abs(wave)), 5, 4, hair);
        }
    }

    private void neck() {
        Path2D neck = curve(
                true, 436, 650, 440, 760, 432, 815, 396, 850, 420, 910, 512, 1008, 604, 910, 628, 850, 592, 815, 584,
                760, 588, 650);
        brush.fill(neck, vertical(700, 980, 0xdba289, 0xeab99f, 0xf4cbb4));
        brush.soft(curve(true, 400, 700, 512, 800, 624, 700, 610, 770, 512, 838, 414, 770), shade(.55), 26, neck);
        both(curve(true, 430, 700, 452, 800, 440, 870, 400, 880), colour(0xa8604f, .30), 14, neck);
        both(curve(false, 458, 890, 488, 908, 506, 930), 5, colour(0xb4705c, .4), 6, neck);
    }

    private void clothes() {
        Path2D jacket = curve(true, 392, 838, 300, 880, 190, 915, 120, 960, 84, 1060, 500, 1100, 512, 1010, 450, 930);
        Path2D shirt = curve(
                true, 398, 846, 430, 905, 470, 965, 512, 1000, 554, 965, 594, 905, 626, 846, 700, 900, 690, 1060, 334,
                1060, 324, 900);
        brush.fill(shirt, vertical(850, 1024, 0xfdfbf8, 0xf0eef2, 0xdcdbe6));
        Area jackets = new Area(jacket);
        jackets.add(new Area(flip(jacket)));
        brush.fill(jackets, vertical(840, 1024, 0x3f7f86, 0x33707a, 0x24525c));
        brush.soft(new Rectangle(60, 990, 904, 60), colour(0x0d2930, .5), 40, jackets);
        Path2D lapel = curve(false, 396, 842, 384, 900, 420, 940, 408, 960, 505, 1030);
        lapel.lineTo(512, 1010);
        lapel.curveTo(480, 965, 440, 920, 396, 842);
        lapel.closePath();
        for (Shape side : new Shape[] {lapel, flip(lapel)}) {
            brush.fill(side, vertical(840, 1024, 0x529aa0, 0x3f808a, 0x2f6670));
            brush.stroke(side, colour(0x1d444c, .8), 2.5);
        }
    }

    private void ears() {
        Path2D ear = curve(true, 326, 452, 306, 446, 298, 480, 306, 530, 322, 560, 334, 556);
        for (Shape side : new Shape[] {ear, flip(ear)}) {
            brush.fill(side, colour(0xecb49b, 1));
        }
        both(curve(true, 318, 470, 310, 500, 322, 540, 330, 500), colour(0xb4675a, .4), 8, null);
    }

    private void frontHair() {
        Path2D left = curve(
                true, 548, 118, 470, 96, 380, 118, 300, 190, 262, 290, 254, 400, 256, 520, 258, 640, 236, 760, 262, 770,
                298, 660, 314, 540, 324, 440, 350, 372, 400, 312, 460, 262, 520, 214, 556, 160);
        Path2D right = curve(
                true, 540, 118, 620, 100, 690, 140, 742, 220, 766, 320, 770, 440, 766, 560, 764, 660, 788, 780, 758,
                774, 722, 660, 708, 540, 702, 440, 690, 372, 660, 320, 620, 272, 580, 226, 550, 160);
        for (Shape side : new Shape[] {right, left}) {
            Shape shadow = AffineTransform.getTranslateInstance(0, 10).createTransformedShape(side);
            brush.soft(shadow, colour(0x4d2420, .32), 10, face);
            brush.fill(side, vertical(96, 740, 0x38272c, 0x4b3334, 0x2b1c22));
        }
        for (int i = 0; i < 34; i++) {
            double t = i / 33.0;
            double up = 1 - t;
            double wave = Math.sin(i * 1.9);
            Color colour = colour(wave > .2 ? 0x9a6f63 : 0x150c10, .08 + .11 * Math.abs(wave));
            brush.softStroke(
                    curve(
                            false,
                            545 - 20 * t,
                            124 + 80 * up,
                            455 - 70 * t,
                            130 + 130 * up,
                            350 - 60 * t,
                            240 + 120 * up,
                            318 - 55 * t,
                            420,
                            308 - 48 * t,
                            560,
                            262 - 12 * t,
                            760),
                    colour,
                    3.2,
                    3,
                    left);
            brush.softStroke(
                    curve(
                            false,
                            548 + 10 * t,
                            124 + 80 * up,
                            610 + 50 * t,
                            140 + 130 * up,
                            675 + 55 * t,
                            250 + 110 * up,
                            704 + 57 * t,
                            420,
                            714 + 48 * t,
                            560,
                            762 + 12 * t,
                            765),
                    colour,
                    3.2,
                    3,
                    right);
        }
        brush.soft(curve(true, 300, 236, 380, 170, 480, 150, 470, 180, 380, 206, 318, 276), gloss(), 22, left);
        brush.soft(curve(true, 600, 158, 672, 190, 726, 262, 712, 280, 660, 216, 596, 184), gloss(), 22, right);
    }

    private static Color gloss() {
        return colour(0xc79a86, .38);
    }

    private static Color shade(double alpha) {
        return colour(SKIN_SHADE, alpha);
    }

    private void both(Shape shape, Color colour, double radius, Shape clip) {
        brush.soft(shape, colour, radius, clip);
        brush.soft(flip(shape), colour, radius, clip);
    }

    private void both(Shape path, double width, Color colour, double radius, Shape clip) {
        brush.softStroke(path, colour, width, radius, clip);
        brush.softStroke(flip(path), colour, width, radius, clip);
    }

    static Ellipse2D circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    static LinearGradientPaint vertical(double top, double bottom, int first, int middle, int last) {
        return new LinearGradientPaint(0, (float) top, 0, (float) bottom, new float[] {0, .5f, 1}, new Color[] {
            colour(first, 1), colour(middle, 1), colour(last, 1)
        });
    }
}
