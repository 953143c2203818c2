package io.talkmatrix.face.measure;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.landmarks.FaceFinder;

/** Expressions seen from outside: finds the landmarks again on a rendered frame. Uses a detector, not the renderer's numbers. */
public final class ExpressionMeter {

    /**
     * What is seen, in units of the outer eye corners' distance.
     *
     * @param corners how far the corners of the mouth lie above its middle
     * @param brows how far the brows lie above the eyes' corners
     * @param innerBrows how far their inner ends lie above their outer ends
     * @param eyes how far they are open
     * @param opening of the mouth
     */
    public record Seen(double corners, double brows, double innerBrows, double eyes, double opening) {}

    private final FaceFinder finder;
    private final Landmarks reference;

    /** @param reference landmarks of the avatar at rest */
    public ExpressionMeter(FaceFinder finder, Landmarks reference) {
        this.finder = finder;
        this.reference = reference;
    }

    public Seen see(Picture frame) {
        Landmarks points = finder.track(frame, reference);
        double u = points.eyeSpan();
        return new Seen(
                (y(points, 13, 14) - y(points, 61, 291)) / u,
                (y(points, 33, 133, 362, 263) - y(points, 52, 105, 282, 334)) / u,
                (y(points, 46, 70, 276, 300) - y(points, 55, 107, 285, 336)) / u,
                (y(points, 145, 374) - y(points, 159, 386)) / u,
                (y(points, 87, 14, 317) - y(points, 82, 13, 312)) / u);
    }

    private static double y(Landmarks points, int... indices) {
        double sum = 0;
        for (int i : indices) {
            sum += points.y(i);
        }
        return sum / indices.length;
    }
}
