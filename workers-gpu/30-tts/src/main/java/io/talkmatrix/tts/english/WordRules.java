package io.talkmatrix.tts.english;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/** Writes out titles, abbreviations, roman numerals and symbols. */
final class WordRules {

    private static final String ROMAN_NUMERAL =
            "((?=[IVXLC])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))\\b(?![.'’]\\w)";
    private static final String SPACED_SYMBOLS = "=<>~";

    private final NormaliserTables tables;

    WordRules(NormaliserTables tables) {
        this.tables = tables;
    }

    List<Rewrite> abbreviations() {
        String abbreviation = Rewrite.anyOf(tables.abbreviations().keySet());
        return List.of(
                Rewrite.of(
                        "\\b(" + Rewrite.anyOf(tables.titles().keySet()) + ")\\.? (?=[A-Z])",
                        match -> tables.titles().get(match.group(1)) + " "),
                Rewrite.of("(?<![\\w.])(" + abbreviation + ")(?!\\w)(\\z)?", this::abbreviation),
                Rewrite.of("\\b(No|Nos)\\. ?(?=\\d)", match -> match.group(1).equals("No") ? "Number " : "Numbers "),
                Rewrite.of("(?<![\\w&])#(?=\\d)", "number "),
                Rewrite.of(
                        "\\b(" + Rewrite.anyOf(tables.beforeCardinal()) + ") " + ROMAN_NUMERAL,
                        match -> match.group(1) + " " + roman(match.group(2))),
                Rewrite.of(
                        "\\b(" + Rewrite.anyOf(tables.beforeOrdinal()) + ") " + ROMAN_NUMERAL,
                        match -> match.group(1) + " the " + NumberWords.ordinal(roman(match.group(2)))));
    }

    List<Rewrite> symbols() {
        List<Rewrite> rules = new ArrayList<>();
        tables.symbols().forEach((symbol, word) -> {
            boolean spaced = SPACED_SYMBOLS.contains(symbol);
            String found = "\\Q" + symbol + "\\E";
            rules.add(Rewrite.of(
                    spaced ? "(?<=\\S) ?" + found + " ?(?=\\S)" : found, word.isEmpty() ? " " : " " + word + " "));
        });
        return rules;
    }

    /** The point of an abbreviation at the end of the text also ends the sentence. */
    private String abbreviation(MatchResult match) {
        String spelling = match.group(1);
        boolean endsSentence = match.group(2) != null && spelling.endsWith(".");
        return tables.abbreviations().get(spelling) + (endsSentence ? "." : "");
    }

    private static int roman(String numeral) {
        int sum = 0;
        for (int i = 0; i < numeral.length(); i++) {
            int value = roman(numeral.charAt(i));
            boolean subtracted = i + 1 < numeral.length() && roman(numeral.charAt(i + 1)) > value;
            sum += subtracted ? -value : value;
        }
        return sum;
    }

    private static int roman(char digit) {
        return switch (digit) {
            case 'I' -> 1;
            case 'V' -> 5;
            case 'X' -> 10;
            case 'L' -> 50;
            case 'C' -> 100;
            case 'D' -> 500;
            case 'M' -> 1000;
            default -> throw new IllegalArgumentException("not a roman digit: " + digit);
        };
    }
}
