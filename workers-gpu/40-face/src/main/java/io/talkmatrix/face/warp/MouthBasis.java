package io.talkmatrix.face.warp;

/** The elementary movements of mouth and jaw that are solved once and then only added up. */
enum MouthBasis {
    JAW,
    UPPER_LIP,
    LOWER_LIP,
    WIDE,
    ROUND,
    PRESS,
    LIP_TO_TEETH,
    SMILE,
    FROWN,
    CLOSE;

    static final int COUNT = values().length;
}
