package io.talkmatrix.reply;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds a place to end an answer's first clause where no mark does: before a word that begins a new phrase, so that the
 * voice breaks where a speaker would. The earlier the first clause ends, the earlier it is heard. Where no such place is,
 * the clause goes on to its first mark. Numbers, prices, times and what belongs to them stay whole, since a break comes
 * only before the words listed here and never after one that leans on the next.
 */
final class FirstClause {

    private static final int LEAST_HAN = 3;
    private static final int LEAST_WORDS = 3;
    /** Three short words are no clause yet; two long ones are. */
    private static final int LEAST_WORDS_COLUMNS = 8;

    private static final int LONG_WORDS_COLUMNS = 12;

    private static final Set<String> STARTERS = Set.of(
            "and", "but", "or", "so", "because", "when", "while", "if", "which", "who", "that", "with", "for", "from",
            "in", "on", "at", "to", "by", "after", "before", "until", "about", "into", "over", "where", "within");
    private static final Set<String> LEANING = Set.of(
            "a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their", "of",
            "in", "on", "at", "to", "for", "from", "with", "by", "about", "into", "over", "and", "or", "but", "so",
            "if", "when", "while", "because", "as", "than", "is", "are", "was", "were", "be", "been", "am", "not", "no",
            "very", "more", "less", "most", "least", "some", "any", "all", "every", "each", "up", "out", "who", "which",
            "where", "until", "after", "before", "within");
    private static final Set<String> NUMBERS = Set.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "fifteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "hundred",
            "thousand",
            "million",
            "half",
            "o'clock");
    private static final Set<String> BETWEEN_NUMBERS = Set.of("and", "or", "to", "by", "in", "at", "over");

    private static final List<String> HAN_STARTERS = List.of(
            "会一直", "将会", "将在", "会在", "会有", "会给", "可以", "需要", "应该", "已经", "一共", "总共", "全部", "统一", "默认", "目前", "现在", "今晚",
            "今天", "明天", "建议", "而且", "并且", "但是", "不过", "所以", "因为", "如果", "然后", "或者", "以及", "同时", "直接", "马上", "立刻", "都是",
            "都有", "都会", "都能", "都可", "也是", "也有", "也会", "也能", "也可", "就是", "就会", "就能", "就可", "正在", "非常", "特别", "最多", "至少",
            "大约", "大概", "不要", "不能", "不会", "不用", "没有", "一直", "一定", "每天", "只要", "只需", "只有", "还有", "还能", "还可", "还剩", "还送",
            "还要", "还会", "我们", "大家");
    private static final String HAN_LEANING = "的在从到自由把被将向对给跟和与同或及比为是有很最太更这那每各几第一不没都也还就只才又再会能要想该请让使、：“（《";
    /** Characters that make another word of 是. */
    private static final String HAN_BEFORE_IS = "但就还都也可总只不要凡于正如老算真便即或若像才先又求";

    private static final String HAN_PARTICLES = "呢吧吗啊哦呀啦嘛";

    private FirstClause() {}

    /**
     * Where to end the clause, as an index, 0 for not yet: the latest good place within the limits, else the first one
     * after them.
     *
     * @param columns limit for Mandarin, two for each character
     * @param words limit for text in words
     */
    static int splitPoint(CharSequence text, int columns, int words) {
        long han = text.codePoints().filter(Language::isHan).count();
        if (han > 0) {
            return han * 2 > columns ? hanPoint(text, columns / 2) : 0;
        }
        return Marks.words(text) > words ? wordPoint(text, words) : 0;
    }

    private static int hanPoint(CharSequence text, int most) {
        int within = 0;
        int seen = 0;
        for (int i = 0; i < text.length(); i++) {
            if (seen >= LEAST_HAN && hanStart(text, i)) {
                if (seen > most) {
                    return within > 0 ? within : i;
                }
                within = i;
            }
            seen += Language.isHan(text.charAt(i)) ? 1 : 0;
        }
        return within;
    }

    private static boolean hanStart(CharSequence text, int at) {
        char before = text.charAt(at - 1);
        if (HAN_LEANING.indexOf(before) >= 0 || Character.isDigit(before)) {
            return false;
        }
        if (HAN_PARTICLES.indexOf(before) >= 0) {
            char next = text.charAt(at);
            return Language.isHan(next) && HAN_PARTICLES.indexOf(next) < 0;
        }
        boolean copula = text.charAt(at) == '是' && HAN_BEFORE_IS.indexOf(before) < 0 && at + 1 < text.length();
        return copula || HAN_STARTERS.stream().anyMatch(word -> startsWith(text, at, word));
    }

    private static boolean startsWith(CharSequence text, int at, String word) {
        return at + word.length() <= text.length()
                && text.subSequence(at, at + word.length()).toString().equals(word);
    }

    private static int wordPoint(CharSequence text, int most) {
        String[] words = text.toString().toLowerCase(Locale.ROOT).split(" ");
        int within = 0;
        int at = words[0].length();
        for (int i = 1; i < words.length - 1; i++) {
            boolean enough = at >= (i < LEAST_WORDS ? LONG_WORDS_COLUMNS : LEAST_WORDS_COLUMNS);
            if (enough && i >= LEAST_WORDS - 1 && wordStart(words[i - 1], words[i])) {
                if (i > most) {
                    return within > 0 ? within : at;
                }
                within = at;
            }
            at += 1 + words[i].length();
        }
        return within;
    }

    /** True if a phrase begins with {@code word} and a speaker might stop for a moment before it. Lower case. */
    static boolean wordStart(String before, String word) {
        if (!STARTERS.contains(word) || LEANING.contains(before)) {
            return false;
        }
        boolean number = NUMBERS.contains(before) || !before.isEmpty() && Character.isDigit(before.charAt(0));
        return !(number && BETWEEN_NUMBERS.contains(word));
    }
}
