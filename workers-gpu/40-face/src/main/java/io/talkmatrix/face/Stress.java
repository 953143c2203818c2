package io.talkmatrix.face;

/**
 * Which words are stressed, heard from the loudness: a level that stands out from that of the last second. Depends on frames
 * before alone. Immutable.
 */
final class Stress {

    private static final int PAST_FRAMES = 30;
    private static final double SILENCE = .2;
    private static final double LEAST = .08;
    private static final double FULL = .26;

    private Stress() {}

    /** 0 ordinary to 1 strongly stressed. */
    static double at(FaceScript script, int frame) {
        double level = script.loudnessAt(frame);
        double sum = 0;
        int count = 0;
        for (int i = Math.max(0, frame - PAST_FRAMES); i < frame; i++) {
            double past = script.loudnessAt(i);
            if (past > SILENCE) {
                sum += past;
                count++;
            }
        }
        double usual = count == 0 ? .5 : Math.max(.4, sum / count);
        return Curves.smoothstep(LEAST, FULL, level - usual);
    }
}
