package io.talkmatrix.reply;

import io.talkmatrix.stage.Emotion;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Guesses how a clause is said: telling words of both languages are weighed, words before them strengthen or deny them.
 * Neutral unless something speaks for more. Immutable, without state.
 */
final class EmotionRule {

    private static final Emotion[] EMOTIONS = Emotion.values();
    private static final List<EmotionWords.Word> WORDS = EmotionWords.read();
    private static final List<String> STRONGER = List.of(
            "非常",
            "特别",
            "超级",
            "真的",
            "十分",
            "极其",
            "太",
            "很",
            "好",
            "超",
            "so",
            "very",
            "really",
            "truly",
            "absolutely",
            "extremely",
            "totally");
    private static final List<String> DENIED = List.of(
            "不是", "并不", "没有", "没", "不", "别", "not", "no", "never", "isn't", "don't", "doesn't", "didn't", "wasn't",
            "aren't", "won't", "nothing");
    private static final Set<String> ENDINGS = Set.of("", "s", "d", "ed", "ing", "ly", "ful");
    private static final double STRONGER_BY = 1.3;
    private static final double EXCLAIMED_BY = 1.25;
    private static final double LEAST = .6;
    private static final double BASE_INTENSITY = .3;
    private static final double INTENSITY_OF_WORD = .35;
    private static final int BEFORE = 12;

    /** What a clause tells. */
    private record Felt(Emotion emotion, float intensity) {}

    private EmotionRule() {}

    static Emotion of(String clause) {
        return felt(clause).emotion();
    }

    /** How strongly, 0–1; 0 for neutral. */
    static float intensity(String clause) {
        return felt(clause).intensity();
    }

    private static Felt felt(String clause) {
        String text = clause.toLowerCase(Locale.ROOT).replace('’', '\'');
        boolean[] taken = new boolean[text.length()];
        double[] scores = new double[EMOTIONS.length];
        for (EmotionWords.Word word : WORDS) {
            weigh(text, word, taken, scores);
        }
        double exclaimed = text.indexOf('!') >= 0 || text.indexOf('！') >= 0 ? EXCLAIMED_BY : 1;
        scores[Emotion.HAPPY.ordinal()] *= exclaimed;
        scores[Emotion.SURPRISED.ordinal()] *= exclaimed;
        int best = Emotion.NEUTRAL.ordinal();
        for (Emotion emotion : List.of(Emotion.SAD, Emotion.SERIOUS, Emotion.SURPRISED, Emotion.HAPPY)) {
            best = scores[emotion.ordinal()] > scores[best] ? emotion.ordinal() : best;
        }
        if (scores[best] < LEAST) {
            return new Felt(Emotion.NEUTRAL, 0);
        }
        return new Felt(EMOTIONS[best], (float) Math.min(1, BASE_INTENSITY + INTENSITY_OF_WORD * scores[best]));
    }

    /** A place that a longer phrase holds tells nothing more. */
    private static void weigh(String text, EmotionWords.Word word, boolean[] taken, double[] scores) {
        int length = word.text().length();
        for (int at = text.indexOf(word.text()); at >= 0; at = text.indexOf(word.text(), at + 1)) {
            if (taken[at] || inside(text, at, length)) {
                continue;
            }
            java.util.Arrays.fill(taken, at, at + length, true);
            String before = text.substring(Math.max(0, at - BEFORE), at).stripTrailing();
            double weight = word.weight();
            String stronger = ending(before, STRONGER);
            if (!stronger.isEmpty()) {
                weight *= STRONGER_BY;
                before =
                        before.substring(0, before.length() - stronger.length()).stripTrailing();
            }
            boolean denied = !ending(before, DENIED).isEmpty();
            scores[(denied ? contrary(word.emotion()) : word.emotion()).ordinal()] += denied ? .75 * weight : weight;
        }
    }

    /** True for Latin letters within another word; an ending that changes no meaning is none. */
    private static boolean inside(String text, int at, int length) {
        if (!Marks.isAsciiWord(text.charAt(at))) {
            return false;
        }
        int end = at + length;
        while (end < text.length() && Marks.isAsciiWord(text.charAt(end))) {
            end++;
        }
        return at > 0 && Marks.isAsciiWord(text.charAt(at - 1)) || !ENDINGS.contains(text.substring(at + length, end));
    }

    /** Which of the words the text ends with; a Latin one must be a whole word. Empty if none. */
    private static String ending(String text, List<String> words) {
        for (String word : words) {
            int at = text.length() - word.length();
            boolean ends = text.endsWith(word);
            if (ends && (!Marks.isAsciiWord(word.charAt(0)) || at == 0 || !Marks.isAsciiWord(text.charAt(at - 1)))) {
                return word;
            }
        }
        return "";
    }

    private static Emotion contrary(Emotion emotion) {
        return switch (emotion) {
            case HAPPY -> Emotion.SAD;
            case SAD, SURPRISED, SERIOUS, NEUTRAL -> Emotion.NEUTRAL;
        };
    }
}
