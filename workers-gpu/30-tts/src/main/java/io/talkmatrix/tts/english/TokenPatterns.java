package io.talkmatrix.tts.english;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the {@link Tokeniser} takes off the start and the end of a word and where it cuts the rest. */
final class TokenPatterns {

    private static final String LETTER = "\\p{L}";
    private static final String LOWER = "a-zß-öø-ÿ";
    private static final String UPPER = "A-ZÀ-ÖØ-Þ";
    private static final String QUOTES = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉";
    private static final String MARKS = "…,:;!?¿¡()[]{}<>_#*&。？！，、；：～·";
    private static final String ICON = "[™®©°§¶†‡•]";
    private static final String CURRENCY = "\\$|£|€|¥|฿|US\\$|C\\$|A\\$|₽|₹|₩|₪|₺|₴|₦|₫|₱|₲|₵|₸|₼|₾|₿";
    private static final String UNITS =
            "km|km²|km³|m|m²|m³|dm|dm²|dm³|cm|cm²|cm³|mm|mm²|mm³|ha|µm|nm|yd|in|ft|kg|g|mg|µg|t"
                    + "|lb|oz|m/s|km/h|kmh|mph|hPa|Pa|mbar|mb|MB|kb|KB|gb|GB|tb|TB|T|G|M|K|%";

    /** To be matched at the start of a word. */
    static final Pattern PREFIX = anyOf(
            List.of("§", "%", "=", "—", "–", "\\+(?![0-9])"),
            marks(),
            List.of("\\.\\.+"),
            quotes(),
            List.of(CURRENCY, ICON));

    /** To be found at the end of a word. */
    static final Pattern SUFFIX = Pattern.compile("(?:"
            + anyOf(
                    marks(),
                    List.of("\\.\\.+"),
                    quotes(),
                    List.of(
                            ICON,
                            "['’][sS]",
                            "—",
                            "–",
                            "(?<=[0-9])\\+",
                            "(?<=°[FfCcKk])\\.",
                            "(?<=[0-9])(?:" + CURRENCY + ")",
                            "(?<=[0-9])(?:" + UNITS + ")",
                            "(?<=[0-9" + LOWER + "%²\\-+" + escaped(MARKS) + escaped(QUOTES) + "])\\.",
                            "(?<=[" + UPPER + "][" + UPPER + "])\\."))
            + ")\\z");

    /** To be found inside a word. */
    static final Pattern INFIX = anyOf(List.of(
            "\\.\\.+",
            "…",
            ICON,
            "(?<=[0-9])[+\\-*^](?=[0-9-])",
            "(?<=[" + LOWER + escaped(QUOTES) + "])\\.(?=[" + UPPER + escaped(QUOTES) + "])",
            "(?<=" + LETTER + "),(?=" + LETTER + ")",
            "(?<=[\\p{L}\\p{N}])(?:-|–|—|--|---|——|~)(?=" + LETTER + ")",
            "(?<=[\\p{L}\\p{N}])[:<>=/](?=" + LETTER + ")"));

    /** Web and mail addresses, which stay whole. */
    static final Pattern ADDRESS = Pattern.compile(
            "(?:(?:https?|ftp)://|www\\.)\\S+"
                    + "|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"
                    + "|(?:[\\w-]+\\.)+(?:com|org|net|edu|gov|io|co|uk|de|fr|info|biz|us|ca|au|tv|me|ly|ai)(?:/\\S*)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private TokenPatterns() {}

    @SafeVarargs
    private static Pattern anyOf(List<String>... alternatives) {
        List<String> all = new ArrayList<>();
        List.of(alternatives).forEach(all::addAll);
        return Pattern.compile(all.stream().map(one -> "(?:" + one + ")").collect(Collectors.joining("|")));
    }

    private static List<String> marks() {
        return List.of("[" + escaped(MARKS) + "]");
    }

    private static List<String> quotes() {
        return Collections.singletonList("[" + escaped(QUOTES) + "]");
    }

    private static String escaped(String characters) {
        return characters.replaceAll("[\\[\\](){}<>*&?!:;#,'\"`_]", "\\\\$0");
    }
}
