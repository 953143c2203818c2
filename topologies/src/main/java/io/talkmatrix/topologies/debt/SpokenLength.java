package io.talkmatrix.topologies.debt;

import io.talkmatrix.stage.SpeechChunk;

/** How long a text takes to be said, before anybody has said it: within about a third for our voices. */
final class SpokenLength {

    /** Unhurried Mandarin, 4.5 syllables a second. */
    private static final int SAMPLES_OF_IDEOGRAPH = SpeechChunk.SAMPLE_RATE_HZ * 22 / 100;

    /** English, 14 letters a second, spaces not counted. */
    private static final int SAMPLES_OF_LETTER = SpeechChunk.SAMPLE_RATE_HZ * 7 / 100;

    private SpokenLength() {}

    /** Samples at 24 kHz. */
    static long samples(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToLong(letter -> Character.isIdeographic(letter) ? SAMPLES_OF_IDEOGRAPH : SAMPLES_OF_LETTER)
                .sum();
    }
}
