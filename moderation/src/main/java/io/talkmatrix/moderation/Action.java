package io.talkmatrix.moderation;

/** What is done with a text that holds a listed word, the mildest first. */
public enum Action {
    /** It passes, and the operator is told. */
    ALERT,
    /** The word becomes {@code **}. */
    MASK,
    /** The word becomes the rule's replacement. */
    REPLACE,
    /** The whole text is dropped. */
    DROP
}
