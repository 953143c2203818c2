package io.talkmatrix.face.restore;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.network.BatchedNetwork;
import io.talkmatrix.face.network.BatchedNetwork.Port;
import io.talkmatrix.face.patch.ColourOrder;
import io.talkmatrix.face.patch.FacePatch;
import io.talkmatrix.face.patch.FeatheredMask;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.batch.BatchSettings;
import io.talkmatrix.inference.faces.RestorerImporter;
import io.talkmatrix.stage.Cancellation;
import java.util.List;

/**
 * A loaded restorer (Wang et al. 2021, Zhou et al. 2022), shared by rooms: takes a face of 512x512 pixels, aligned like those
 * of FFHQ, and gives it back sharper. Only what a mask lets through is taken, so that the portrait itself stays as it is.
 * Safe for use from any thread.
 */
public final class FaceRestorer implements AutoCloseable {

    private static final int SIZE = RestorerImporter.SIZE;
    private static final int VALUES = 3 * SIZE * SIZE;

    /** Levels 0–255 become −1 to 1. */
    private static final float SCALE = 2;

    private static final float SHIFT = -1;

    private final String model;
    private final float strength;
    private final BatchedNetwork network;

    /**
     * @param model its id in the catalogue
     * @param network as {@link RestorerImporter} makes it; closed with the restorer
     * @param strength how much of what it gives is taken, 0–1
     * @param most frames in one run, at least 1; each takes some hundred MB
     * @param settings how frames of several rooms come together
     * @param lanes runs at a time
     * @throws io.talkmatrix.inference.InferenceException the network takes or gives something else
     */
    public FaceRestorer(String model, OnnxModel network, float strength, int most, BatchSettings settings, int lanes) {
        this.model = model;
        this.strength = strength;
        Port face = new Port(RestorerImporter.FACE, List.of(3, SIZE, SIZE));
        Port picture = new Port(RestorerImporter.PICTURE, List.of(3, SIZE, SIZE));
        this.network = new BatchedNetwork(network, List.of(face), picture, most, settings, lanes);
    }

    public String model() {
        return model;
    }

    /** Where the restorer sees a face of these landmarks. */
    public static FacePatch patch(Landmarks points) {
        return FfhqAlignment.patch(points);
    }

    /**
     * Restores the face in each frame.
     *
     * @param frames changed in place
     * @param width pixels of a row of a frame
     * @param mask what of a frame may be changed
     * @param strengths for each frame, times the restorer's own
     */
    public void restore(
            String room,
            List<int[]> frames,
            int width,
            FacePatch patch,
            FeatheredMask mask,
            float[] strengths,
            Cancellation cancellation)
            throws InterruptedException {
        float[] faces = new float[frames.size() * VALUES];
        for (int i = 0; i < frames.size(); i++) {
            patch.cut(frames.get(i), width, ColourOrder.RED_FIRST, SCALE, SHIFT, faces, i * VALUES);
        }
        float[] restored = network.run(room, frames.size(), List.of(faces), cancellation);
        for (int i = 0; i < frames.size(); i++) {
            patch.paste(
                    restored,
                    i * VALUES,
                    ColourOrder.RED_FIRST,
                    SCALE,
                    SHIFT,
                    mask,
                    strength * strengths[i],
                    frames.get(i),
                    width);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
