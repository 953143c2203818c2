package io.talkmatrix.tts.english;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Numbers in English words, American style without "and": one thousand two hundred thirty-four. Works on strings of
 * digits, so no number is too large; what has no name is read digit by digit.
 */
final class NumberWords {

    private static final String[] ONES = {
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
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final String[] SCALES = {
        "",
        "thousand",
        "million",
        "billion",
        "trillion",
        "quadrillion",
        "quintillion",
        "sextillion",
        "septillion",
        "octillion",
        "nonillion",
        "decillion"
    };
    private static final Map<String, String> IRREGULAR_ORDINALS = Map.of(
            "one", "first", "two", "second", "three", "third", "five", "fifth", "eight", "eighth", "nine", "ninth",
            "twelve", "twelfth");

    private NumberWords() {}

    static String cardinal(long number) {
        return cardinal(Long.toString(number));
    }

    /** @param digits one or more of 0-9 */
    static String cardinal(String digits) {
        String number = digits.replaceFirst("^0+(?=.)", "");
        if (number.length() > SCALES.length * 3) {
            return digitByDigit(number);
        }
        Deque<String> groups = new ArrayDeque<>();
        int scale = 0;
        for (int end = number.length(); end > 0; end -= 3, scale++) {
            int group = Integer.parseInt(number.substring(Math.max(0, end - 3), end));
            if (group > 0) {
                groups.addFirst(belowThousand(group) + (scale == 0 ? "" : " " + SCALES[scale]));
            }
        }
        return groups.isEmpty() ? ONES[0] : String.join(" ", groups);
    }

    static String ordinal(long number) {
        return ordinal(Long.toString(number));
    }

    /** @param digits one or more of 0-9 */
    static String ordinal(String digits) {
        String words = cardinal(digits);
        int last = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
        return words.substring(0, last) + ordinalWord(words.substring(last));
    }

    /** Nineteen oh five, twenty ten, two thousand five. */
    static String year(int year) {
        int century = year / 100;
        int rest = year % 100;
        if (century == 0 || century >= 100 || century % 10 == 0 && rest < 10) {
            return cardinal(year);
        }
        String end = rest == 0 ? "hundred" : rest < 10 ? "oh " + ONES[rest] : cardinal(rest);
        return cardinal(century) + " " + end;
    }

    /**
     * Three point one four; zeros at the end are not read.
     *
     * @param number digits, a point, digits; either side may be empty
     */
    static String decimal(String number) {
        int point = number.indexOf('.');
        String whole = cardinal(point == 0 ? "0" : number.substring(0, point));
        String fraction = number.substring(point + 1).replaceFirst("0+$", "");
        return fraction.isEmpty() ? whole : whole + " point " + digitByDigit(fraction);
    }

    static String digitByDigit(String digits) {
        List<String> words = new ArrayList<>(digits.length());
        digits.chars().forEach(digit -> words.add(ONES[digit - '0']));
        return String.join(" ", words);
    }

    private static String belowThousand(int number) {
        if (number >= 100) {
            String hundreds = ONES[number / 100] + " hundred";
            return number % 100 == 0 ? hundreds : hundreds + " " + belowThousand(number % 100);
        }
        if (number < 20) {
            return ONES[number];
        }
        return number % 10 == 0 ? TENS[number / 10] : TENS[number / 10] + "-" + ONES[number % 10];
    }

    private static String ordinalWord(String cardinal) {
        String irregular = IRREGULAR_ORDINALS.get(cardinal);
        if (irregular != null) {
            return irregular;
        }
        return cardinal.endsWith("y") ? cardinal.substring(0, cardinal.length() - 1) + "ieth" : cardinal + "th";
    }
}
