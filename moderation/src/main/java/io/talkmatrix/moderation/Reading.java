package io.talkmatrix.moderation;

import com.hankcs.hanlp.dictionary.py.Pinyin;
import com.hankcs.hanlp.dictionary.py.PinyinDictionary;
import java.util.Arrays;

/**
 * A text as it is read: its letters in a row, and the same as sounds, each with the place it comes from. Signs, spaces
 * and pictures are not read. One text, one reading; immutable once made.
 */
final class Reading {

    private static final int MOST = 4_000;

    private final StringBuilder letters = new StringBuilder();
    private final StringBuilder sounds = new StringBuilder();
    private int[] letterFrom = new int[64];
    private int[] letterTo = new int[64];
    private int[] soundLetter = new int[128]; // of each sound, the letter it is of
    private boolean[] soundBegins = new boolean[128]; // true where a letter's sound begins

    private Reading() {}

    /** @param text of which the first {@value #MOST} characters are read */
    static Reading of(String text) {
        Reading reading = new Reading();
        reading.readLetters(text);
        reading.readSounds();
        return reading;
    }

    String letters() {
        return letters.toString();
    }

    /** Sounds without tones, look-alikes folded. */
    String sounds() {
        return sounds.toString();
    }

    int from(int letter) {
        return letterFrom[letter];
    }

    /** After its end in the text. */
    int to(int letter) {
        return letterTo[letter];
    }

    int letterOf(int sound) {
        return soundLetter[sound];
    }

    boolean begins(int sound) {
        return sound >= sounds.length() || soundBegins[sound];
    }

    boolean han(int letter) {
        return isHan(letters.charAt(letter));
    }

    static boolean isHan(char c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }

    private void readLetters(String text) {
        int end = Math.min(text.length(), MOST);
        for (int at = 0; at < end; ) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            String read = Letters.of(c);
            if (read.isEmpty() && Letters.leetSign(c) && besideLatin(text, at, next)) {
                read = Character.toString(c);
            }
            for (int i = 0; i < read.length(); i++) {
                letter(read.charAt(i), at, next);
            }
            at = next;
        }
    }

    /** Within a word, or a sign for a vowel or an s at its beginning. */
    private static boolean besideLatin(String text, int at, int next) {
        boolean first = text.charAt(at) == '@' || text.charAt(at) == '$';
        boolean before = at > 0 ? latin(text.charAt(at - 1)) || first && text.charAt(at - 1) == ' ' : first;
        return before && next < text.length() && latin(text.charAt(next));
    }

    private static boolean latin(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private void letter(char c, int from, int to) {
        int at = letters.length();
        if (at == letterFrom.length) {
            letterFrom = Arrays.copyOf(letterFrom, at * 2);
            letterTo = Arrays.copyOf(letterTo, at * 2);
        }
        letterFrom[at] = from;
        letterTo[at] = to;
        letters.append(c);
    }

    private void readSounds() {
        boolean anyHan = letters.chars().anyMatch(c -> isHan((char) c));
        Pinyin[] pinyin = anyHan ? PinyinDictionary.convertToPinyinArray(letters.toString()) : new Pinyin[0];
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            String syllable = isHan(c) && i < pinyin.length ? pinyin[i].getPinyinWithoutTone() : "";
            if (syllable == null || syllable.isEmpty() || syllable.equals("none")) {
                sound(c, i, true);
            } else {
                for (int k = 0; k < syllable.length(); k++) {
                    sound(syllable.charAt(k), i, k == 0);
                }
            }
        }
    }

    private void sound(char c, int letter, boolean begins) {
        int at = sounds.length();
        if (at == soundLetter.length) {
            soundLetter = Arrays.copyOf(soundLetter, at * 2);
            soundBegins = Arrays.copyOf(soundBegins, at * 2);
        }
        soundLetter[at] = letter;
        soundBegins[at] = begins;
        sounds.append(Letters.leet(c));
    }
}
