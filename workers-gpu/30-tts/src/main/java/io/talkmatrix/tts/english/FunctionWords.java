package io.talkmatrix.tts.english;

import java.util.Arrays;
import java.util.Map;

/** The words whose sound depends on their neighbours, and those written as a sign. */
final class FunctionWords {

    private static final Map<String, String> SIGNS = Map.of("%", "percent", "&", "and", "+", "plus", "@", "at");
    private static final Map<String, String> ADDRESS_SIGNS = Map.of(".", "dot", "/", "slash");

    private final Lexicon lexicon;

    FunctionWords(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** @return the word's phonemes, or null if it is not one of these words */
    String read(String word, String tag, Context context) {
        if (tag.equals("ADD") && ADDRESS_SIGNS.containsKey(word)) {
            return lexicon.read(ADDRESS_SIGNS.get(word), PartOfSpeech.NONE, Emphasis.WEAKER, context);
        }
        if (SIGNS.containsKey(word)) {
            return lexicon.read(SIGNS.get(word), PartOfSpeech.NONE, Emphasis.AS_IS, context);
        }
        if (isDottedAcronym(word)) {
            return lexicon.spell(word);
        }
        String lower = Letters.lower(word);
        boolean capitals = word.length() > 1 && Letters.isUpper(word);
        boolean plain = word.equals(lower) || word.equals(Letters.capitalised(word));
        return plain || capitals ? read(word, lower, capitals, tag, context) : null;
    }

    private String read(String word, String lower, boolean capitals, String tag, Context context) {
        return switch (lower) {
            case "a" -> tag.equals("DT") ? "ɐ" : "ˈA";
            case "an" -> capitals && PartOfSpeech.isNoun(tag) ? lexicon.spell(word) : "ɐn";
            case "am" -> am(word, tag, context);
            case "i" -> word.equals("I") && tag.equals("PRP") ? "ˌI" : null;
            case "by" -> PartOfSpeech.parent(tag).equals("ADV") ? "bˈI" : null;
            case "to" -> capitals && !PartOfSpeech.isTo(tag) ? null : to(context);
            case "in" -> capitals && tag.equals(PartOfSpeech.PROPER_NOUN) ? null : in(tag, context);
            case "the" -> capitals && !tag.equals("DT") ? null : context.next() == NextSound.VOWEL ? "ði" : "ðə";
            case "used" -> used(tag, context);
            case "vs", "vs." ->
                tag.equals("IN") ? lexicon.read("versus", PartOfSpeech.NONE, Emphasis.AS_IS, context) : null;
            default -> null;
        };
    }

    private String am(String word, String tag, Context context) {
        if (PartOfSpeech.isNoun(tag)) {
            return lexicon.spell(word);
        }
        boolean weak = word.equals("am") && context.next() != NextSound.PAUSE;
        return weak ? "ɐm" : lexicon.gold("am", tag, context);
    }

    private String to(Context context) {
        return switch (context.next()) {
            case VOWEL -> "tʊ";
            case CONSONANT -> "tə";
            case PAUSE -> lexicon.gold("to", PartOfSpeech.NONE, context);
        };
    }

    private static String in(String tag, Context context) {
        return context.next() == NextSound.PAUSE || !tag.equals("IN") ? "ˈɪn" : "ɪn";
    }

    /** "used to swim" against "used cars". */
    private String used(String tag, Context context) {
        boolean habit = context.beforeTo() && (tag.equals("VBD") || tag.equals("JJ"));
        return lexicon.gold("used", habit ? "VBD" : PartOfSpeech.NONE, context);
    }

    /** U.S. or p.m., but not example.com. */
    private static boolean isDottedAcronym(String word) {
        String bare = word.replaceAll("^\\.+|\\.+$", "");
        return bare.indexOf('.') >= 0
                && Letters.areAll(word.replace(".", ""))
                && Arrays.stream(word.split("\\.")).allMatch(part -> part.length() < 3);
    }
}
