package io.talkmatrix.face;

import io.talkmatrix.stage.Viseme;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Turns a viseme track into mouth channels: every shape pulls on every channel with a weight that decays away from its
 * own time (dominance functions after Cohen and Massaro, "Modeling coarticulation in synthetic visual speech", 1993). Lips
 * round and spread well before their sound (Benguerel and Cowan, "Coarticulation of upper lip protrusion in French", 1974),
 * so those channels look further ahead than they look back.
 * Two shapes are not negotiable: lips meet at M, the lower lip touches the teeth at F, for one whole frame at least.
 * Not thread-safe.
 */
final class Coarticulation {

    private static final double LEAD_SECONDS = .008;
    private static final double DECAY_SECONDS = .030;
    private static final double WIDE_AHEAD_SECONDS = .050;
    private static final double ROUND_AHEAD_SECONDS = .085;
    private static final double LIPS_BACK_SECONDS = .036;
    private static final double CENTRE_BOOST = 1.2;
    private static final double WINDOW_SECONDS = .45;
    private static final double BEYOND_SECONDS = 9;
    private static final double RAMP_SECONDS = .055;
    /** A closure as short as this (hearing tells one that it is not sure of so) takes a frame and no more. */
    private static final double BRIEF_SECONDS = .045;

    private static final double BRIEF_MORE_SECONDS = .010;
    private static final double BRIEF_RAMP_SECONDS = .020;
    private static final int WIDE = Channel.WIDE.ordinal();
    private static final int ROUND = Channel.ROUND.ordinal();
    private static final double HALF_FRAME_SECONDS = .5 / FaceScript.FRAMES_PER_SECOND;

    private final ToDoubleFunction<Viseme> reach;
    private final double[] pull = new double[Channel.OF_VISEME];
    private final double[] weight = new double[Channel.OF_VISEME];
    private double closure;

    /** @param reach how far the face can make each shape, see {@link Avatar#reach} */
    Coarticulation(ToDoubleFunction<Viseme> reach) {
        this.reach = reach;
    }

    /** Sets the eight mouth channels of {@code pose} for the moment {@code time}, seconds. */
    void shape(VisemeTrack track, double time, FacePose pose) {
        closure = 0;
        if (track.size() == 0) {
            return;
        }
        Arrays.fill(pull, 0);
        Arrays.fill(weight, 1e-6);
        accumulate(Viseme.NEUTRAL, track.start(0) - BEYOND_SECONDS, track.start(0), time);
        int first = track.firstEndingAfter(time - WINDOW_SECONDS);
        int after = first;
        for (; after < track.size() && track.start(after) < time + WINDOW_SECONDS; after++) {
            accumulate(track.viseme(after), track.start(after), track.end(after), time);
        }
        accumulate(Viseme.NEUTRAL, track.end(), track.end() + BEYOND_SECONDS, time);
        Channel[] channels = Channel.values();
        for (int c = 0; c < Channel.OF_VISEME; c++) {
            pose.set(channels[c], pull[c] / weight[c]);
        }
        for (int i = first; i < after; i++) {
            if (track.viseme(i) == Viseme.M || track.viseme(i) == Viseme.F) {
                insist(track.viseme(i), track.start(i), track.end(i), time, pose);
            }
        }
    }

    /** How firmly the last {@link #shape} insists on closed lips or lip on teeth, 0–1: nothing else may open them. */
    double closure() {
        return closure;
    }

    private void accumulate(Viseme viseme, double start, double end, double time) {
        double ahead = start - LEAD_SECONDS - time;
        double away = Math.max(0, Math.max(ahead, time - (end - LEAD_SECONDS)));
        double middle = (start + end) / 2 - LEAD_SECONDS;
        double centre = 1 - Math.abs(time - middle) / Math.max((end - start) / 2, .02);
        double boost = 1 + CENTRE_BOOST * Math.max(0, centre);
        double near = boost * fading(away, DECAY_SECONDS);
        double nearWide = boost * fading(away, ahead > 0 ? WIDE_AHEAD_SECONDS : LIPS_BACK_SECONDS);
        double nearRound = boost * fading(away, ahead > 0 ? ROUND_AHEAD_SECONDS : LIPS_BACK_SECONDS);
        float[] target = MouthShapes.target(viseme);
        float[] dominance = MouthShapes.dominance(viseme);
        double scale = reach.applyAsDouble(viseme);
        for (int c = 0; c < Channel.OF_VISEME; c++) {
            double share = c == WIDE ? nearWide : c == ROUND ? nearRound : near;
            pull[c] += share * dominance[c] * target[c] * scale;
            weight[c] += share * dominance[c];
        }
    }

    private static double fading(double away, double seconds) {
        return away <= 0 ? 1 : Math.exp(-Math.pow(away / seconds, 1.2));
    }

    private void insist(Viseme viseme, double start, double end, double time, FacePose pose) {
        boolean brief = end - start < BRIEF_SECONDS;
        double from = brief ? start - BRIEF_MORE_SECONDS : start - .015;
        double to = brief ? end + BRIEF_MORE_SECONDS : Math.max(end - .015, start + .040);
        double closed = bump(time, from, to, brief ? BRIEF_RAMP_SECONDS : RAMP_SECONDS);
        if (Math.abs(time - (from + to) / 2) <= HALF_FRAME_SECONDS) {
            closed = 1;
        }
        if (closed <= 0) {
            return;
        }
        closure = Math.max(closure, closed);
        double scale = reach.applyAsDouble(viseme);
        pose.scale(Channel.LOWER_LIP, 1 - closed);
        if (viseme == Viseme.M) {
            pose.scale(Channel.JAW, 1 - closed);
            pose.scale(Channel.UPPER_LIP, 1 - closed);
            pose.scale(Channel.LIP_TO_TEETH, 1 - closed);
            pose.set(Channel.PRESS, Math.max(pose.get(Channel.PRESS), .8 * closed * scale));
        } else {
            pose.set(Channel.JAW, pose.get(Channel.JAW) * (1 - closed) + .012 * closed * scale);
            pose.set(Channel.LIP_TO_TEETH, Math.max(pose.get(Channel.LIP_TO_TEETH), closed * scale));
        }
    }

    private static double bump(double time, double from, double to, double ramp) {
        double x = Math.min((time - (from - ramp)) / ramp, (to + ramp - time) / ramp);
        return Curves.smoothstep(0, 1, x);
    }
}
