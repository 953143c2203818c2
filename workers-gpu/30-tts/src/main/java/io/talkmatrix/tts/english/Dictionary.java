package io.talkmatrix.tts.english;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Words and their pronunciations. Immutable.
 *
 * <p>A word in small letters also answers to its capitalised form and the other way round, unless both have an entry of
 * their own (Polish and polish).
 */
final class Dictionary {

    private final StringIndex words;
    private final String pool; // phonemes of all plain words, one after another
    private final int[] ends; // [words], where each word's phonemes end in the pool
    private final Map<Integer, Pronunciation> ambiguous; // words that depend on the part of speech, by number

    private Dictionary(StringIndex words, String pool, int[] ends, Map<Integer, Pronunciation> ambiguous) {
        this.words = words;
        this.pool = pool;
        this.ends = ends;
        this.ambiguous = ambiguous;
    }

    boolean contains(String word) {
        return number(word) != StringIndex.ABSENT;
    }

    /** @return null if the word is not in the dictionary */
    Pronunciation find(String word) {
        int number = number(word);
        if (number == StringIndex.ABSENT) {
            return null;
        }
        Pronunciation special = ambiguous.get(number);
        if (special != null) {
            return special;
        }
        return new Pronunciation(pool.substring(number == 0 ? 0 : ends[number - 1], ends[number]), Map.of());
    }

    private int number(String word) {
        int number = words.find(word);
        if (number != StringIndex.ABSENT || word.length() < 2) {
            return number;
        }
        String lower = Letters.lower(word);
        String capitalised = Letters.capitalised(word);
        if (word.equals(lower)) {
            return words.find(capitalised);
        }
        return word.equals(capitalised) ? words.find(lower) : StringIndex.ABSENT;
    }

    /** Collects the entries. */
    static final class Builder {

        private final StringIndex.Builder words = new StringIndex.Builder();
        private final StringBuilder pool = new StringBuilder();
        private final Map<Integer, Pronunciation> ambiguous = new HashMap<>();
        private int[] ends = new int[1024];
        private int size;

        void add(String word, String phonemes) {
            pool.append(phonemes);
            end(word);
        }

        void add(String word, Pronunciation pronunciation) {
            ambiguous.put(size, pronunciation);
            end(word);
        }

        private void end(String word) {
            words.add(word);
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, size * 2);
            }
            ends[size++] = pool.length();
        }

        Dictionary build() {
            return new Dictionary(words.build(), pool.toString(), Arrays.copyOf(ends, size), Map.copyOf(ambiguous));
        }
    }
}
