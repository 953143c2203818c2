package io.talkmatrix.face;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.List;

/** Short scripts for tests. */
public final class Scripts {

    private Scripts() {}

    /** One shape after the other, each {@code seconds} long, from the start of the turn. */
    public static FaceScript of(double seconds, Viseme... visemes) {
        FaceScript script = new FaceScript();
        script.clause(0, track(0, seconds, visemes), Emotion.NEUTRAL, 0);
        return script;
    }

    public static List<TimedViseme> track(long startSamples, double seconds, Viseme... visemes) {
        long length = Math.round(seconds * SpeechChunk.SAMPLE_RATE_HZ);
        List<TimedViseme> track = new ArrayList<>();
        for (int i = 0; i < visemes.length; i++) {
            track.add(new TimedViseme(visemes[i], startSamples + i * length, startSamples + (i + 1) * length));
        }
        return track;
    }

    /** The frame shown at a time. */
    public static int frameAt(double seconds) {
        return (int) (seconds * FaceScript.FRAMES_PER_SECOND);
    }
}
