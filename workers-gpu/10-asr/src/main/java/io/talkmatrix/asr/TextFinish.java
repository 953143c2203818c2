package io.talkmatrix.asr;

/** Gives recognised text the form the product uses. Safe for use from any thread. */
@FunctionalInterface
public interface TextFinish {

    /** @param language BCP 47 primary tag of the text */
    String finish(String text, String language);
}
