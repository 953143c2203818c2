package io.talkmatrix.face;

import io.talkmatrix.stage.Emotion;

/**
 * Decides the pose of every frame: mouth from the visemes, emotion from the clauses, brows, nods, gaze,
 * blinks and sway from the seed and the voice, and easing from and to the rest pose. Pure apart from buffers; not thread-safe.
 */
public final class Choreography {

    private static final double EASE_SECONDS = .24;
    private static final double EMOTION_SECONDS = .4;
    /** A pause shorter than this does not bring the smile of a portrait back. */
    private static final double SPEECH_TAIL_SECONDS = 1.0;

    private final Coarticulation coarticulation;
    private final LivingMotion living;
    private final Blinks blinks;
    private final Liveliness liveliness;

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
        emotions(script, time, envelope, pose);
        pose.set(Channel.SPEAKING, speaking(script, time) * script.envelope(time, 1e-9));
        if (liveliness.sway()) {
            living.move(script, frame, time, envelope, pose);
        }
        if (liveliness.blinks()) {
            pose.set(Channel.BLINK, blinks.lid(frame, script.lastBlink()));
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
        var clauses = script.clauses();
        for (int i = 0; i < clauses.size(); i++) {
            FaceScript.Clause clause = clauses.get(i);
            double in = Curves.smoothstep(clause.start(), clause.start() + EMOTION_SECONDS, time);
            double out = i + 1 < clauses.size()
                    ? Curves.smoothstep(
                            clauses.get(i + 1).start(), clauses.get(i + 1).start() + EMOTION_SECONDS, time)
                    : 0;
            double amount = (in - out) * clause.intensity() * envelope;
            if (amount > 0) {
                float jaw = pose.get(Channel.JAW);
                feel(clause.emotion(), amount, pose);
                pose.set(Channel.JAW, jaw + (pose.get(Channel.JAW) - jaw) * (1 - coarticulation.closure()));
            }
        }
    }

    /** Adds an emotion to a pose. */
    public static void feel(Emotion emotion, double amount, FacePose pose) {
        switch (emotion) {
            case NEUTRAL -> {}
            case HAPPY -> pose.add(Channel.SMILE, amount).add(Channel.BROW_UP, .012 * amount);
            case SAD ->
                pose.add(Channel.FROWN, 1.8 * amount)
                        .add(Channel.BROW_IN, .05 * amount)
                        .add(Channel.UPPER_LIP, -.002 * amount)
                        .add(Channel.CLOSE, .8 * amount);
            case SURPRISED -> pose.add(Channel.BROW_UP, .05 * amount).add(Channel.JAW, .055 * amount);
            case SERIOUS ->
                pose.add(Channel.FURROW, .045 * amount)
                        .add(Channel.PRESS, .5 * amount)
                        .add(Channel.FROWN, .5 * amount)
                        .add(Channel.CLOSE, .9 * amount);
        }
    }
}
