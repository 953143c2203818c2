package io.talkmatrix.face;

import io.talkmatrix.stage.Emotion;
import java.util.EnumMap;
import java.util.Map;

/**
 * How an emotion shows on a face: which channels it moves, where the head goes, and how it comes and fades. The numbers were
 * tuned by eye on contact sheets, see docs/face.md; which muscles belong to which emotion follows the facial action coding
 * system (Ekman and Friesen 1978). Immutable once made.
 */
final class Expression {

    private static final double FADE_SECONDS = 1.2;
    private static final Channel[] CHANNELS = Channel.values();
    private static final Map<Emotion, Expression> ALL = new EnumMap<>(Emotion.class);

    static {
        for (Emotion emotion : Emotion.values()) {
            ALL.put(emotion, made(emotion));
        }
    }

    private final double onsetSeconds;
    private final double apexSeconds;
    private final double lastingShare;
    private final float[] added = new float[CHANNELS.length]; // by channel, at full strength
    private double down;
    private double leanDegrees;

    /**
     * @param onsetSeconds how long it takes to show
     * @param apexSeconds how long it stays at its strongest
     * @param lastingShare what is left of it after that
     */
    private Expression(double onsetSeconds, double apexSeconds, double lastingShare) {
        this.onsetSeconds = onsetSeconds;
        this.apexSeconds = apexSeconds;
        this.lastingShare = lastingShare;
    }

    static Expression of(Emotion emotion) {
        return ALL.get(emotion);
    }

    private static Expression made(Emotion emotion) {
        return switch (emotion) {
            case NEUTRAL -> new Expression(.5, 60, 1);
            case HAPPY ->
                new Expression(.45, 3, .85)
                        .with(Channel.SMILE, 1.5)
                        .with(Channel.SQUINT, .8)
                        .with(Channel.BROW_UP, .02)
                        .head(-1.5, 1.2);
            case SAD ->
                new Expression(.7, 4, .9)
                        .with(Channel.FROWN, 2.4)
                        .with(Channel.CLOSE, .9)
                        .with(Channel.BROW_IN, .095)
                        .with(Channel.FURROW, .012)
                        .with(Channel.EYES_WIDE, -.8)
                        .with(Channel.GAZE_Y, .012)
                        .head(5, -2.2);
            case SURPRISED ->
                new Expression(.24, 1.4, .6)
                        .with(Channel.JAW, .10)
                        .with(Channel.ROUND, .4)
                        .with(Channel.CLOSE, .7)
                        .with(Channel.BROW_UP, .095)
                        .with(Channel.EYES_WIDE, 1)
                        .head(-4, 0);
            case SERIOUS ->
                new Expression(.5, 6, .9)
                        .with(Channel.PRESS, .8)
                        .with(Channel.FROWN, 1.1)
                        .with(Channel.CLOSE, .9)
                        .with(Channel.FURROW, .085)
                        .with(Channel.BROW_UP, -.022)
                        .with(Channel.SQUINT, .45)
                        .head(3, 0);
        };
    }

    private Expression with(Channel channel, double value) {
        added[channel.ordinal()] = (float) value;
        return this;
    }

    private Expression head(double pixelsDown, double degrees) {
        down = pixelsDown;
        leanDegrees = degrees;
        return this;
    }

    double onsetSeconds() {
        return onsetSeconds;
    }

    /** The share of its strength it has {@code seconds} after it began. */
    double lasting(double seconds) {
        return 1 - (1 - lastingShare) * Curves.smoothstep(apexSeconds, apexSeconds + FADE_SECONDS, seconds);
    }

    /**
     * Adds it to a pose. What would open lips gives way where speech wants them closed.
     *
     * @param amount 0–1
     * @param closure how firmly speech insists on closed lips, 0–1
     */
    void show(double amount, double closure, FacePose pose) {
        for (Channel channel : CHANNELS) {
            float value = added[channel.ordinal()];
            if (value != 0) {
                pose.add(channel, amount * value * (channel == Channel.JAW ? 1 - closure : 1));
            }
        }
        pose.addShift(0, amount * down);
        pose.addTilt(amount * Math.toRadians(leanDegrees));
    }
}
