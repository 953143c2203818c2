package io.talkmatrix.tts.english;

/**
 * What follows the word being read; words are read from right to left.
 *
 * @param next the sound that follows
 * @param beforeTo whether the next word is "to", as in "used to"
 */
record Context(NextSound next, boolean beforeTo) {

    static final Context CLAUSE_END = new Context(NextSound.PAUSE, false);

    /** For words that stand inside a number, where nothing depends on the neighbour. */
    static final Context NEUTRAL = new Context(NextSound.CONSONANT, false);

    /** The context of the word before one with the given text and phonemes. */
    Context before(String text, String tag, String phonemes) {
        boolean to = text.equals("to") || text.equals("To") || (text.equals("TO") && PartOfSpeech.isTo(tag));
        return new Context(firstSound(phonemes), to);
    }

    private NextSound firstSound(String phonemes) {
        for (int i = 0; i < phonemes.length(); i++) {
            char symbol = phonemes.charAt(i);
            if (Phones.isPause(symbol)) {
                return NextSound.PAUSE;
            } else if (Phones.isVowel(symbol)) {
                return NextSound.VOWEL;
            } else if (Phones.isConsonant(symbol)) {
                return NextSound.CONSONANT;
            }
        }
        return next;
    }
}
