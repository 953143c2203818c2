package io.talkmatrix.face;

import java.util.Locale;
import java.util.Optional;

/**
 * What a clip may hold besides gestures and feelings. The mouth is not among them but for its corners: what it says is the
 * voice's.
 */
public enum Movement {
    SMILE(Channel.SMILE, 2),
    FROWN(Channel.FROWN, 3),
    BROW_UP(Channel.BROW_UP, .12),
    BROW_IN(Channel.BROW_IN, .12),
    FURROW(Channel.FURROW, .1),
    EYES_WIDE(Channel.EYES_WIDE, 1.2),
    SQUINT(Channel.SQUINT, 1),
    BLINK(Channel.BLINK, 1),
    WINK_LEFT(Channel.WINK_LEFT, 1),
    WINK_RIGHT(Channel.WINK_RIGHT, 1),
    /** To the right of the picture. */
    GAZE_X(Channel.GAZE_X, .06),
    /** Down. */
    GAZE_Y(Channel.GAZE_Y, .04),
    /** Degrees to the right of the picture. */
    TURN(null, 15),
    /** Degrees down. */
    NOD(null, 12),
    /** Degrees, clockwise as seen. */
    LEAN(null, 12);

    private final Channel channel;
    private final double most;

    Movement(Channel channel, double most) {
        this.channel = channel;
        this.most = most;
    }

    /** The largest amount either way, in the channel's units, or degrees of the head. */
    public double most() {
        return most;
    }

    /** {@code brow-up} for {@link #BROW_UP}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The movement of that {@link #label}. */
    public static Optional<Movement> labelled(String label) {
        for (Movement movement : values()) {
            if (movement.label().equals(label)) {
                return Optional.of(movement);
            }
        }
        return Optional.empty();
    }

    void add(double amount, FacePose pose) {
        switch (this) {
            case TURN -> pose.addTurn(Math.toRadians(amount), 0);
            case NOD -> pose.addTurn(0, Math.toRadians(amount));
            case LEAN -> pose.addTilt(Math.toRadians(amount));
            case SMILE,
                    FROWN,
                    BROW_UP,
                    BROW_IN,
                    FURROW,
                    EYES_WIDE,
                    SQUINT,
                    BLINK,
                    WINK_LEFT,
                    WINK_RIGHT,
                    GAZE_X,
                    GAZE_Y -> pose.add(channel, amount);
        }
    }
}
