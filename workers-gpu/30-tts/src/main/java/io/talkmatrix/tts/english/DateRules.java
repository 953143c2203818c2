package io.talkmatrix.tts.english;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/** Writes out times of day and dates. */
final class DateRules {

    private final NormaliserTables tables;
    private final List<String> monthNames;
    private final String anyMonth;

    DateRules(NormaliserTables tables) {
        this.tables = tables;
        this.monthNames = List.copyOf(tables.months().values());
        List<String> spellings = new ArrayList<>(monthNames);
        tables.months().keySet().forEach(month -> spellings.add(Letters.capitalised(month)));
        spellings.add("Sept");
        this.anyMonth = Rewrite.anyOf(spellings);
    }

    List<Rewrite> numeric() {
        return List.of(
                Rewrite.of(
                        "\\b(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\s?([AaPp])\\.?[Mm](?![A-Za-z])\\.?)?(?!\\d)",
                        DateRules::time),
                Rewrite.of(
                        "\\b(\\d{4})-(\\d{2})-(\\d{2})\\b",
                        match -> date(match.group(1), number(match, 2), number(match, 3))),
                Rewrite.of("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})\\b", this::americanDate));
    }

    List<Rewrite> named() {
        return List.of(
                Rewrite.of(
                        "\\b(" + anyMonth + ")\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?![\\d:%])(,? \\d{4}\\b)?",
                        this::monthAndDay),
                Rewrite.of("\\b(?:the )?(\\d{1,2}) (?:of )?(" + anyMonth + ")\\b\\.?", this::dayAndMonth));
    }

    /** @return null if there is no such day */
    String date(String year, int month, int day) {
        if (month < 1 || month > 12 || !isDay(day)) {
            return null;
        }
        return monthNames.get(month - 1) + " " + NumberWords.ordinal(day) + (year == null ? "" : ", " + year);
    }

    private static String time(MatchResult match) {
        int hour = number(match, 1);
        int minute = number(match, 2);
        int second = match.group(3) == null ? 0 : number(match, 3);
        if (hour > 24 || minute > 59 || second > 59) {
            return null;
        }
        boolean exact = match.group(3) == null && match.group(4) == null;
        StringBuilder words = new StringBuilder(NumberWords.cardinal(hour));
        if (minute > 0) {
            words.append(minute < 10 ? " oh " : " ").append(NumberWords.cardinal(minute));
        } else if (exact) {
            words.append(" o'clock");
        }
        if (match.group(3) != null) {
            words.append(" and ").append(NumberWords.cardinal(second)).append(second == 1 ? " second" : " seconds");
        }
        if (match.group(4) != null) {
            words.append(' ').append(Letters.upper(match.group(4))).append(".M.");
        }
        return words.toString();
    }

    private String americanDate(MatchResult match) {
        int first = number(match, 1);
        int second = number(match, 2);
        String year = match.group(3);
        if (year.length() == 2) {
            year = (Integer.parseInt(year) > 30 ? "19" : "20") + year;
        }
        return first <= 12 ? date(year, first, second) : date(year, second, first);
    }

    private String monthAndDay(MatchResult match) {
        int day = number(match, 2);
        String year = match.group(3) == null ? "" : match.group(3);
        return isDay(day) ? month(match.group(1)) + " " + NumberWords.ordinal(day) + year : null;
    }

    private String dayAndMonth(MatchResult match) {
        int day = number(match, 1);
        return isDay(day) ? "the " + NumberWords.ordinal(day) + " of " + month(match.group(2)) : null;
    }

    private String month(String spelling) {
        return tables.months().get(Letters.lower(spelling.substring(0, 3)));
    }

    private static boolean isDay(int day) {
        return day >= 1 && day <= 31;
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
