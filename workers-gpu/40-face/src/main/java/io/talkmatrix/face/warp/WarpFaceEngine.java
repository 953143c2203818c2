package io.talkmatrix.face.warp;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.portrait.PortraitReader;
import io.talkmatrix.stage.EngineInfo;
import java.util.List;

/** Moves one portrait by warping it. Needs no model for frames; landmarks are found once when a portrait is loaded. */
public final class WarpFaceEngine implements FaceEngine {

    private final PortraitAligner aligner;
    private final Shading.Source lights;

    /** @param aligner finds the face in a photo; closed with the engine */
    public WarpFaceEngine(PortraitAligner aligner) {
        this(aligner, Shading.Source.none());
    }

    /**
     * @param aligner finds the face in a photo; closed with the engine
     * @param lights how rooms are lit
     */
    public WarpFaceEngine(PortraitAligner aligner, Shading.Source lights) {
        this.aligner = aligner;
        this.lights = lights;
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("warp", "facemesh", "cpu", "");
    }

    @Override
    public Avatar load(AvatarSource source) {
        if (source instanceof AvatarSource.Known known) {
            return WarpAvatar.withKnownLandmarks(known.name(), known.picture(), known.landmarks(), List.of());
        }
        AvatarSource.Photo photo = (AvatarSource.Photo) source;
        Picture picture = PortraitReader.read(photo.path());
        AlignedPortrait portrait = aligner.align(photo.name(), picture, WarpAvatar.SIZE);
        return WarpAvatar.withKnownLandmarks(
                photo.name(), portrait.picture(), portrait.landmarks(), portrait.warnings());
    }

    @Override
    public FaceSession open(Avatar avatar, Liveliness liveliness) {
        return new WarpSession((WarpAvatar) avatar, liveliness, lights);
    }

    @Override
    public void close() {
        aligner.close();
    }
}
