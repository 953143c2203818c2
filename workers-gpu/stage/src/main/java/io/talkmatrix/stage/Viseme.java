package io.talkmatrix.stage;

/** Mouth shapes, the classes the face engines know. */
public enum Viseme {
    /** Mouth at rest. */
    NEUTRAL,
    /** Lips closed: p b m. */
    M,
    /** Lower lip on upper teeth: f v. */
    F,
    AH,
    EH,
    UH,
    OH,
    /** Strongly rounded: u ü w. */
    WOO,
    EE,
    S,
    SH,
    /** Tongue tip at the ridge: t d n. */
    D,
    /** Tongue visible: l th. */
    L,
    R,
    /** Back of the tongue: k g ng h. */
    K
}
