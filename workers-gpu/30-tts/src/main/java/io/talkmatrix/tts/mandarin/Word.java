package io.talkmatrix.tts.mandarin;

import java.util.List;

/**
 * A Chinese word with one syllable for each character.
 *
 * @param text the characters
 * @param syllables their readings
 * @param settled true if sandhi must leave the readings alone
 */
record Word(String text, List<Syllable> syllables, boolean settled) {

    Word {
        syllables = List.copyOf(syllables);
        if (syllables.size() != text.length()) {
            throw new IllegalArgumentException("a word needs a syllable for each character: " + text + " " + syllables);
        }
    }

    Word withSyllables(List<Syllable> newSyllables) {
        return new Word(text, newSyllables, settled);
    }
}
