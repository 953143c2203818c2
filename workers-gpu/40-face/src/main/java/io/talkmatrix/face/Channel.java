package io.talkmatrix.face;

/**
 * What can be commanded of a face. The first eight are the channels a viseme sets. Lengths ({@link #JAW}, {@link
 * #UPPER_LIP}, {@link #LOWER_LIP}, {@link #WIDE}, brows, gaze) are in units of the distance between the outer eye corners,
 * the others run from 0 to about 1.
 */
public enum Channel {
    JAW,
    UPPER_LIP,
    LOWER_LIP,
    WIDE,
    ROUND,
    PRESS,
    /** Lower lip under the upper teeth: f, v. */
    LIP_TO_TEETH,
    TONGUE,
    SMILE,
    FROWN,
    /** Lips of a portrait that smiles with its mouth open are brought together; 1 closes them. */
    CLOSE,
    /** 1 while the host speaks; lets an engine prepare a smiling portrait. */
    SPEAKING,
    BROW_UP,
    BROW_IN,
    FURROW,
    BLINK,
    /** Where the eyes look: how far the irises move to the right of the picture, and down, in u. */
    GAZE_X,
    GAZE_Y,
    /** Upper lids up, white above the iris; negative lets them hang. */
    EYES_WIDE,
    /** Lower lids and cheeks up, as in a smile that is meant. */
    SQUINT,
    /** The eye at the left of the picture closes alone. */
    WINK_LEFT,
    /** The eye at the right of the picture closes alone. */
    WINK_RIGHT;

    /** How many channels a viseme sets. */
    public static final int OF_VISEME = 8;
}
