package io.talkmatrix.face.landmarks;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import java.util.Map;

/** FaceMesh: 468 points of a face in a 192x192 crop (Kartynnik et al. 2019). Safe for use from any thread. */
public final class FaceMesh implements AutoCloseable {

    private static final int SIZE = 192;
    private static final int NUMBERS = 3 * Landmarks.POINTS;

    private final OnnxModel model;
    private final String input;

    public FaceMesh(OnnxModel model) {
        this.model = model;
        this.input = model.inputs().iterator().next();
    }

    /** Points of the face in a turned square, in pixels of the whole picture. */
    Landmarks find(Picture picture, SquareCrop crop) {
        Picture square = crop.cut(picture, SIZE);
        try (Tensor image = Tensor.ofFloats(Planes.of(square, 1 / 255f, 0), 1, 3, SIZE, SIZE);
                Outputs outputs = model.run(Map.of(input, image))) {
            float[] points = points(outputs);
            double[] xy = new double[2 * Landmarks.POINTS];
            for (int i = 0; i < Landmarks.POINTS; i++) {
                double u = points[3 * i] / SIZE;
                double v = points[3 * i + 1] / SIZE;
                xy[2 * i] = crop.x(u, v);
                xy[2 * i + 1] = crop.y(u, v);
            }
            return new Landmarks(xy);
        }
    }

    private float[] points(Outputs outputs) {
        for (String name : model.outputs()) {
            float[] values = outputs.get(name).floats();
            if (values.length == NUMBERS) {
                return values;
            }
        }
        throw new IllegalStateException("model " + model.name() + " has no output of " + NUMBERS + " numbers");
    }

    @Override
    public void close() {
        model.close();
    }
}
