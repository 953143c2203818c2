package io.talkmatrix.standalone.bench;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes out what may be written in several ways, so that "8:30 pm" heard as "8.30pm" is no error. Of its own making on
 * purpose: with the rules of the voices, a number they misread would be misread here too and count as right.
 */
final class SpokenForm {

    private static final String[] HAN_DIGITS = "零一二三四五六七八九".split("");
    private static final String[] ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen"
                    + " fourteen fifteen sixteen seventeen eighteen nineteen")
            .split(" ");
    private static final String[] TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

    private SpokenForm() {}

    /** Numbers as they are read aloud, in simplified characters as the rest has to be. */
    static String mandarin(String text) {
        String out = text.replace('：', ':').replace('％', '%');
        out = out.replaceAll("(?<=\\d)[,，](?=\\d{3})", "");
        out = replace(out, "(\\d+(?:\\.\\d+)?)%", m -> "百分之" + m.group(1));
        out = replace(out, "(\\d{4})(?=年)", m -> hanDigits(m.group()));
        out = replace(
                out,
                "(\\d{1,2})(?::(\\d{2})分?|\\.(\\d{2})分)",
                m -> m.group(1) + "点" + (m.group(2) == null ? m.group(3) : m.group(2)) + "分");
        out = replace(out, "\\d{3,}(?:[- ]\\d{3,})+|\\d{7,}", m -> hanDigits(m.group()));
        out = out.replaceAll("(?<=\\d)[-~](?=\\d)", "到");
        out = replace(
                out,
                "(\\d+)(?:\\.(\\d+))?",
                m -> hanNumber(Integer.parseInt(m.group(1))) + (m.group(2) == null ? "" : "点" + hanDigits(m.group(2))));
        // Heights: 一米六八 and 1.68 are the same; so are the three words for the third person, to the ear.
        out = out.replaceAll("([一二])米(?=[一二三四五六七八九])", "$1点").replaceAll("[她它]", "他");
        return out.replace("kg", "公斤").replace('两', '二').replace('〇', '零').replace('幺', '一');
    }

    private static String hanDigits(String digits) {
        StringBuilder out = new StringBuilder();
        digits.chars().filter(Character::isDigit).forEach(c -> out.append(HAN_DIGITS[c - '0']));
        return out.toString();
    }

    private static String hanNumber(int n) {
        if (n >= 10_000) {
            return hanNumber(n / 10_000) + "万" + hanRest(n % 10_000, 1_000);
        }
        if (n >= 1_000) {
            return HAN_DIGITS[n / 1_000] + "千" + hanRest(n % 1_000, 100);
        }
        if (n >= 100) {
            return HAN_DIGITS[n / 100] + "百" + hanRest(n % 100, 10);
        }
        if (n >= 10) {
            return (n < 20 ? "" : HAN_DIGITS[n / 10]) + "十" + (n % 10 == 0 ? "" : HAN_DIGITS[n % 10]);
        }
        return HAN_DIGITS[n];
    }

    /** What follows a higher place; a 零 stands for places that are empty. */
    private static String hanRest(int n, int place) {
        if (n == 0) {
            return "";
        }
        String tens = n >= 10 && n < 20 ? "一" : "";
        return (n < place ? "零" : "") + tens + hanNumber(n);
    }

    /** Lower case words without marks, numbers as they are read aloud. */
    static String english(String text) {
        String out = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        out = replace(
                out,
                "([$£€])(\\d[\\d,]*(?:\\.\\d+)?)( million| billion)?",
                m -> m.group(2) + (m.group(3) == null ? "" : m.group(3)) + ' ' + currency(m.group(1)));
        // A year has no comma.
        out = replace(
                out,
                "\\d{1,3}(?:,\\d{3})+(?!\\.\\d)",
                m -> words(Integer.parseInt(m.group().replace(",", ""))));
        out = replace(out, "(\\d+)\\.(\\d\\d) dollars", m -> m.group(1) + " dollars and " + m.group(2) + " cents");
        out = out.replace("%", " percent");
        out = replace(
                out,
                "(\\d{1,2})[:.](\\d{2})\\s*([ap])\\.?\\s?m\\b\\.?",
                m -> m.group(1) + ' ' + m.group(2) + ' ' + m.group(3) + "m");
        out = replace(out, "\\b(\\d{1,2})(st|nd|rd|th)\\b", m -> ordinal(Integer.parseInt(m.group(1))));
        out = replace(out, "\\b(1[1-9]|20)(\\d\\d)\\b", SpokenForm::year);
        out = replace(
                out, "(\\d+)\\.(\\d+)", m -> words(Integer.parseInt(m.group(1))) + " point" + oneByOne(m.group(2)));
        out = replace(out, "\\d{1,6}", m -> ' ' + words(Integer.parseInt(m.group())) + ' ');
        out = out.replace("e-mail", "email").replaceAll("\\bdr\\b", "doctor").replaceAll("\\bmr\\b", "mister");
        return out.replaceAll("[^a-z']+", " ").strip();
    }

    private static String currency(String sign) {
        return switch (sign) {
            case "$" -> "dollars";
            case "£" -> "pounds";
            default -> "euros";
        };
    }

    private static String year(MatchResult m) {
        int rest = Integer.parseInt(m.group(2));
        String first = words(Integer.parseInt(m.group(1)));
        return rest == 0 ? first + " hundred" : first + ' ' + (rest < 10 ? "oh " : "") + words(rest);
    }

    private static String oneByOne(String digits) {
        StringBuilder out = new StringBuilder();
        digits.chars().forEach(c -> out.append(' ').append(ONES[c - '0']));
        return out.toString();
    }

    private static String ordinal(int n) {
        String cardinal = words(n);
        int last = cardinal.lastIndexOf(' ') + 1;
        String word = cardinal.substring(last);
        String ending =
                switch (word) {
                    case "one" -> "first";
                    case "two" -> "second";
                    case "three" -> "third";
                    case "five" -> "fifth";
                    case "eight" -> "eighth";
                    case "nine" -> "ninth";
                    case "twelve" -> "twelfth";
                    default -> word.endsWith("y") ? word.substring(0, word.length() - 1) + "ieth" : word + "th";
                };
        return cardinal.substring(0, last) + ending;
    }

    private static String words(int n) {
        if (n >= 1_000) {
            return words(n / 1_000) + " thousand" + rest(n % 1_000);
        }
        if (n >= 100) {
            return words(n / 100) + " hundred" + rest(n % 100);
        }
        return n < 20 ? ONES[n] : TENS[n / 10] + rest(n % 10);
    }

    private static String rest(int n) {
        return n == 0 ? "" : ' ' + words(n);
    }

    private static String replace(String text, String pattern, Function<MatchResult, String> reading) {
        return Pattern.compile(pattern).matcher(text).replaceAll(m -> Matcher.quoteReplacement(reading.apply(m)));
    }
}
