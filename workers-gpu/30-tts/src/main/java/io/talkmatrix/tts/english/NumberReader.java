package io.talkmatrix.tts.english;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads words made of digits: cardinals, ordinals, years, decimals, amounts of money, version and model numbers. */
final class NumberReader {

    private static final Set<String> ORDINAL_SUFFIXES = Set.of("st", "nd", "rd", "th");
    private static final Pattern SUFFIX = Pattern.compile("[a-z']+$");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9.,]*[0-9][0-9.,]*(?:ing|'d|ed|'s|st|nd|rd|th|s)?");

    private final Lexicon lexicon;
    private final Suffixes suffixes;

    NumberReader(Lexicon lexicon, Suffixes suffixes) {
        this.lexicon = lexicon;
        this.suffixes = suffixes;
    }

    /** @param head whether the word begins a token; only there a hyphen is a minus */
    static boolean isNumber(String word, boolean head) {
        return (head || !word.startsWith("-")) && NUMBER.matcher(word).matches();
    }

    /**
     * @param word something that {@link #isNumber}
     * @param currency the sign before the number, or null
     * @param head whether the word begins a token; inside a token ("A320") digits are read in pairs or one by one
     */
    String read(String word, Currency currency, boolean head) {
        Matcher matcher = SUFFIX.matcher(word);
        String suffix = matcher.find() ? matcher.group() : "";
        String unsigned = word.substring(0, word.length() - suffix.length());
        boolean negative = unsigned.startsWith("-");
        List<String> phonemes = new ArrayList<>();
        if (negative) {
            unsigned = unsigned.substring(1);
            say("minus", phonemes);
        }
        boolean digits = Letters.areDigits(unsigned);
        if (digits && ORDINAL_SUFFIXES.contains(suffix)) {
            say(NumberWords.ordinal(unsigned), phonemes);
        } else if (digits && !negative && unsigned.length() == 4 && currency == null) {
            say(NumberWords.year(Integer.parseInt(unsigned)), phonemes);
        } else if (!head && unsigned.indexOf('.') < 0) {
            sayInsideToken(unsigned.replace(",", ""), phonemes);
        } else if (!head || unsigned.indexOf('.') != unsigned.lastIndexOf('.')) {
            sayDotted(unsigned.replace(",", ""), phonemes);
        } else if (currency != null && isMoney(unsigned)) {
            sayMoney(unsigned.replace(",", ""), currency, phonemes);
        } else {
            sayPlain(unsigned.replace(",", ""), suffix, phonemes);
        }
        return withSuffix(String.join(" ", phonemes), suffix);
    }

    private void sayInsideToken(String digits, List<String> phonemes) {
        if (digits.startsWith("0") || digits.length() > 3) {
            say(NumberWords.digitByDigit(digits), phonemes);
        } else if (digits.length() < 3 || digits.endsWith("00")) {
            say(NumberWords.cardinal(digits), phonemes);
        } else if (digits.charAt(1) == '0') {
            say(NumberWords.cardinal(digits.substring(0, 1)), phonemes);
            phonemes.add(lexicon.read("O", PartOfSpeech.NONE, Emphasis.NONE, Context.NEUTRAL));
            say(NumberWords.cardinal(digits.substring(2)), phonemes);
        } else {
            say(NumberWords.cardinal(digits.substring(0, 1)), phonemes);
            say(NumberWords.cardinal(digits.substring(1)), phonemes);
        }
    }

    /** 192.168.0.1 or 2.10.3: the parts one after another. */
    private void sayDotted(String number, List<String> phonemes) {
        for (String part : number.split("\\.")) {
            boolean round = part.length() == 2 || part.matches(".0*");
            if (part.startsWith("0") || !part.isEmpty() && !round) {
                say(NumberWords.digitByDigit(part), phonemes);
            } else if (!part.isEmpty()) {
                say(NumberWords.cardinal(part), phonemes);
            }
        }
    }

    private static boolean isMoney(String number) {
        int point = number.indexOf('.');
        return point < 0 || number.length() - point - 1 < 3;
    }

    private void sayMoney(String number, Currency currency, List<String> phonemes) {
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        String hundredths = point < 0 ? "" : number.substring(point + 1);
        boolean hasHundredths = hundredths.matches("0*[1-9]\\d*");
        boolean hasWhole = !hasHundredths || whole.matches("0*[1-9]\\d*");
        if (hasWhole) {
            sayAmount(whole, currency.unit(), phonemes);
        }
        if (hasWhole && hasHundredths) {
            phonemes.add(lexicon.read("and", PartOfSpeech.NONE, Emphasis.AS_IS, Context.NEUTRAL));
        }
        if (hasHundredths) {
            sayAmount(hundredths, currency.hundredth(), phonemes);
        }
    }

    private void sayAmount(String digits, String unit, List<String> phonemes) {
        String number = NumberWords.cardinal(digits.isEmpty() ? "0" : digits);
        say(number, phonemes);
        phonemes.add(number.equals("one") ? say(unit) : plural(unit));
    }

    private void sayPlain(String number, String suffix, List<String> phonemes) {
        if (number.startsWith(".")) {
            say("point " + NumberWords.digitByDigit(number.substring(1)), phonemes);
        } else if (number.indexOf('.') >= 0) {
            say(NumberWords.decimal(number), phonemes);
        } else if (ORDINAL_SUFFIXES.contains(suffix)) {
            say(NumberWords.ordinal(number), phonemes);
        } else {
            say(NumberWords.cardinal(number), phonemes);
        }
    }

    private void say(String words, List<String> phonemes) {
        for (String word : words.split("[ -]")) {
            phonemes.add(say(word));
        }
    }

    private String say(String word) {
        Emphasis emphasis = word.equals("point") ? Emphasis.NONE : Emphasis.AS_IS;
        return lexicon.read(word, PartOfSpeech.NONE, emphasis, Context.NEUTRAL);
    }

    /** The plural of a currency's unit; "pence" is one already. */
    String plural(String unit) {
        return unit.equals("pence")
                ? say(unit)
                : suffixes.readS(unit + "s", PartOfSpeech.NONE, Emphasis.AS_IS, Context.NEUTRAL);
    }

    private static String withSuffix(String phonemes, String suffix) {
        return switch (suffix) {
            case "s", "'s" -> Suffixes.withS(phonemes);
            case "ed", "'d" -> Suffixes.withEd(phonemes);
            case "ing" -> Suffixes.withIng(phonemes);
            default -> phonemes;
        };
    }
}
