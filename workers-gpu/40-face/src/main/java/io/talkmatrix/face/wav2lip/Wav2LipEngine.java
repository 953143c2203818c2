package io.talkmatrix.face.wav2lip;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.network.BatchedNetwork;
import io.talkmatrix.face.network.BatchedNetwork.Port;
import io.talkmatrix.face.restore.FaceRestorer;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.batch.BatchSettings;
import io.talkmatrix.inference.faces.Wav2LipGraph;
import io.talkmatrix.stage.EngineInfo;
import java.util.List;
import java.util.Optional;

/**
 * Draws the lower face with a Wav2Lip generator of 96x96 or 256x256 pixels over the warp engine's moving head; a restorer may
 * sharpen what was drawn.
 */
public final class Wav2LipEngine implements FaceEngine {

    /** Name of the engine. */
    public static final String NAME = "wav2lip";

    private final WarpFaceEngine heads;
    private final BatchedNetwork generator;
    private final Optional<FaceRestorer> restorer;
    private final int size;
    private final String model;

    /**
     * @param model the generator's id in the catalogue, for milestones
     * @param heads moves the head; stays the caller's
     * @param generator as {@link io.talkmatrix.inference.faces.Wav2LipImporter} makes it; closed with the engine
     * @param most frames in one run, at least 1
     * @param settings how frames of several rooms come together
     * @param lanes runs at a time
     * @param restorer closed with the engine
     * @throws io.talkmatrix.inference.InferenceException the generator takes or gives something else
     */
    public Wav2LipEngine(
            String model,
            WarpFaceEngine heads,
            OnnxModel generator,
            int most,
            BatchSettings settings,
            int lanes,
            Optional<FaceRestorer> restorer) {
        this.heads = heads;
        this.restorer = restorer;
        size = (int) generator.inputShape(Wav2LipGraph.FACE)[2];
        this.generator = new BatchedNetwork(
                generator,
                List.of(
                        new Port(Wav2LipGraph.MEL, List.of(1, MelTrack.BANDS, MelTrack.WINDOW)),
                        new Port(Wav2LipGraph.FACE, List.of(6, size, size))),
                new Port(Wav2LipGraph.PICTURE, List.of(3, size, size)),
                most,
                settings,
                lanes);
        this.model = model + restorer.map(r -> "+" + r.model()).orElse("");
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(NAME, model, generator.device(), "");
    }

    @Override
    public Avatar load(AvatarSource source) {
        return new Wav2LipAvatar((WarpAvatar) heads.load(source), size);
    }

    @Override
    public FaceSession open(Avatar avatar, Liveliness liveliness) {
        return open(avatar, liveliness, "");
    }

    @Override
    public FaceSession open(Avatar avatar, Liveliness liveliness, String room) {
        return new Wav2LipSession((Wav2LipAvatar) avatar, heads, liveliness, room, generator, size, restorer);
    }

    @Override
    public void close() {
        generator.close();
        restorer.ifPresent(FaceRestorer::close);
    }
}
