package io.talkmatrix.face;

import io.talkmatrix.stage.Emotion;
import java.util.List;

/**
 * A short performance under one name: gestures, feelings and held movements, each at its time. Immutable.
 *
 * @param name what it is asked for by
 * @param steps in any order, at most {@value #MOST_STEPS}
 */
public record Clip(String name, List<Step> steps) {

    public static final int MOST_STEPS = 100;
    public static final double MOST_SECONDS = 60;
    private static final double EASE_SECONDS = .25;

    /** What happens between two moments, seconds since the clip began. */
    public sealed interface Step {
        double from();

        double until();
    }

    /**
     * A gesture; it ends by itself.
     *
     * @param strength 0–1, negative for the other side
     */
    public record Move(double from, Gesture gesture, double strength) implements Step {
        @Override
        public double until() {
            return from + gesture.seconds();
        }
    }

    /**
     * Felt instead of what is felt otherwise.
     *
     * @param intensity 0–1
     */
    public record Feel(double from, double until, Emotion emotion, double intensity) implements Step {}

    /** A movement held. */
    public record Hold(double from, double until, Movement movement, double value) implements Step {}

    public Clip {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new ClipException(
                    "clip " + name + " has " + steps.size() + " steps; 1 to " + MOST_STEPS + " are allowed");
        }
        for (Step step : steps) {
            if (!(step.from() >= 0 && step.until() > step.from() && step.until() <= MOST_SECONDS)) {
                throw new ClipException("clip " + name + ": a step from " + step.from() + " s to " + step.until()
                        + " s is not within 0 and " + MOST_SECONDS + " s");
            }
        }
    }

    /** A gesture by itself. */
    public static Clip of(Gesture gesture) {
        return new Clip(gesture.label(), List.of(new Move(0, gesture, 1)));
    }

    public double seconds() {
        return steps.stream().mapToDouble(Step::until).max().orElseThrow();
    }

    /** Changes what is felt {@code time} seconds after the clip began; strengths by ordinal of {@link Emotion}. */
    void feel(double time, double strength, double[] strengths) {
        for (Step step : steps) {
            if (step instanceof Feel feel) {
                double onset = Math.min(Expression.of(feel.emotion).onsetSeconds(), (feel.until - feel.from) / 2);
                double share = strength * bump(feel, onset, time);
                for (int i = 0; share > 0 && i < strengths.length; i++) {
                    strengths[i] *= 1 - share;
                }
                strengths[feel.emotion.ordinal()] += share * feel.intensity;
            }
        }
    }

    /** Adds movements {@code time} seconds after the clip began. */
    void move(double time, double strength, FacePose pose) {
        for (Step step : steps) {
            if (step instanceof Move move) {
                move.gesture.show(time - move.from, strength * move.strength, pose);
            } else if (step instanceof Hold hold) {
                double held = bump(hold, Math.min(EASE_SECONDS, (hold.until - hold.from) / 2), time);
                hold.movement.add(strength * held * hold.value, pose);
            }
        }
    }

    private static double bump(Step step, double ease, double time) {
        return Curves.bump(step.from(), step.from() + ease, step.until() - ease, step.until(), time);
    }
}
