package io.talkmatrix.face.warp;

/** Which mesh points make up which part of a face. */
final class FacePoints {

    static final int[] OUTER_UPPER = {61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291};
    static final int[] OUTER_LOWER = {61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291};
    static final int[] INNER_UPPER = {78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308};
    static final int[] INNER_LOWER = {78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308};
    static final int[] CORNERS = {61, 291, 78, 308};

    /** Jaw contour and how far each point follows the jaw. */
    static final int[] JAW = {
        152, 148, 377, 176, 400, 149, 378, 150, 379, 136, 365, 172, 397, 58, 288, 132, 361, 93, 323, 234, 454
    };

    static final double[] JAW_FOLLOW = {
        1, .98, .98, .94, .94, .86, .86, .74, .74, .58, .58, .40, .40, .22, .22, .10, .10, .02, .02, 0, 0
    };

    static final int[] CHIN = {18, 200, 199, 175, 83, 313, 201, 421, 194, 418, 182, 406};
    static final int[] NOSE = {1, 2, 4, 5, 94, 97, 326, 98, 327, 129, 358, 49, 279, 102, 331, 64, 294, 195, 6};
    static final int[] STILL = {
        50, 280, 101, 330, 118, 347, 117, 346, 123, 352, 119, 348, 33, 133, 362, 263, 145, 374, 159, 386, 9, 8, 168,
        127, 356, 70, 300, 107, 336
    };
    static final int[] SKIN_SAMPLES = {50, 280, 205, 425, 4, 187, 411};
    static final int[] LIP_SAMPLES = {37, 267, 39, 269, 84, 314, 91, 321, 17};

    /** One eye with its brow; contours run from the outer to the inner corner. */
    record Eye(int[] upper, int[] lower, int[] fold, int[] brow, boolean left) {}

    static final Eye LEFT_EYE = new Eye(
            new int[] {33, 246, 161, 160, 159, 158, 157, 173, 133},
            new int[] {33, 7, 163, 144, 145, 153, 154, 155, 133},
            new int[] {247, 30, 29, 27, 28, 56, 190},
            new int[] {46, 53, 52, 65, 55, 70, 63, 105, 66, 107},
            true);
    static final Eye RIGHT_EYE = new Eye(
            new int[] {263, 466, 388, 387, 386, 385, 384, 398, 362},
            new int[] {263, 249, 390, 373, 374, 380, 381, 382, 362},
            new int[] {467, 260, 259, 257, 258, 286, 414},
            new int[] {276, 283, 282, 295, 285, 300, 293, 334, 296, 336},
            false);

    private FacePoints() {}
}
