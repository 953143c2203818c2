package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.Brush.colour;
import static io.talkmatrix.face.host.Curve.path;
import static io.talkmatrix.face.host.HostShapes.flip;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Paints the default host without a background, back to front. */
final class HostPortrait {

    /** The head leans a little to one side. */
    private static final AffineTransform LEAN = AffineTransform.getRotateInstance(Math.toRadians(-2.2), 512, 800);

    private final Brush brush = new Brush(HostShapes.SIZE);
    private final Shape face = HostShapes.face();

    private HostPortrait() {}

    /** @return a square picture with transparency, {@code pixels} wide and high; always the same */
    static BufferedImage paint(int pixels) {
        HostPortrait portrait = new HostPortrait();
        HostHair hair = new HostHair(portrait.brush);
        portrait.brush.place(LEAN);
        hair.behind();
        portrait.brush.place(new AffineTransform());
        portrait.neck();
        new HostClothes(portrait.brush).paint();
        portrait.brush.place(LEAN);
        portrait.ears();
        new HostFace(portrait.brush, portrait.face).paint();
        hair.before(portrait.face);
        return portrait.brush.picture(pixels);
    }

    /** Where the picture's head was moved to from the upright {@link HostShapes}. */
    static AffineTransform lean() {
        return new AffineTransform(LEAN);
    }

    private void neck() {
        Path2D neck = path(
                true, 446, 660, 449, 760, 444, 812, 404, 850, 330, 880, 400, 960, 512, 1040, 624, 960, 694, 880, 620,
                850, 580, 812, 575, 760, 578, 660);
        brush.fill(neck, vertical(700, 1000, 0xf3c3ab, 0xfbd9c6, 0xfde3d4));
        brush.soft(
                path(true, 380, 690, 430, 770, 470, 806, 520, 822, 566, 806, 600, 770, 640, 690, 512, 640),
                colour(0xc27a6c, .80),
                7,
                neck);
        brush.soft(path(true, 440, 700, 512, 800, 590, 700, 580, 850, 540, 860), colour(0xb5695f, .25), 22, neck);
        brush.soft(path(true, 560, 760, 600, 850, 690, 900, 600, 930, 556, 860), colour(0xc9826f, .35), 20, neck);
        brush.softStroke(path(false, 468, 790, 486, 850, 504, 902), colour(0xb9705f, .30), 6, 8, neck);
        brush.softStroke(path(false, 566, 800, 548, 850, 522, 902), colour(0xb9705f, .35), 6, 8, neck);
        brush.line(colour(0xa65f52, .55), 3, .5, 396, 884, 440, 893, 480, 912, 497, 934);
        brush.line(colour(0xa65f52, .55), 3, .5, 630, 884, 586, 893, 546, 912, 529, 934);
        brush.softStroke(path(false, 404, 876, 446, 884, 486, 902), colour(0xfff3ea, .8), 5, 5, neck);
        brush.line(colour(0x8a4a44, .8), 2.6, .4, 449, 716, 450, 768, 444, 812, 410, 846);
        brush.line(colour(0x8a4a44, .8), 2.6, .4, 575, 716, 574, 768, 580, 812, 614, 846);
    }

    private void ears() {
        Path2D ear = path(true, 328, 470, 308, 462, 300, 496, 308, 546, 324, 578, 338, 574);
        for (Shape side : new Shape[] {ear, flip(ear)}) {
            brush.fill(side, colour(0xf3c0a8, 1));
            brush.stroke(side, colour(0x8a4a44, .7), 2);
        }
    }

    static Ellipse2D ellipse(double x, double y, double width, double height) {
        return new Ellipse2D.Double(x - width / 2, y - height / 2, width, height);
    }

    static LinearGradientPaint vertical(double top, double bottom, int first, int middle, int last) {
        return new LinearGradientPaint(0, (float) top, 0, (float) bottom, new float[] {0, .5f, 1}, new Color[] {
            colour(first, 1), colour(middle, 1), colour(last, 1)
        });
    }
}
