package io.talkmatrix.face;

/**
 * What a living face does besides speaking and feeling: the head sways and turns, nods at the end of a phrase and with a
 * stressed word, the brows rise with it, the eyes look here and there, the breast breathes. All from the seed, what is said
 * and how loud. Not thread-safe.
 */
final class LivingMotion {

    private static final double IDLE = .45;
    private static final double PHRASE_NOD_DEGREES = 1.9;
    private static final double STRESS_NOD_DEGREES = .9;
    private static final double STRESS_BROWS = .024;
    /** Fixations of a viewer's eyes rest 0.3–1.9 s (Lee, Badler and Badler, "Eyes alive", 2002); ours look at the camera. */
    private static final double[] GAZE_REACH = {.012, .005};

    private static final double SACCADE_SECONDS = .05;

    private final HeadMotion head;
    private final Wandering gaze;
    private final PhraseEnds phrases;

    LivingMotion(long seed) {
        head = new HeadMotion(seed);
        gaze = new Wandering(seed * 31 + 17, .3, 1.9, SACCADE_SECONDS, GAZE_REACH);
        phrases = new PhraseEnds(seed);
    }

    /** @param amount 0 at rest to 1 */
    void move(FaceScript script, int frame, double time, double amount, FacePose pose) {
        boolean talks = !script.clauses().isEmpty();
        head.move(pose, time, talks ? 1 : IDLE, amount);
        pose.add(Channel.GAZE_X, amount * gaze.at(time, 0));
        pose.add(Channel.GAZE_Y, amount * gaze.at(time, 1));
        if (talks) {
            double stress = Stress.at(script, frame);
            double nod = PHRASE_NOD_DEGREES * phrases.nod(script.visemes(), time) + STRESS_NOD_DEGREES * stress;
            pose.addTurn(0, amount * Math.toRadians(nod));
            pose.add(Channel.BROW_UP, amount * STRESS_BROWS * stress);
        }
    }
}
