package io.talkmatrix.face.landmarks;

/**
 * A face found in a picture, pixels.
 *
 * @param score confidence, 0–1
 */
public record FaceBox(double left, double top, double right, double bottom, double score) {

    double area() {
        return Math.max(0, right - left) * Math.max(0, bottom - top);
    }

    double centreX() {
        return (left + right) / 2;
    }

    double centreY() {
        return (top + bottom) / 2;
    }

    double longerSide() {
        return Math.max(right - left, bottom - top);
    }

    /** Intersection over union. */
    double overlap(FaceBox other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        double shared = Math.max(0, width) * Math.max(0, height);
        return shared / (area() + other.area() - shared);
    }
}
