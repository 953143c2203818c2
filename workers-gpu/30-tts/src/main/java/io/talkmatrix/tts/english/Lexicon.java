package io.talkmatrix.tts.english;

/**
 * The two dictionaries together: gold (checked by people) before silver (made by machine), and spelling letter by
 * letter for what has no other reading. Immutable.
 *
 * <p>The rules here and in {@link WordReader}, {@link Suffixes}, {@link FunctionWords} and {@link NumberReader} follow
 * misaki's English front end (github.com/hexgrad/misaki, Apache-2.0), with which the Kokoro and Hibari voices were
 * trained.
 */
final class Lexicon {

    private final Dictionary gold;
    private final Dictionary silver;

    Lexicon(Dictionary gold, Dictionary silver) {
        this.gold = gold;
        this.silver = silver;
    }

    /** Whether a dictionary has the word itself. */
    boolean lists(String word) {
        return gold.contains(word) || silver.contains(word);
    }

    /** Whether {@link #read} can say the word, be it letter by letter. */
    boolean knows(String word) {
        if (lists(word)) {
            return true;
        }
        if (!Letters.areAllLatin(word)) {
            return false;
        }
        return word.length() == 1 || Letters.isUpper(word.substring(1));
    }

    /** The usual phonemes in the gold dictionary for a word that must be there. */
    String gold(String word, String tag, Context context) {
        Pronunciation found = gold.find(word);
        if (found == null) {
            throw new IllegalStateException(
                    "the English lexicon lacks \"" + word + "\": its files are not the right ones");
        }
        return found.forTag(tag, context);
    }

    /** @return the word's phonemes, or null if it is in no dictionary and can't be spelled */
    String read(String word, String tag, Emphasis emphasis, Context context) {
        String key = word;
        boolean name = false;
        if (Letters.isUpper(word) && !gold.contains(word)) {
            key = Letters.lower(word);
            name = tag.equals(PartOfSpeech.PROPER_NOUN);
        }
        Pronunciation found = gold.find(key);
        if (found == null && !name) {
            found = silver.find(key);
        }
        String phonemes = found == null ? null : found.forTag(tag, context);
        if (phonemes == null || name && phonemes.indexOf(Phones.PRIMARY) < 0) {
            String spelled = spell(key);
            if (spelled != null) {
                return spelled;
            }
        }
        return phonemes == null ? null : emphasis.apply(phonemes);
    }

    /** The names of a word's letters with the stress on the last, or null if a letter has no name. */
    String spell(String word) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            if (Character.isLetter(word.charAt(i))) {
                Pronunciation letter = gold.find(Letters.upper(word.substring(i, i + 1)));
                if (letter == null) {
                    return null;
                }
                names.append(letter.usual());
            }
        }
        String even = Emphasis.SECONDARY.apply(names.toString());
        int last = even.lastIndexOf(Phones.SECONDARY);
        return last < 0 ? even : even.substring(0, last) + Phones.PRIMARY + even.substring(last + 1);
    }
}
