package io.talkmatrix.tts.english;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/**
 * Writes out what shops and viewers of live streams write and the reference rules, made for prose, misread: 24/7, $5–$10,
 * 65W, 200g, 4.8/5, 5'7", thx.
 */
final class ShopRules {

    private static final String NUMBER = "\\d+(?:,\\d{3})*(?:\\.\\d+)?";
    private static final Map<String, List<String>> UNITS = Map.of(
            "g", List.of("gram", "grams"),
            "W", List.of("watt", "watts"),
            "V", List.of("volt", "volts"),
            "L", List.of("liter", "liters"),
            "Wh", List.of("watt hour", "watt hours"));
    private static final Map<String, String> CHAT = Map.of(
            "btw", "by the way",
            "pls", "please",
            "plz", "please",
            "thx", "thanks",
            "omg", "oh my god",
            "imo", "in my opinion",
            "idk", "I don't know");

    private ShopRules() {}

    static List<Rewrite> all() {
        return List.of(
                Rewrite.of("(?<![\\w/])24/7(?![\\w/])", "twenty-four seven"),
                Rewrite.of("([$£€]" + NUMBER + ")\\s?[-–]\\s?(?=[$£€]\\d)", match -> match.group(1) + " to "),
                Rewrite.of(
                        "([$£€])(" + NUMBER + ")\\s?[-–]\\s?(" + NUMBER + ")(?![\\w%-])",
                        match -> match.group(2) + " to " + match.group(1) + match.group(3)),
                Rewrite.of(
                        "(?<![\\w.])(\\d\\.\\d)/(5|10)(?![\\w/])",
                        match -> match.group(1) + " out of " + match.group(2)),
                Rewrite.of(
                        "(?<![\\w.])(\\d)['’](\\d{1,2})(?:\"|”|'')(?!\\w)",
                        match -> match.group(1) + " foot " + match.group(2)),
                Rewrite.of("(?<![\\w.$£€])(" + NUMBER + ")\\s?(Wh|[gWVL])(?!\\w)", ShopRules::measured),
                Rewrite.of(
                        "(?<![\\w@#.])(?i:(" + Rewrite.anyOf(CHAT.keySet()) + "))(?![\\w.])",
                        match -> CHAT.get(Letters.lower(match.group(1)))));
    }

    private static String measured(MatchResult match) {
        boolean one = match.group(1).equals("1");
        return match.group(1) + " " + UNITS.get(match.group(2)).get(one ? 0 : 1);
    }
}
