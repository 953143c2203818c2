package io.talkmatrix.asr;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether what was said so far is a whole sentence, by its end. */
final class Sentences {

    private static final Pattern ENDED = Pattern.compile(".*[^.…．]\\s*[。？！.?!]+[\"”’』」)）]*", Pattern.DOTALL);
    /** Three dots, an abbreviation, an initial or a number with a point: more is to come. */
    private static final Pattern UNFINISHED = Pattern.compile(
            ".*(\\.\\.|…|\\b(mr|mrs|ms|dr|st|vs|no|e\\.g|i\\.e)\\.|\\b[a-z]\\.|\\d\\.)", Pattern.DOTALL);

    private static final Pattern CHINESE_QUESTION =
            Pattern.compile(".*(吗|么|呢|没有|多少钱|多少|几点|几天|是什么|为什么|怎么办|在哪里|在哪儿|哪里|是谁|可不可以|能不能|好不好|行不行|对不对|是不是)[啊呀吧]?");

    private static final Pattern EDGES = Pattern.compile("[\\s,，。、!！?？.]+$");

    /** Questions that are often no more than begun when they end here. */
    private static final List<String> OPEN_ENDS = List.of("是不是", "能不能", "可不可以", "为什么");

    private Sentences() {}

    /**
     * @param text as it is published
     * @param language BCP 47 primary tag
     */
    static boolean complete(String text, String language) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        if (words.isEmpty() || UNFINISHED.matcher(words).matches()) {
            return false;
        }
        return ENDED.matcher(words).matches() || language.equals("zh") && question(words);
    }

    private static boolean question(String words) {
        String bare = EDGES.matcher(words).replaceAll("");
        return CHINESE_QUESTION.matcher(bare).matches() && OPEN_ENDS.stream().noneMatch(bare::equals);
    }
}
