package io.talkmatrix.face.app;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.face.measure.LipSyncMeter;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.face.warp.WarpSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lip-sync of a face that has nothing but the sound: it moves by the shapes that were heard and is compared with those that
 * the voice was made with, as a landmark detector sees it on the frames. For one thread.
 */
public final class HeardMouth {

    private final FaceFinder finder;

    /**
     * Something said by a voice.
     *
     * @param name for keys
     * @param said with the shapes of the voice's own phoneme times
     * @param heard the same with shapes heard in the sound
     * @param frames to look at
     */
    public record Talk(String name, FaceScript said, FaceScript heard, int frames) {}

    public HeardMouth(FaceFinder finder) {
        this.finder = finder;
    }

    /** Figures of each talk: {@code heardCorrelation.NAME}, {@code heardLagMillis.NAME} and so on. */
    public Map<String, Double> lipSync(AvatarSource source, List<Talk> talks) {
        WarpFaceEngine engine = new WarpFaceEngine(finder);
        WarpAvatar avatar = (WarpAvatar) engine.load(source);
        Map<String, Double> figures = new LinkedHashMap<>();
        try (WarpSession session = (WarpSession) engine.open(avatar, Liveliness.mouthOnly())) {
            LipSyncMeter meter = new LipSyncMeter(finder, avatar, avatar.landmarks());
            double closed = FaceSheets.closedOpening(meter, session);
            for (Talk talk : talks) {
                LipSyncMeter.Figures found =
                        meter.compare(meter.openings(session, talk.heard(), talk.frames()), talk.said(), closed);
                figures.put("heardCorrelation." + talk.name(), found.spoken());
                figures.put("heardLagMillis." + talk.name(), found.lagMillis());
                figures.put("heardClosureRate." + talk.name(), found.closedAtBilabials());
                figures.put("heardOpenVowelClosedRate." + talk.name(), found.closedAtOpenVowels());
            }
        }
        return figures;
    }
}
