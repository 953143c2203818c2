package io.talkmatrix.face.wav2lip;

import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceScript.Clause;

/**
 * How far the drawn mouth takes the place of the portrait's, 0 to 1. Where shapes are timed, while they say something; where
 * they are not, while something is heard. Pure.
 */
final class Presence {

    private static final double EASE_SECONDS = .24;
    private static final float HEARD = .02f;
    /** Of so many frames ahead the sound is known: the engine listens further. */
    private static final int BEFORE = 4;

    private static final int AFTER = 25;

    private Presence() {}

    /**
     * @param speaking what the choreography says of the timed shapes
     * @param frame number of the frame
     */
    static float of(FaceScript script, double speaking, int frame) {
        boolean timed = script.clauses().stream().anyMatch(Presence::says);
        return (float)
                (timed ? speaking : heard(script, frame) * script.envelope(FaceScript.timeOf(frame), EASE_SECONDS));
    }

    private static boolean says(Clause clause) {
        return clause.speechEnd() > clause.speechStart();
    }

    /** 1 close to sound, less the longer it is over or the further it is ahead. */
    private static double heard(FaceScript script, int frame) {
        double most = 0;
        for (int away = -AFTER; away <= BEFORE; away++) {
            if (script.loudnessAt(frame + away) > HEARD) {
                most = Math.max(most, away <= 0 ? fall(-away, AFTER - BEFORE, AFTER) : fall(away, 0, BEFORE));
            }
        }
        return most;
    }

    private static double fall(double x, double from, double to) {
        double t = Math.max(0, Math.min(1, (x - from) / (to - from)));
        return 1 - t * t * (3 - 2 * t);
    }
}
