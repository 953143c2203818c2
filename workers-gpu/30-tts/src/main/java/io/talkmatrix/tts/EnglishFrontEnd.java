package io.talkmatrix.tts;

/** Turns English text into phonemes. Safe for use from any thread. */
@FunctionalInterface
public interface EnglishFrontEnd {

    /**
     * Phonemes of a text in misaki's US alphabet (the symbols of {@link PhonemeVocabulary}): words separated by one
     * space, punctuation kept, stress marks before their vowels. Numbers and symbols are spelled out.
     *
     * @return empty if the text holds nothing sayable
     */
    String phonemes(String englishText);
}
