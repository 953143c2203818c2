package io.talkmatrix.face.landmarks;

import io.talkmatrix.face.Picture;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * BlazeFace, the back-camera model (256x256; Bazarevsky et al. 2019): 512 anchors on a 16x16 grid and 384 on an 8x8 grid,
 * each with a score and a box around the anchor. Safe for use from any thread.
 */
public final class BlazeFace implements AutoCloseable {

    private static final int SIZE = 256;
    private static final float LEAST_SCORE = .5f;
    private static final double SAME_FACE = .3;

    /** Anchors of one grid: pixels between them and how many share a place. */
    private record Anchors(int count, int stride, int perPlace) {
        double x(int index) {
            return (index / perPlace % (SIZE / stride) + .5) * stride;
        }

        double y(int index) {
            return (index / perPlace / (SIZE / stride) + .5) * stride;
        }
    }

    private static final List<Anchors> GRIDS = List.of(new Anchors(512, 16, 2), new Anchors(384, 32, 6));

    private final OnnxModel model;
    private final String input;

    public BlazeFace(OnnxModel model) {
        this.model = model;
        this.input = model.inputs().iterator().next();
    }

    /** All faces, the best score first. */
    public List<FaceBox> find(Picture picture) {
        double side = Math.max(picture.width(), picture.height());
        SquareCrop whole = new SquareCrop(picture.width() / 2.0, picture.height() / 2.0, side, 0);
        Picture square = whole.cut(picture, SIZE);
        try (Tensor image = Tensor.ofFloats(Planes.of(square, 2 / 255f, -1), 1, 3, SIZE, SIZE);
                Outputs outputs = model.run(Map.of(input, image))) {
            List<FaceBox> found = new ArrayList<>();
            for (Anchors grid : GRIDS) {
                decode(grid, output(outputs, grid, 1), output(outputs, grid, 16), whole, found);
            }
            return distinct(found);
        }
    }

    private float[] output(Outputs outputs, Anchors grid, int columns) {
        for (String name : model.outputs()) {
            float[] values = outputs.get(name).floats();
            if (values.length == grid.count() * columns) {
                return values;
            }
        }
        throw new IllegalStateException(
                "model " + model.name() + " has no output of " + grid.count() + "x" + columns + " numbers");
    }

    private static void decode(Anchors grid, float[] scores, float[] boxes, SquareCrop crop, List<FaceBox> found) {
        for (int i = 0; i < grid.count(); i++) {
            double score = 1 / (1 + Math.exp(-scores[i]));
            if (score < LEAST_SCORE) {
                continue;
            }
            double x = grid.x(i) + boxes[16 * i];
            double y = grid.y(i) + boxes[16 * i + 1];
            double halfWidth = boxes[16 * i + 2] / 2;
            double halfHeight = boxes[16 * i + 3] / 2;
            found.add(new FaceBox(
                    crop.x((x - halfWidth) / SIZE, .5),
                    crop.y(.5, (y - halfHeight) / SIZE),
                    crop.x((x + halfWidth) / SIZE, .5),
                    crop.y(.5, (y + halfHeight) / SIZE),
                    score));
        }
    }

    private static List<FaceBox> distinct(List<FaceBox> found) {
        List<FaceBox> kept = new ArrayList<>();
        found.sort(Comparator.comparingDouble(FaceBox::score).reversed());
        for (FaceBox box : found) {
            if (kept.stream().noneMatch(other -> other.overlap(box) > SAME_FACE)) {
                kept.add(box);
            }
        }
        return kept;
    }

    @Override
    public void close() {
        model.close();
    }
}
