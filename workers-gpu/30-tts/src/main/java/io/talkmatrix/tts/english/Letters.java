package io.talkmatrix.tts.english;

import java.util.Locale;

/** Questions about the spelling of a word. Locale-free. */
final class Letters {

    private Letters() {}

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    static String capitalised(String word) {
        return word.isEmpty() ? word : upper(word.substring(0, 1)) + lower(word.substring(1));
    }

    /** Whether no character is a capital; true also where there are no letters at all. */
    static boolean isLower(String word) {
        return word.equals(lower(word));
    }

    /** Whether no character is a small letter; true also where there are no letters at all. */
    static boolean isUpper(String word) {
        return word.equals(upper(word));
    }

    /** Whether the word is not empty and all letters, of any script. */
    static boolean areAll(String word) {
        return !word.isEmpty() && word.chars().allMatch(Character::isLetter);
    }

    /** Whether the word is not empty and all of a-z and A-Z. */
    static boolean areAllLatin(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** Whether the word is not empty and all of 0-9. */
    static boolean areDigits(String word) {
        return !word.isEmpty() && word.chars().allMatch(Letters::isDigit);
    }
}
