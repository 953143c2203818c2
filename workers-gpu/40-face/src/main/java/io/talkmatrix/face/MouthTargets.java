package io.talkmatrix.face;

import io.talkmatrix.stage.Viseme;

/** Poses that hold a single mouth shape, for engines that prepare themselves and for contact sheets. */
public final class MouthTargets {

    private MouthTargets() {}

    /** A new pose with nothing but the shape's full targets. */
    public static FacePose pose(Viseme viseme) {
        FacePose pose = new FacePose();
        float[] target = MouthShapes.target(viseme);
        Channel[] channels = Channel.values();
        for (int c = 0; c < Channel.OF_VISEME; c++) {
            pose.set(channels[c], target[c]);
        }
        return pose;
    }
}
