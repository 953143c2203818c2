package io.talkmatrix.standalone.talk;

/** Which language something is in, as BCP 47 primary tags. */
public final class Language {

    private Language() {}

    static String of(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic) ? "zh" : "en";
    }

    /** Kokoro's voices say it in their first letter: {@code z} is Mandarin. */
    public static String ofVoice(String voice) {
        return voice.startsWith("z") ? "zh" : "en";
    }
}
