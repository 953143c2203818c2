package io.talkmatrix.face;

import io.talkmatrix.stage.Emotion;
import java.util.ArrayList;
import java.util.List;

/**
 * What the host feels from when on. Each feeling takes over from those before it within its own time; weights are never
 * negative, never sum to more than 1 and never jump, however close feelings follow one another. Not thread-safe.
 */
final class Feelings {

    private static final Emotion[] EMOTIONS = Emotion.values();

    private record Feeling(double start, Emotion emotion, float intensity) {

        /** How much of the past it has replaced. */
        double arrived(double time) {
            return Curves.smoothstep(start, start + Expression.of(emotion).onsetSeconds(), time);
        }

        double strength(double time) {
            return intensity * Expression.of(emotion).lasting(time - start);
        }
    }

    private final List<Feeling> feelings = new ArrayList<>();

    /**
     * From {@code start} on, seconds; not before the feeling added last.
     *
     * @param intensity 0–1
     */
    void from(double start, Emotion emotion, float intensity) {
        double last = feelings.isEmpty() ? 0 : feelings.get(feelings.size() - 1).start;
        feelings.add(new Feeling(Math.max(last, start), emotion, (float) Curves.clamp(0, 1, intensity)));
    }

    /** Writes the strength of each {@link Emotion} at a moment, 0–1, by ordinal. */
    void at(double time, double[] strengths) {
        java.util.Arrays.fill(strengths, 0);
        double left = 1;
        for (int i = feelings.size() - 1; i >= 0 && left > 0; i--) {
            Feeling feeling = feelings.get(i);
            double arrived = feeling.arrived(time);
            strengths[feeling.emotion.ordinal()] += left * arrived * feeling.strength(time);
            left *= 1 - arrived;
        }
    }

    static double[] strengths() {
        return new double[EMOTIONS.length];
    }
}
