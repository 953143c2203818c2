package io.talkmatrix.tts.english;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts tokens where a reader would: camelCase, letters and digits, hyphens. Pieces not divided by white space form one
 * group, since they may be one word of the dictionary (e-mail) and share their stress.
 */
final class Pieces {

    private static final String UPPER = "A-ZÀ-ÖØ-Þ";
    private static final String LOWER = "a-zß-öø-ÿ";
    private static final String QUOTE = "['‘’]";
    private static final Pattern PIECE = Pattern.compile(
            String.join(
                    "|",
                    "^" + QUOTE + "+",
                    "[" + UPPER + "](?=[" + UPPER + "][" + LOWER + "])", // the P of PHello
                    "(?:^-)?(?:\\d?[,.]?\\d)+",
                    "[-_]+",
                    QUOTE + "{2,}",
                    "\\p{L}*?(?:" + QUOTE + "\\p{L})*?[" + LOWER + "](?=[" + UPPER + "])", // the camel of camelCase
                    "\\p{L}+(?:" + QUOTE + "\\p{L})*",
                    "[^\\w\\-'‘’]",
                    QUOTE + "+$"),
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> PUNCTUATION_TAGS =
            Set.of(".", ",", "-LRB-", "-RRB-", "``", "\"\"", "''", ":", "$", "#", "NFP");

    private final List<List<Piece>> groups = new ArrayList<>();
    private boolean groupOpen;
    private Currency currency;

    private Pieces() {}

    /** The pieces of a sentence in groups. Punctuation is a group of its own and has its phonemes already. */
    static List<List<Piece>> of(List<Token> tokens) {
        Pieces pieces = new Pieces();
        for (int i = 0; i < tokens.size(); i++) {
            boolean numberFollows =
                    i + 1 < tokens.size() && tokens.get(i + 1).tag().equals(PartOfSpeech.NUMBER);
            pieces.add(tokens.get(i), numberFollows);
        }
        return pieces.groups;
    }

    private void add(Token token, boolean numberFollows) {
        List<String> parts = split(token.text());
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            boolean last = i == parts.size() - 1;
            boolean space = last && token.spaceAfter();
            Currency sign = token.tag().equals("$") ? Currency.ofSign(part) : null;
            if (sign != null) {
                currency = sign;
                addAlone(new Piece(part, token.tag(), space, true, null, ""));
            } else if (isPunctuation(part, token.tag())) {
                addAlone(new Piece(part, token.tag(), space, true, null, punctuation(part, token.tag())));
            } else {
                Currency own = currencyOf(token, last && !numberFollows);
                boolean to = part.equals("2") && isBetweenLetters(parts, i);
                if (to && own == null) {
                    addAlone(new Piece("to", token.tag(), space, true, null, null));
                } else {
                    addToGroup(part, token.tag(), space, own);
                }
            }
        }
    }

    private static List<String> split(String token) {
        List<String> parts = new ArrayList<>(1);
        Matcher matcher = PIECE.matcher(token);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return parts.isEmpty() ? List.of(token) : parts;
    }

    /** The currency sign seen before belongs to the last of the numbers that follow it: "$3 million". */
    private Currency currencyOf(Token token, boolean last) {
        if (!token.tag().equals(PartOfSpeech.NUMBER)) {
            currency = null;
        }
        return last ? currency : null;
    }

    /** The 2 of B2B. */
    private static boolean isBetweenLetters(List<String> parts, int i) {
        return i > 0
                && i < parts.size() - 1
                && Character.isLetter(parts.get(i - 1).charAt(parts.get(i - 1).length() - 1))
                && Character.isLetter(parts.get(i + 1).charAt(0));
    }

    private static boolean isPunctuation(String part, String tag) {
        return PUNCTUATION_TAGS.contains(tag) && !Letters.areAllLatin(part);
    }

    private static String punctuation(String part, String tag) {
        return switch (tag) {
            case "-LRB-" -> "(";
            case "-RRB-" -> ")";
            case "``" -> "“";
            case "\"\"", "''" -> "”";
            default -> {
                boolean dash = tag.equals(":") && (part.equals("-") || part.equals("–"));
                StringBuilder known = new StringBuilder(dash ? "—" : "");
                part.chars().filter(c -> Phones.isPunctuation((char) c)).forEach(c -> known.append((char) c));
                yield known.toString();
            }
        };
    }

    private void addAlone(Piece piece) {
        List<Piece> group = new ArrayList<>(1);
        group.add(piece);
        groups.add(group);
        groupOpen = false;
    }

    private void addToGroup(String text, String tag, boolean space, Currency own) {
        if (groupOpen) {
            groups.get(groups.size() - 1).add(new Piece(text, tag, space, false, own, null));
        } else {
            addAlone(new Piece(text, tag, space, true, own, null));
        }
        groupOpen = !space;
    }
}
