package io.talkmatrix.tts.english;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;

/** Writes out money, degrees, units, fractions, ranges and telephone numbers. */
final class QuantityRules {

    private static final String NUMBER = "\\d+(?:,\\d{3})*(?:\\.\\d+)?";
    private static final String MAGNITUDE = "(hundred|thousand|million|billion|trillion|[kKmMbB]\\b)";
    private static final Map<String, String> MAGNITUDES = Map.of("k", "thousand", "m", "million", "b", "billion");
    private static final Set<String> ONE = Set.of("1", "1.0", "-1");
    private static final String[] PARTS = {
        "", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"
    };

    private final NormaliserTables tables;
    private final DateRules dates;

    QuantityRules(NormaliserTables tables, DateRules dates) {
        this.tables = tables;
        this.dates = dates;
    }

    List<Rewrite> measures() {
        return List.of(
                Rewrite.of("([$£€])(" + NUMBER + ")\\s?" + MAGNITUDE, this::money),
                Rewrite.of(
                        "(?<![\\w.])(" + NUMBER + ")\\s?¢",
                        match -> counted(match.group(1), tables.currency().get("¢"))),
                Rewrite.of(
                        "(?<!\\w)([¥₹₩]|Rs\\.?|USD|EUR|GBP)\\s?(" + NUMBER + ")(?:\\s?" + MAGNITUDE + ")?",
                        this::money),
                Rewrite.of("(?<![\\w.])(-?" + NUMBER + ")\\s?°\\s?([CF])?(?!\\w)", QuantityRules::degrees),
                Rewrite.of(
                        "(?<![\\w.])(-?" + NUMBER + ")\\s?("
                                + Rewrite.anyOf(tables.units().keySet()) + ")(?!\\w)",
                        match -> counted(match.group(1), tables.units().get(match.group(2)))));
    }

    List<Rewrite> relations() {
        return List.of(
                Rewrite.of("(?<![\\w.\\-])(?:\\d{3}-)?\\d{3}-\\d{4}(?![\\w.\\-])", QuantityRules::telephone),
                Rewrite.of("(?<![\\w./])(\\d{1,2})/(\\d{1,2})(?![\\w./])", this::fraction),
                Rewrite.of(
                        "(?<![\\w.\\-])(\\d{1,4})\\s?[-–]\\s?(\\d{1,4})(?![\\w.\\-%])",
                        match -> match.group(1) + " to " + match.group(2)),
                Rewrite.of("(?<![\\w+])\\+(?=\\d)", "plus "));
    }

    private static String counted(String number, List<String> singularAndPlural) {
        return number + " " + singularAndPlural.get(ONE.contains(number.replace(",", "")) ? 0 : 1);
    }

    private String money(MatchResult match) {
        List<String> unit = tables.currency().get(match.group(1).replace(".", ""));
        String magnitude = match.group(3);
        if (magnitude == null) {
            return counted(match.group(2), unit);
        }
        return match.group(2) + " " + MAGNITUDES.getOrDefault(Letters.lower(magnitude), magnitude) + " " + unit.get(1);
    }

    private static String degrees(MatchResult match) {
        String scale = match.group(2);
        String words = counted(match.group(1), List.of("degree", "degrees"));
        return scale == null ? words : words + (scale.equals("C") ? " Celsius" : " Fahrenheit");
    }

    private static String telephone(MatchResult match) {
        StringBuilder digits = new StringBuilder();
        match.group().chars().forEach(c -> digits.append(c == '-' ? ", " : (char) c + " "));
        return digits.toString().replace(" ,", ",").strip();
    }

    private String fraction(MatchResult match) {
        int numerator = Integer.parseInt(match.group(1));
        int denominator = Integer.parseInt(match.group(2));
        if (numerator > 0 && numerator < denominator && denominator < PARTS.length) {
            if (denominator == 2) {
                return "one half";
            }
            return numerator + " " + PARTS[denominator] + (numerator == 1 ? "" : "s");
        }
        String date = dates.date(null, numerator, denominator);
        return date == null ? numerator + " slash " + denominator : date;
    }
}
