package io.talkmatrix.tts.english;

import java.util.ArrayList;
import java.util.List;

/**
 * Part-of-speech tagger: an averaged perceptron over the spelling of the word, two words on either side and the two tags
 * before (Honnibal 2013, "A good part-of-speech tagger in about 200 lines of Python"). Immutable.
 */
final class Tagger {

    private static final int PADS = 2;

    private final TaggerModel model;

    Tagger(TaggerModel model) {
        this.model = model;
    }

    /** The Penn Treebank tag of each word. */
    List<String> tag(List<String> words) {
        String[] window = window(words);
        List<String> tags = new ArrayList<>(words.size());
        String previous = "-START-";
        String beforePrevious = "-START2-";
        for (int i = 0; i < words.size(); i++) {
            String tag = model.onlyTag(words.get(i));
            if (tag == null) {
                tag = best(features(i, words.get(i), window, previous, beforePrevious));
            }
            tags.add(tag);
            beforePrevious = previous;
            previous = tag;
        }
        return tags;
    }

    private String best(String[] features) {
        int[] scores = new int[model.tags().size()];
        boolean any = false;
        for (String feature : features) {
            any |= model.addWeights(feature, scores);
        }
        if (!any) {
            return "NN";
        }
        int best = 0;
        for (int tag = 1; tag < scores.length; tag++) {
            best = scores[tag] >= scores[best] ? tag : best;
        }
        return model.tags().get(best);
    }

    private static String[] features(int i, String word, String[] window, String previous, String beforePrevious) {
        int j = i + PADS;
        return new String[] {
            "b",
            "s3=" + ending(word),
            "p1=" + word.substring(0, word.offsetByCodePoints(0, 1)),
            "w=" + window[j],
            "sh=" + shape(word),
            i == 0 ? "i0" : "i+",
            "t-1=" + previous,
            "t-2=" + beforePrevious,
            "t-12=" + previous + "," + beforePrevious,
            "w-1=" + window[j - 1],
            "s3-1=" + ending(window[j - 1]),
            "w-2=" + window[j - 2],
            "w+1=" + window[j + 1],
            "s3+1=" + ending(window[j + 1]),
            "w+2=" + window[j + 2]
        };
    }

    /** The words in their normal form, or in that of their shape if they are rare, between two pads on each side. */
    private String[] window(List<String> words) {
        String[] window = new String[words.size() + 2 * PADS];
        window[0] = "-START2-";
        window[1] = "-START-";
        for (int i = 0; i < words.size(); i++) {
            String normal = normal(words.get(i));
            window[i + PADS] = model.inVocabulary(normal) ? normal : "<" + shape(words.get(i)) + ">";
        }
        window[words.size() + PADS] = "-END-";
        window[words.size() + PADS + 1] = "-END2-";
        return window;
    }

    private static String ending(String word) {
        return word.substring(Math.max(0, word.length() - 3));
    }

    private static String normal(String word) {
        if (word.indexOf('-') > 0) {
            return "!HYPHEN";
        }
        if (word.length() == 4 && word.chars().allMatch(Character::isDigit)) {
            return "!YEAR";
        }
        return Character.isDigit(word.charAt(0)) ? "!DIGITS" : Letters.lower(word);
    }

    private static String shape(String word) {
        if (Letters.areAll(word)) {
            if (word.chars().allMatch(Character::isLowerCase)) {
                return "x";
            } else if (word.chars().allMatch(Character::isUpperCase)) {
                return word.length() > 1 ? "XX" : "X1";
            }
            boolean capitalised = Character.isUpperCase(word.charAt(0))
                    && word.chars().skip(1).allMatch(Character::isLowerCase);
            return capitalised ? "Xx" : "xX";
        }
        if (word.chars().allMatch(Character::isDigit)) {
            return "d";
        }
        StringBuilder shape = new StringBuilder(4);
        word.codePoints()
                .limit(4)
                .forEach(c -> shape.appendCodePoint(Character.isDigit(c) ? 'd' : Character.isLetter(c) ? 'x' : c));
        return shape.toString();
    }
}
