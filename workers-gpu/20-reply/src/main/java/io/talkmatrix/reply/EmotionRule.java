package io.talkmatrix.reply;

import io.talkmatrix.stage.Emotion;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Guesses from a few telling words how a clause is said. Neutral unless something speaks for more. */
final class EmotionRule {

    private static final Map<Emotion, List<String>> WORDS = Map.of(
            Emotion.SAD, List.of("抱歉", "对不起", "不好意思", "遗憾", "可惜", "sorry", "unfortunately", "regret"),
            Emotion.SERIOUS, List.of("请注意", "严禁", "切勿", "warning", "be careful", "do not use"),
            Emotion.SURPRISED, List.of("哇", "居然", "没想到", "wow", "amazing", "unbelievable"),
            Emotion.HAPPY, List.of("欢迎", "恭喜", "开心", "感谢", "谢谢", "太好了", "welcome", "thank", "glad", "happy", "great"));
    private static final List<Emotion> ORDER = List.of(Emotion.SAD, Emotion.SERIOUS, Emotion.SURPRISED, Emotion.HAPPY);

    private EmotionRule() {}

    static Emotion of(String clause) {
        String text = clause.toLowerCase(Locale.ROOT);
        for (Emotion emotion : ORDER) {
            if (WORDS.get(emotion).stream().anyMatch(word -> contains(text, word))) {
                return emotion;
            }
        }
        return Emotion.NEUTRAL;
    }

    /** A Latin word must begin where a word begins. */
    private static boolean contains(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            boolean inside = Marks.isAsciiWord(word.charAt(0)) && at > 0 && Marks.isAsciiWord(text.charAt(at - 1));
            if (!inside) {
                return true;
            }
        }
        return false;
    }
}
