package io.talkmatrix.face;

import java.util.Arrays;

/** The commanded state of a face at one moment; mutable so that a session can reuse it. Not thread-safe. */
public final class FacePose {

    private static final Channel[] CHANNELS = Channel.values();

    private final float[] values = new float[CHANNELS.length];
    private float shiftX;
    private float shiftY;
    private float tilt;
    private float breath;
    private float turn;
    private float nod;

    /** Back to the rest pose. */
    public void clear() {
        Arrays.fill(values, 0);
        shiftX = 0;
        shiftY = 0;
        tilt = 0;
        breath = 0;
        turn = 0;
        nod = 0;
    }

    public float get(Channel channel) {
        return values[channel.ordinal()];
    }

    public FacePose set(Channel channel, double value) {
        values[channel.ordinal()] = (float) value;
        return this;
    }

    public FacePose add(Channel channel, double value) {
        values[channel.ordinal()] += (float) value;
        return this;
    }

    public void scale(Channel channel, double factor) {
        values[channel.ordinal()] *= (float) factor;
    }

    /** @param tilt radians; the others are pixels of a frame whose eye span is 160 */
    public void head(double shiftX, double shiftY, double tilt, double breath) {
        this.shiftX = (float) shiftX;
        this.shiftY = (float) shiftY;
        this.tilt = (float) tilt;
        this.breath = (float) breath;
    }

    /**
     * Adds to how the head is turned in space.
     *
     * @param turn about the upright axis, radians; positive looks to the right of the picture
     * @param nod about the axis through the ears, radians; positive looks down
     */
    public void addTurn(double turn, double nod) {
        this.turn += (float) turn;
        this.nod += (float) nod;
    }

    /** Adds to how the head leans to a side, radians; positive is clockwise as seen. */
    public void addTilt(double tilt) {
        this.tilt += (float) tilt;
    }

    /** Adds to where the head is, in the pixels of {@link #head}. */
    public void addShift(double x, double y) {
        this.shiftX += (float) x;
        this.shiftY += (float) y;
    }

    public float shiftX() {
        return shiftX;
    }

    public float shiftY() {
        return shiftY;
    }

    public float tilt() {
        return tilt;
    }

    public float breath() {
        return breath;
    }

    public float turn() {
        return turn;
    }

    public float nod() {
        return nod;
    }

    /** True if the head or the breast is anywhere but at rest. */
    public boolean headMoves() {
        return shiftX != 0 || shiftY != 0 || tilt != 0 || breath != 0 || turn != 0 || nod != 0;
    }
}
