package io.talkmatrix.face;

import io.talkmatrix.stage.Viseme;

/** Small nods where a phrase ends: before a pause, and at the end of what is known. Immutable; equal seeds nod alike. */
final class PhraseEnds {

    private static final double PAUSE_SECONDS = .16;
    private static final double LEAST_PHRASE_SECONDS = .5;
    private static final double BEFORE_SECONDS = .28;
    private static final double AFTER_SECONDS = .50;

    private final long seed;

    PhraseEnds(long seed) {
        this.seed = seed;
    }

    /** How far the head is nodded at a time, 0–1. */
    double nod(VisemeTrack track, double time) {
        double nod = 0;
        int i = track.firstEndingAfter(time - AFTER_SECONDS - 1);
        for (; i < track.size() && track.start(i) < time + BEFORE_SECONDS; i++) {
            boolean pause = track.viseme(i) == Viseme.NEUTRAL && track.end(i) - track.start(i) >= PAUSE_SECONDS;
            if (pause && i > 0 && spoken(track, i) >= LEAST_PHRASE_SECONDS) {
                nod = Math.max(nod, strength(i) * dip(time - track.start(i)));
            }
        }
        return nod;
    }

    /** Length of what is said without a pause before a shape, up to the least a phrase has. */
    private static double spoken(VisemeTrack track, int before) {
        double seconds = 0;
        for (int i = before - 1; i >= 0 && seconds < LEAST_PHRASE_SECONDS; i--) {
            if (track.viseme(i) == Viseme.NEUTRAL && track.end(i) - track.start(i) >= PAUSE_SECONDS) {
                break;
            }
            seconds = track.start(before) - track.start(i);
        }
        return seconds;
    }

    /** Not every phrase is nodded at, and none like another. */
    private double strength(int phrase) {
        long mixed = (seed + phrase) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 32) * 0xd6e8feb86659fd93L;
        double share = (mixed >>> 40) / (double) (1 << 24);
        return share < .25 ? 0 : .5 + .5 * share;
    }

    /** Down before the pause begins, up again behind it. */
    private static double dip(double sincePause) {
        return sincePause < .04
                ? Curves.smoothstep(-BEFORE_SECONDS, .04, sincePause)
                : Curves.smoothstep(AFTER_SECONDS, .04, sincePause);
    }
}
