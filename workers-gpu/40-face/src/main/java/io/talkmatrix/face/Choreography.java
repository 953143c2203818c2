package io.talkmatrix.face;

import io.talkmatrix.stage.Emotion;

/**
 * Decides the pose of every frame: mouth from the visemes, emotion from the clauses or by request, clips that were asked
 * for, brows, nods, gaze, blinks and sway from the seed and the voice, and easing from and to the rest pose. Pure apart from
 * buffers; not thread-safe.
 */
public final class Choreography {

    private static final double EASE_SECONDS = .24;
    private static final Emotion[] EMOTIONS = Emotion.values();
    /** A pause shorter than this does not bring the smile of a portrait back. */
    private static final double SPEECH_TAIL_SECONDS = 1.0;

    private final Coarticulation coarticulation;
    private final LivingMotion living;
    private final Blinks blinks;
    private final Liveliness liveliness;
    private final double[] strengths = Feelings.strengths();

    public Choreography(Avatar avatar, Liveliness liveliness) {
        this.coarticulation = new Coarticulation(avatar::reach);
        this.living = new LivingMotion(liveliness.seed());
        this.blinks = new Blinks(~liveliness.seed());
        this.liveliness = liveliness;
    }

    /** Fills {@code pose} for a frame. A script without clauses is silence: the mouth rests. */
    public void pose(FaceScript script, int frame, FacePose pose) {
        double time = FaceScript.timeOf(frame);
        pose.clear();
        coarticulation.shape(script.visemes(), time, pose);
        double envelope = script.envelope(time, EASE_SECONDS);
        if (envelope < 1) {
            double mouthOut = script.envelope(time, 1e-9);
            for (Channel channel : MOUTH) {
                pose.scale(channel, mouthOut);
            }
        }
        pose.set(Channel.SPEAKING, speaking(script, time) * script.envelope(time, 1e-9));
        if (liveliness.sway()) {
            living.move(script, frame, time, envelope, pose);
        }
        if (liveliness.blinks()) {
            pose.set(Channel.BLINK, blinks.lid(frame, script.lastBlink()));
        }
        emotions(script, time, envelope, pose);
        for (FaceScript.Performance performance : script.performances()) {
            performance.clip().move(time - performance.start(), performance.strength() * envelope, pose);
        }
    }

    private static final Channel[] MOUTH = {
        Channel.JAW,
        Channel.UPPER_LIP,
        Channel.LOWER_LIP,
        Channel.WIDE,
        Channel.ROUND,
        Channel.PRESS,
        Channel.LIP_TO_TEETH,
        Channel.TONGUE
    };

    private static double speaking(FaceScript script, double time) {
        double most = 0;
        for (FaceScript.Clause clause : script.clauses()) {
            if (clause.speechEnd() > clause.speechStart()) {
                double in = Curves.smoothstep(clause.start(), clause.start() + EASE_SECONDS, time);
                double quiet = clause.speechEnd() + SPEECH_TAIL_SECONDS;
                most = Math.max(most, in * (1 - Curves.smoothstep(quiet, quiet + EASE_SECONDS, time)));
            }
        }
        return most;
    }

    private void emotions(FaceScript script, double time, double envelope, FacePose pose) {
        script.feelings().at(time, strengths);
        for (FaceScript.Performance performance : script.performances()) {
            performance.clip().feel(time - performance.start(), performance.strength() * envelope, strengths);
        }
        for (Emotion emotion : EMOTIONS) {
            double amount = strengths[emotion.ordinal()] * envelope;
            if (amount > 0) {
                Expression.of(emotion).show(amount, coarticulation.closure(), pose);
            }
        }
    }
}
