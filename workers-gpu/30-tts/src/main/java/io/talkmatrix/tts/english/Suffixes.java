package io.talkmatrix.tts.english;

import java.util.regex.Pattern;

/**
 * Reads words that no dictionary has but whose stem is known: -s, -ed and -ing, American pronunciation. Every method
 * returns null where it does not apply.
 */
final class Suffixes {

    private static final Pattern DOUBLED_CONSONANT = Pattern.compile("([bcdgklmnprstvxz])\\1ing$|cking$");

    private final Lexicon lexicon;

    Suffixes(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    String read(String word, String tag, Emphasis emphasis, Context context) {
        String plural = readS(word, tag, emphasis, context);
        if (plural != null) {
            return plural;
        }
        String past = readEd(word, tag, emphasis, context);
        return past != null
                ? past
                : readIng(word, tag, emphasis == Emphasis.AS_IS ? Emphasis.LIGHT : emphasis, context);
    }

    String readS(String word, String tag, Emphasis emphasis, Context context) {
        String stem = stemOfS(word);
        return stem == null ? null : withS(lexicon.read(stem, tag, emphasis, context));
    }

    private String readEd(String word, String tag, Emphasis emphasis, Context context) {
        String stem = stemOfEd(word);
        return stem == null ? null : withEd(lexicon.read(stem, tag, emphasis, context));
    }

    private String readIng(String word, String tag, Emphasis emphasis, Context context) {
        String stem = stemOfIng(word);
        return stem == null ? null : withIng(lexicon.read(stem, tag, emphasis, context));
    }

    private String stemOfS(String word) {
        if (word.length() < 3 || !word.endsWith("s")) {
            return null;
        }
        if (!word.endsWith("ss") && knownWithout(word, 1)) {
            return cut(word, 1);
        }
        boolean ies = word.length() > 4 && word.endsWith("ies");
        boolean es = word.length() > 4 && word.endsWith("es") && !ies;
        if ((es || word.endsWith("'s")) && knownWithout(word, 2)) {
            return cut(word, 2);
        }
        return ies && lexicon.knows(cut(word, 3) + "y") ? cut(word, 3) + "y" : null;
    }

    private String stemOfEd(String word) {
        if (word.length() < 4 || !word.endsWith("d")) {
            return null;
        }
        if (!word.endsWith("dd") && knownWithout(word, 1)) {
            return cut(word, 1);
        }
        boolean ed = word.length() > 4 && word.endsWith("ed") && !word.endsWith("eed");
        return ed && knownWithout(word, 2) ? cut(word, 2) : null;
    }

    private String stemOfIng(String word) {
        if (word.length() < 5 || !word.endsWith("ing")) {
            return null;
        }
        if (word.length() > 5 && knownWithout(word, 3)) {
            return cut(word, 3);
        }
        if (lexicon.knows(cut(word, 3) + "e")) {
            return cut(word, 3) + "e";
        }
        boolean doubled = word.length() > 5 && DOUBLED_CONSONANT.matcher(word).find();
        return doubled && knownWithout(word, 4) ? cut(word, 4) : null;
    }

    private boolean knownWithout(String word, int letters) {
        return lexicon.knows(cut(word, letters));
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    /** Phonemes with a plural or possessive s; null stays null. */
    static String withS(String stem) {
        if (stem == null || stem.isEmpty()) {
            return null;
        }
        char last = stem.charAt(stem.length() - 1);
        if ("ptkfθ".indexOf(last) >= 0) {
            return stem + "s";
        }
        return "szʃʒʧʤ".indexOf(last) >= 0 ? stem + "ᵻz" : stem + "z";
    }

    /** Phonemes with a past tense ending; null stays null. */
    static String withEd(String stem) {
        if (stem == null || stem.isEmpty()) {
            return null;
        }
        char last = stem.charAt(stem.length() - 1);
        if ("pkfθʃsʧ".indexOf(last) >= 0) {
            return stem + "t";
        } else if (last == 'd') {
            return stem + "ᵻd";
        } else if (last != 't') {
            return stem + "d";
        } else if (stem.length() < 2) {
            return stem + "ɪd";
        }
        return flapped(stem) + "ᵻd";
    }

    /** Phonemes with the ending -ing; null stays null. */
    static String withIng(String stem) {
        if (stem == null || stem.isEmpty()) {
            return null;
        }
        return flapped(stem) + "ɪŋ";
    }

    private static String flapped(String stem) {
        int last = stem.length() - 1;
        boolean flap = last > 0 && stem.charAt(last) == 't' && Phones.flapsAfter(stem.charAt(last - 1));
        return flap ? stem.substring(0, last) + "ɾ" : stem;
    }
}
