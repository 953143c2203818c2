package io.talkmatrix.face.light;

import io.talkmatrix.face.Landmarks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How far each point of the face mesh stands out, in units of the outer eye corners' distance: the mean of what the FaceMesh
 * model gives for the default host and the test portrait, the same on both sides. Landmarks alone, as those of a drawn host,
 * have no depth.
 */
final class MeshDepths {

    private static final double[] DEPTHS = read();

    private MeshDepths() {}

    static double of(int point) {
        return DEPTHS[point];
    }

    private static double[] read() {
        try (InputStream in = MeshDepths.class.getResourceAsStream("depths.txt")) {
            if (in == null) {
                throw new IllegalStateException("the resource depths.txt is missing");
            }
            double[] depths = Arrays.stream(new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                            .trim()
                            .split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (depths.length != Landmarks.POINTS) {
                throw new IllegalStateException("depths.txt has " + depths.length + " numbers");
            }
            return depths;
        } catch (IOException e) {
            throw new UncheckedIOException("the resource depths.txt cannot be read", e);
        }
    }
}
