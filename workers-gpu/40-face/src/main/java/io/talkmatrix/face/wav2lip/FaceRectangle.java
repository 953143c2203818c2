package io.talkmatrix.face.wav2lip;

import io.talkmatrix.face.Landmarks;

/**
 * The rectangle of a frame that Wav2Lip sees: the face from forehead to chin and cheek to cheek, as face detectors frame it,
 * and a little more below, where the chin goes when the mouth opens (the published inference adds 10 pixels).
 *
 * @param left first column
 * @param top first row
 * @param width pixels
 * @param height pixels
 */
record FaceRectangle(int left, int top, int width, int height) {

    private static final double BELOW = .05;

    /** Of whole pixels, inside a frame of {@code size} pixels. */
    static FaceRectangle around(Landmarks points, int size) {
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < Landmarks.POINTS; i++) {
            left = Math.min(left, points.x(i));
            right = Math.max(right, points.x(i));
            top = Math.min(top, points.y(i));
            bottom = Math.max(bottom, points.y(i));
        }
        bottom += BELOW * (bottom - top);
        int x0 = (int) Math.max(0, Math.floor(left));
        int y0 = (int) Math.max(0, Math.floor(top));
        int x1 = (int) Math.min(size, Math.ceil(right));
        int y1 = (int) Math.min(size, Math.ceil(bottom));
        return new FaceRectangle(x0, y0, x1 - x0, y1 - y0);
    }
}
