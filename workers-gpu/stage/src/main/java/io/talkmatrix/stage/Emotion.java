package io.talkmatrix.stage;

/** How a segment is said and shown. */
public enum Emotion {
    NEUTRAL,
    HAPPY,
    SAD,
    SURPRISED,
    SERIOUS
}
