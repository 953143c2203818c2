package io.talkmatrix.tts.english;

import java.text.Normalizer;

/** Reads one word: function words, dictionaries, suffix rules, numbers. Immutable. */
final class WordReader {

    private final Lexicon lexicon;
    private final FunctionWords functionWords;
    private final Suffixes suffixes;
    private final NumberReader numbers;

    WordReader(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.functionWords = new FunctionWords(lexicon);
        this.suffixes = new Suffixes(lexicon);
        this.numbers = new NumberReader(lexicon, suffixes);
    }

    /**
     * @param spelling the word as written
     * @param tag its part of speech
     * @param currency the currency sign before it, or null
     * @param head whether it begins a token
     * @return its phonemes, or null if no rule reads it
     */
    String read(String spelling, String tag, Currency currency, boolean head, Context context) {
        String word = canonical(spelling);
        String phonemes = readWord(word, tag, Emphasis.ofSpelling(word), context);
        if (phonemes != null) {
            return currency == null ? phonemes : phonemes + " " + numbers.plural(currency.unit());
        }
        return NumberReader.isNumber(word, head) ? numbers.read(word, currency, head) : null;
    }

    /** Digits that stand somewhere inside a word that nothing else could read. */
    String readDigits(String digits) {
        return numbers.read(canonical(digits), null, false);
    }

    private String readWord(String word, String tag, Emphasis emphasis, Context context) {
        String special = functionWords.read(word, tag, context);
        if (special != null) {
            return special;
        }
        String key = decapitalised(word, tag, emphasis, context);
        if (lexicon.knows(key)) {
            return lexicon.read(key, tag, emphasis, context);
        }
        if (key.endsWith("'")) {
            String bare = key.substring(0, key.length() - 1);
            if (bare.endsWith("s") && lexicon.knows(bare.substring(0, bare.length() - 1) + "'s")) {
                return lexicon.read(bare.substring(0, bare.length() - 1) + "'s", tag, emphasis, context);
            }
            if (lexicon.knows(bare)) {
                return lexicon.read(bare, tag, emphasis, context);
            }
        }
        return suffixes.read(key, tag, emphasis, context);
    }

    /** A word at the start of a sentence or in capitals, in the small letters in which it can be read. */
    private String decapitalised(String word, String tag, Emphasis emphasis, Context context) {
        String lower = Letters.lower(word);
        boolean unusual = word.length() > 1
                && !word.equals(lower)
                && Letters.areAll(word.replace("'", ""))
                && (Letters.isUpper(word) || Letters.isLower(word.substring(1)))
                && (!tag.equals(PartOfSpeech.PROPER_NOUN) || word.length() > 7)
                && !lexicon.lists(word);
        boolean readable = unusual && (lexicon.lists(lower) || suffixes.read(lower, tag, emphasis, context) != null);
        return readable ? lower : word;
    }

    /** Plain quotes, compatibility characters resolved, digits of all scripts as 0-9. */
    private static String canonical(String spelling) {
        String plain = Normalizer.normalize(spelling.replace('‘', '\'').replace('’', '\''), Normalizer.Form.NFKC);
        if (plain.chars().noneMatch(c -> c > 127 && Character.isDigit(c))) {
            return plain;
        }
        StringBuilder ascii = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> ascii.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
        return ascii.toString();
    }
}
