package io.talkmatrix.face;

/**
 * What moves besides the mouth.
 *
 * @param seed of everything random; equal seeds give equal frames
 * @param sway head motion, gaze, accents and breathing
 * @param blinks whether the eyes blink
 */
public record Liveliness(long seed, boolean sway, boolean blinks) {

    public static Liveliness full(long seed) {
        return new Liveliness(seed, true, true);
    }

    /** Only the mouth moves: for measuring. */
    public static Liveliness mouthOnly() {
        return new Liveliness(0, false, false);
    }
}
