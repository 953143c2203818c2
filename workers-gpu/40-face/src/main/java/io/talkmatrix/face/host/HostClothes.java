package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.Brush.colour;
import static io.talkmatrix.face.host.Curve.path;
import static io.talkmatrix.face.host.HostPortrait.vertical;
import static io.talkmatrix.face.host.HostShapes.flip;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** The host's clothes: a light jacket over a teal top, a small pendant, a microphone on the lapel. */
final class HostClothes {

    private static final int FOLD = 0x8f86ac;
    private static final int LINE = 0x4a3f5c;

    private final Brush brush;

    HostClothes(Brush brush) {
        this.brush = brush;
    }

    void paint() {
        top();
        jacket(false);
        jacket(true);
        lapel(false);
        lapel(true);
        pendant();
        microphone();
    }

    private void top() {
        Path2D top = path(true, 372, 905, 440, 968, 512, 986, 584, 968, 652, 905, 700, 1060, 324, 1060);
        brush.fill(top, vertical(920, 1040, 0x4fa3a6, 0x378a92, 0x246b78));
        brush.line(colour(0x17484f, .9), 3.4, .5, 400, 930, 440, 968, 512, 986, 584, 968, 624, 930);
        brush.softStroke(path(false, 420, 966, 512, 996, 604, 966), colour(0xa5dcd8, .5), 4, 4, top);
        brush.soft(path(true, 560, 990, 640, 930, 660, 1060, 560, 1060), colour(0x0f3c48, .45), 22, top);
    }

    private void jacket(boolean right) {
        Path2D half = path(
                true, 398, 846, 330, 872, 232, 902, 150, 940, 96, 1000, 70, 1100, 470, 1100, 476, 1030, 430, 960, 400,
                896);
        Shape side = side(half, right);
        brush.fill(
                side,
                right
                        ? vertical(850, 1030, 0xf1e9ee, 0xded5e2, 0xc3bbd2)
                        : vertical(850, 1030, 0xfffaf4, 0xf6eef0, 0xdcd3e0));
        soft(path(true, 180, 930, 236, 960, 226, 1060, 150, 1060), .30, 24, side, right);
        soft(path(true, 250, 915, 262, 980, 232, 1060, 290, 1060, 300, 980), .34, 12, side, right);
        soft(path(true, 330, 900, 352, 960, 330, 1060, 380, 1060, 386, 980), .26, 16, side, right);
        soft(path(true, 100, 1000, 130, 980, 150, 1060, 80, 1060), .45, 14, side, right);
        brush.softStroke(
                side(path(false, 392, 856, 320, 884, 226, 914, 152, 952), right), colour(0xffffff, .85), 7, 8, side);
        fold(right, .6, 256, 926, 262, 970, 244, 1024);
        fold(right, .5, 336, 912, 350, 960, 340, 1014);
        fold(right, .5, 158, 960, 186, 984, 192, 1024);
        fold(right, .4, 290, 960, 284, 990, 262, 1024);
        fold(right, .95, 400, 848, 330, 873, 232, 903, 150, 941, 96, 1001, 76, 1060);
    }

    private void lapel(boolean right) {
        Path2D lapel = path(false, 398, 842, 372, 880, 352, 930, 372, 948);
        lapel.lineTo(356, 972);
        lapel.curveTo(400, 1010, 440, 1040, 478, 1080);
        lapel.lineTo(500, 1080);
        lapel.curveTo(466, 1010, 420, 930, 408, 846);
        lapel.closePath();
        Shape side = side(lapel, right);
        Shape cast =
                side(java.awt.geom.AffineTransform.getTranslateInstance(-7, 9).createTransformedShape(lapel), right);
        brush.soft(cast, colour(FOLD, .55), 8, null);
        brush.fill(
                side,
                right
                        ? vertical(850, 1030, 0xf6eff3, 0xe6dde8, 0xcbc3d8)
                        : vertical(850, 1030, 0xfffdf9, 0xfaf3f3, 0xe6dde6));
        brush.soft(
                side(path(true, 400, 850, 420, 930, 480, 1040, 450, 1040, 396, 940), right),
                colour(FOLD, .22),
                10,
                side);
        brush.stroke(side, colour(LINE, .85), 2.4);
    }

    private void pendant() {
        Color gold = colour(0xd9a94e, 1);
        brush.stroke(path(false, 424, 872, 452, 918, 488, 948, 512, 956), gold, 2.2);
        brush.stroke(path(false, 600, 872, 572, 918, 536, 948, 512, 956), gold, 2.2);
        brush.fill(HostPortrait.ellipse(512, 963, 15, 17), gold);
        brush.fill(HostPortrait.ellipse(509, 960, 6, 6), colour(0xfff4d2, 1));
        brush.stroke(HostPortrait.ellipse(512, 963, 15, 17), colour(0x7a531c, .8), 1.4);
    }

    private void microphone() {
        brush.soft(HostPortrait.ellipse(428, 1000, 22, 34), colour(0x4a3f5c, .5), 6, null);
        brush.fill(path(true, 417, 978, 432, 976, 436, 1004, 421, 1008), colour(0x23232e, 1));
        brush.fill(HostPortrait.ellipse(424, 976, 17, 18), colour(0x3a3a48, 1));
        brush.fill(HostPortrait.ellipse(421, 972, 6, 6), colour(0x9a9ab0, 1));
    }

    private void soft(Shape shape, double alpha, double radius, Shape clip, boolean right) {
        brush.soft(side(shape, right), colour(FOLD, right ? alpha * 1.25 : alpha), radius, clip);
    }

    private void fold(boolean right, double alpha, double... points) {
        brush.line(colour(LINE, alpha), 3.4, .4, right ? HostShapes.mirrored(points) : points);
    }

    private static Shape side(Shape shape, boolean right) {
        return right ? flip(shape) : shape;
    }
}
