package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.Brush.colour;
import static io.talkmatrix.face.host.Curve.path;
import static io.talkmatrix.face.host.HostPortrait.ellipse;
import static io.talkmatrix.face.host.HostPortrait.vertical;
import static io.talkmatrix.face.host.HostShapes.across;
import static io.talkmatrix.face.host.HostShapes.between;
import static io.talkmatrix.face.host.HostShapes.flip;

import java.awt.Color;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Point2D;

/** Paints the host's face: skin, nose, mouth, and the eyes with {@link HostEyes}. The light comes from the upper left. */
final class HostFace {

    private static final int SHADE = 0xc9806c;
    private static final int LINE = 0x8a4a44;

    private final Brush brush;
    private final Shape face;

    HostFace(Brush brush, Shape face) {
        this.brush = brush;
        this.face = face;
    }

    void paint() {
        skin();
        nose();
        new HostEyes(brush, face).paint();
        mouth();
    }

    private void skin() {
        brush.fill(
                face,
                new RadialGradientPaint(new Point2D.Double(470, 470), 400, new float[] {0, .5f, .8f, 1}, new Color[] {
                    colour(0xfff1e6, 1), colour(0xfee3d3, 1), colour(0xf8cfba, 1), colour(0xeeb79f, 1)
                }));
        brush.soft(
                path(true, 720, 300, 676, 420, 672, 520, 648, 610, 590, 690, 512, 738, 540, 790, 660, 720, 760, 560),
                colour(SHADE, .42),
                22,
                face);
        brush.soft(
                path(true, 300, 320, 336, 440, 338, 540, 362, 620, 420, 694, 500, 746, 420, 760, 320, 660, 280, 480),
                colour(SHADE, .26),
                18,
                face);
        brush.soft(path(true, 330, 130, 690, 130, 700, 250, 512, 215, 330, 250), colour(SHADE, .40), 24, face);
        both(ellipse(392, 556, 112, 62), colour(0xf2837c, .30), 40, face);
        both(ellipse(390, 548, 62, 22), colour(0xfff7ef, .38), 16, face);
        brush.soft(ellipse(500, 701, 60, 24), colour(0xfff7ef, .55), 14, face);
        brush.soft(path(true, 476, 683, 512, 679, 548, 683, 512, 692), colour(SHADE, .45), 8, face);
        brush.stroke(face, colour(LINE, .75), 2.6);
    }

    private void nose() {
        brush.soft(
                path(true, 526, 442, 534, 502, 545, 558, 540, 582, 528, 552, 522, 492), colour(SHADE, .30), 10, face);
        brush.soft(path(true, 489, 432, 494, 472, 484, 492, 478, 462), colour(SHADE, .22), 10, face);
        brush.soft(path(true, 503, 462, 510, 462, 515, 552, 500, 552), colour(0xfffaf4, .75), 8, face);
        brush.soft(ellipse(506, 569, 20, 15), colour(0xffffff, .85), 6, face);
        brush.soft(
                path(true, 486, 588, 500, 592, 514, 596, 530, 592, 541, 584, 536, 602, 516, 610, 496, 602),
                colour(0xbb6f5e, .42),
                6,
                face);
        brush.line(colour(0x8f4a42, .85), 3.4, .5, 489, 587, 496, 592, 504, 593);
        brush.line(colour(0x8f4a42, .85), 3.4, .5, 535, 587, 528, 592, 520, 593);
        brush.line(colour(LINE, .45), 2.2, .5, 479, 572, 476, 582, 482, 590);
        brush.line(colour(LINE, .50), 2.2, .5, 545, 572, 548, 582, 542, 590);
        brush.soft(path(true, 507, 606, 505, 624, 512, 630, 519, 624, 517, 606), colour(SHADE, .26), 5, face);
    }

    private void mouth() {
        double[] line = across(HostShapes.LIP_LINE);
        Shape upper = between(across(HostShapes.LIP_TOP), line);
        Shape lower = between(line, across(HostShapes.LIP_BOTTOM));
        brush.soft(
                path(true, 446, 643, 512, 625, 578, 643, 556, 675, 512, 685, 468, 675),
                colour(0xe08a7c, .20),
                10,
                face);
        brush.fill(upper, vertical(630, 656, 0xe4898a, 0xd66f76, 0xbf5563));
        brush.fill(lower, vertical(647, 675, 0xd86c75, 0xee9394, 0xe78888));
        brush.soft(ellipse(503, 665, 42, 6), colour(0xffe6e2, .75), 5, lower);
        brush.soft(ellipse(497, 635, 14, 5), colour(0xffe9e4, .6), 3, upper);
        brush.line(colour(0x6d2230, 1), 5.2, .5, line);
        both(ellipse(440, 640, 12, 9), colour(0xa9564c, .38), 4, face);
        brush.line(colour(LINE, .40), 2.4, .5, 492, 681, 512, 684, 532, 681);
    }

    private void both(Shape shape, Color colour, double radius, Shape clip) {
        brush.soft(shape, colour, radius, clip);
        brush.soft(flip(shape), colour, radius, clip);
    }
}
