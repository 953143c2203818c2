package io.talkmatrix.face;

import java.util.Locale;
import java.util.Optional;

/** A single movement that a host makes on request: what it adds to a pose, moment by moment. */
public enum Gesture {
    /** Down, up, and once more, smaller. */
    NOD(1.0),
    /** To one side, the other, and back. */
    SHAKE(1.3),
    /** The head leans to a side for a while. */
    TILT(1.8),
    /** One eye closes, with half a smile. */
    WINK(.8),
    /** Eyes and then head turn to a side, and come back. */
    LOOK_ASIDE(2.0);

    private static final double NOD_DEGREES = 6;
    private static final double SHAKE_DEGREES = 9;
    private static final double TILT_DEGREES = 7;
    private static final double LOOK_DEGREES = 8;

    private final double seconds;

    Gesture(double seconds) {
        this.seconds = seconds;
    }

    /** How long it takes; before and after, it adds nothing. */
    public double seconds() {
        return seconds;
    }

    /** {@code look-aside} for {@link #LOOK_ASIDE}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The gesture of that {@link #label}. */
    public static Optional<Gesture> labelled(String label) {
        for (Gesture gesture : values()) {
            if (gesture.label().equals(label)) {
                return Optional.of(gesture);
            }
        }
        return Optional.empty();
    }

    /**
     * Adds what it looks like {@code time} seconds after it began.
     *
     * @param strength 0–1; negative goes to the other side, where there are sides
     */
    void show(double time, double strength, FacePose pose) {
        if (time <= 0 || time >= seconds) {
            return;
        }
        double amount = Math.abs(strength);
        switch (this) {
            case NOD -> {
                double fade = 1 - .45 * Curves.smoothstep(.4, .6, time);
                double down = .5 - .5 * Math.cos(4 * Math.PI * time / seconds);
                pose.addTurn(0, Math.toRadians(NOD_DEGREES * amount * fade * down));
                pose.addShift(0, 3 * amount * fade * down);
            }
            case SHAKE -> {
                double swing =
                        Math.sin(4 * Math.PI * time / seconds) * Curves.bump(0, .25, seconds - .35, seconds, time);
                pose.addTurn(Math.toRadians(SHAKE_DEGREES * strength * swing), 0);
                pose.addShift(4 * strength * swing, 0);
            }
            case TILT -> {
                double held = Curves.bump(0, .45, seconds - .55, seconds, time);
                pose.addTilt(Math.toRadians(TILT_DEGREES * strength * held));
                pose.addShift(2 * strength * held, 0);
            }
            case WINK -> {
                double closed = Curves.bump(.08, .22, .42, .62, time);
                double around = Curves.bump(0, .2, .5, seconds, time);
                Channel lid = strength < 0 ? Channel.WINK_RIGHT : Channel.WINK_LEFT;
                pose.set(lid, Math.max(pose.get(lid), Math.min(1, 1.6 * amount) * closed));
                pose.add(Channel.SMILE, .6 * amount * around).add(Channel.SQUINT, .35 * amount * around);
                pose.addTilt(Math.toRadians(-2.5 * strength * around));
            }
            case LOOK_ASIDE -> {
                double eyes = Curves.bump(0, .12, seconds - .5, seconds - .3, time);
                double turned = Curves.bump(.08, .45, seconds - .5, seconds, time);
                pose.add(Channel.GAZE_X, .040 * strength * eyes);
                pose.addTurn(Math.toRadians(LOOK_DEGREES * strength * turned), 0);
            }
        }
    }
}
