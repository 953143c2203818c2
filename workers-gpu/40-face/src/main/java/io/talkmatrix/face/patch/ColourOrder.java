package io.talkmatrix.face.patch;

/** In which order a network takes and gives colours, a plane each. */
public enum ColourOrder {
    BLUE_FIRST(0, 8, 16),
    RED_FIRST(16, 8, 0);

    private final int[] shifts;

    ColourOrder(int... shifts) {
        this.shifts = shifts;
    }

    /** How far a plane's colour is shifted in an {@code 0xffRRGGBB} pixel. */
    int shift(int plane) {
        return shifts[plane];
    }
}
