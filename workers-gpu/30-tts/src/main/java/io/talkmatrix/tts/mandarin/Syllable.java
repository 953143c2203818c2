package io.talkmatrix.tts.mandarin;

/**
 * A syllable in pinyin.
 *
 * @param base letters without tone, ü written {@code v}
 * @param tone 1–4, or 5 for the neutral tone
 */
record Syllable(String base, int tone) {

    Syllable {
        if (base.isEmpty() || tone < 1 || tone > 5) {
            throw new IllegalArgumentException("not a pinyin syllable with a tone 1 to 5: " + base + tone);
        }
    }

    /** Reads {@code hang2}. */
    static Syllable parse(String pinyin) {
        int tone = pinyin.charAt(pinyin.length() - 1) - '0';
        return new Syllable(pinyin.substring(0, pinyin.length() - 1).replace('ü', 'v'), tone);
    }

    Syllable withTone(int newTone) {
        return new Syllable(base, newTone);
    }

    @Override
    public String toString() {
        return base + tone;
    }
}
