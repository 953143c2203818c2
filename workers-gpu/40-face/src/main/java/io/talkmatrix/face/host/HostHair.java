package io.talkmatrix.face.host;

import static io.talkmatrix.face.host.Brush.colour;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.Arrays;
import java.util.List;

/** The host's hair: parted beside the middle, swept over the forehead, long on both sides. */
final class HostHair {

    private static final HairLock.Palette PALETTE = new HairLock.Palette(
            0x2a1418, new int[] {0x3a1d20, 0x56302e, 0x6f4039, 0x8c5746, 0xab745a, 0xd6a582, 0xf6d7b4});

    private static final HairLock BACK = new HairLock(
            new double[] {520, 90, 380, 96, 286, 210, 256, 390, 246, 580, 214, 720, 196, 860, 214, 1010},
            new double[] {550, 90, 668, 100, 748, 210, 774, 390, 784, 580, 814, 720, 832, 860, 812, 1010},
            260,
            17,
            .30,
            .10,
            .10,
            11);

    private static final List<HairLock> SIDES = List.of(
            new HairLock(
                    new double[] {
                        576, 80, 470, 64, 360, 102, 274, 212, 242, 360, 240, 500, 214, 630, 172, 750, 172, 850, 212,
                        930, 176, 1012
                    },
                    new double[] {
                        576, 98, 480, 146, 386, 236, 326, 356, 300, 470, 300, 580, 272, 680, 246, 780, 262, 870, 272,
                        930, 182, 1016
                    },
                    90,
                    6,
                    .26,
                    .34,
                    .03,
                    21),
            new HairLock(
                    new double[] {
                        576, 80, 654, 72, 726, 116, 768, 216, 788, 360, 790, 500, 816, 630, 856, 750, 856, 850, 816,
                        930, 852, 1012
                    },
                    new double[] {
                        576, 98, 626, 146, 676, 236, 710, 356, 730, 470, 728, 580, 754, 680, 782, 780, 764, 870, 754,
                        930, 846, 1016
                    },
                    90,
                    6,
                    .25,
                    .26,
                    .03,
                    31),
            new HairLock(
                    new double[] {
                        570, 96, 460, 126, 364, 216, 310, 330, 284, 460, 284, 570, 250, 670, 238, 770, 286, 850, 306,
                        910, 262, 976
                    },
                    new double[] {
                        570, 112, 480, 172, 394, 268, 344, 366, 322, 460, 334, 560, 314, 660, 318, 760, 356, 840, 352,
                        900, 268, 980
                    },
                    60,
                    4,
                    .28,
                    .40,
                    .03,
                    71),
            new HairLock(
                    new double[] {
                        576, 112, 616, 172, 664, 262, 690, 362, 704, 460, 692, 560, 714, 660, 708, 760, 672, 840, 678,
                        900, 762, 976
                    },
                    new double[] {
                        576, 96, 640, 126, 692, 216, 726, 330, 744, 460, 742, 570, 776, 670, 788, 770, 742, 850, 722,
                        910, 768, 980
                    },
                    60,
                    4,
                    .27,
                    .32,
                    .03,
                    81));

    private static final List<HairLock> FRINGE = List.of(
            lock(
                    41, .40, 536, 98, 440, 138, 368, 226, 332, 330, 322, 430, 332, 506, /**/ 552, 104, 476, 170, 412,
                    250, 372, 340, 346, 430, 335, 508),
            lock(
                    42, .32, 592, 96, 664, 134, 710, 212, 726, 310, 718, 410, 696, 484, /**/ 582, 104, 630, 150, 664,
                    216, 684, 300, 694, 400, 693, 486),
            lock(
                    43, .44, 540, 98, 454, 158, 398, 236, 364, 310, 346, 376, 338, 426, /**/ 562, 104, 502, 180, 450,
                    250, 410, 314, 368, 378, 341, 428),
            lock(
                    44, .36, 594, 100, 642, 160, 674, 226, 684, 290, 680, 346, 664, 402, /**/ 576, 106, 602, 172, 620,
                    232, 634, 290, 648, 346, 662, 404),
            lock(
                    45, .42, 550, 98, 486, 168, 440, 240, 410, 300, 392, 350, 378, 398, /**/ 574, 104, 540, 180, 500,
                    250, 456, 312, 412, 362, 381, 400),
            lock(
                    46, .45, 562, 98, 520, 168, 486, 236, 462, 292, 446, 340, 434, 384, /**/ 586, 106, 570, 180, 540,
                    248, 506, 306, 466, 352, 437, 386),
            lock(
                    47, .42, 572, 100, 558, 168, 538, 230, 522, 286, 512, 330, 506, 370, /**/ 598, 106, 596, 178, 584,
                    242, 560, 298, 530, 344, 509, 372));

    private static HairLock lock(long seed, double light, double... points) {
        int half = points.length / 2;
        return new HairLock(
                Arrays.copyOf(points, half),
                Arrays.copyOfRange(points, half, points.length),
                44,
                4,
                .50,
                light,
                .02,
                seed);
    }

    /** Points of an edge that lie on top of the head, where no light from behind is seen. */
    private static final int CROWN = 2;

    private final Brush brush;

    HostHair(Brush brush) {
        this.brush = brush;
    }

    void behind() {
        BACK.paint(brush, PALETTE);
    }

    void before(Shape face) {
        for (HairLock lock : SIDES) {
            shadow(lock, face, 9, .55);
        }
        for (HairLock lock : FRINGE) {
            shadow(lock, face, 12, .50);
        }
        SIDES.forEach(lock -> lock.paint(brush, PALETTE));
        rim();
        FRINGE.forEach(lock -> lock.paint(brush, PALETTE));
    }

    /** Light from behind: cool on the right, warm on the left. */
    private void rim() {
        rim(SIDES.get(1), 0xa9ccff, .75);
        rim(SIDES.get(0), 0xffdcb0, .50);
    }

    private void rim(HairLock lock, int rgb, double strength) {
        double[] edge = Arrays.copyOfRange(lock.left(), 2 * CROWN, lock.left().length);
        brush.softStroke(Curve.path(false, edge), colour(rgb, strength), 14, 12, lock.outline());
    }

    private void shadow(HairLock lock, Shape face, double down, double strength) {
        Shape moved = AffineTransform.getTranslateInstance(down * .6, down).createTransformedShape(lock.outline());
        brush.soft(moved, colour(0xbf7260, strength), 5, face);
    }
}
