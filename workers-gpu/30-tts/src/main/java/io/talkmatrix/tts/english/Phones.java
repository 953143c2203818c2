package io.talkmatrix.tts.english;

/** Classes of the phoneme symbols that the English rules ask for. */
final class Phones {

    static final char PRIMARY = 'ˈ';
    static final char SECONDARY = 'ˌ';

    private static final String VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ";
    private static final String CONSONANTS = "bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ";
    private static final String LONG = "AIOQWYʤʧ";
    private static final String FLAPPING = "AIOWYiuæɑəɛɪɹʊʌ";
    private static final String PAUSES = ";:,.!?—…";
    private static final String QUOTES = "\"“”";

    private Phones() {}

    static boolean isVowel(char symbol) {
        return VOWELS.indexOf(symbol) >= 0;
    }

    static boolean isConsonant(char symbol) {
        return CONSONANTS.indexOf(symbol) >= 0;
    }

    /** Punctuation that is heard as a pause. */
    static boolean isPause(char symbol) {
        return PAUSES.indexOf(symbol) >= 0;
    }

    /** Punctuation that the voices know. */
    static boolean isPunctuation(char symbol) {
        return isPause(symbol) || QUOTES.indexOf(symbol) >= 0;
    }

    /** Whether an American t between this sound and a vowel turns into a flap, as in "wanted" or "waiting". */
    static boolean flapsAfter(char symbol) {
        return FLAPPING.indexOf(symbol) >= 0;
    }

    /** Length of a word in sounds; diphthongs and affricates count twice. */
    static int weight(String phonemes) {
        int weight = 0;
        for (int i = 0; i < phonemes.length(); i++) {
            weight += LONG.indexOf(phonemes.charAt(i)) >= 0 ? 2 : 1;
        }
        return weight;
    }
}
