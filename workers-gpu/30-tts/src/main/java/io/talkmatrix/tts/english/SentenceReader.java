package io.talkmatrix.tts.english;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the tokens of a sentence into phonemes, from right to left since words depend on what follows. */
final class SentenceReader {

    private static final Pattern UNREADABLE_PART =
            Pattern.compile("\\p{L}+(?:['’]\\p{L}+)*|\\d+(?:[,.]\\d+)*|[^\\w\\s]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Map<Character, List<String>> SIGNS = Map.ofEntries(
            Map.entry('%', List.of("percent")),
            Map.entry('&', List.of("and")),
            Map.entry('+', List.of("plus")),
            Map.entry('@', List.of("at")),
            Map.entry('/', List.of("slash")),
            Map.entry('=', List.of("equals")),
            Map.entry('#', List.of("hash")),
            Map.entry('*', List.of("asterisk")),
            Map.entry('~', List.of("tilde")),
            Map.entry('^', List.of("caret")),
            Map.entry('<', List.of("less", "than")),
            Map.entry('>', List.of("greater", "than")));

    private final WordReader words;
    private final OovSpeller speller;

    SentenceReader(WordReader words, OovSpeller speller) {
        this.words = words;
        this.speller = speller;
    }

    String read(List<Token> tokens) {
        List<List<Piece>> groups = Pieces.of(tokens);
        Context context = Context.CLAUSE_END;
        for (int i = groups.size() - 1; i >= 0; i--) {
            context = readGroup(groups.get(i), context);
        }
        StringBuilder sentence = new StringBuilder();
        for (List<Piece> group : groups) {
            append(group, sentence);
            if (group.get(group.size() - 1).spaceAfter()) {
                appendSpace(sentence);
            }
        }
        return sentence.toString().strip().replace('ɾ', 'T').replace('ʔ', 't');
    }

    private Context readGroup(List<Piece> group, Context context) {
        if (group.size() > 1) {
            return readParts(group, context);
        }
        Piece piece = group.get(0);
        if (piece.phonemes() == null) {
            String known = read(piece, context);
            piece.sounds(known == null ? guess(piece.text(), context) : known);
        }
        return context.before(piece.text(), piece.tag(), piece.phonemes());
    }

    /** Reads the longest run at the end of the group that is known, then the same with the rest. */
    private Context readParts(List<Piece> group, Context context) {
        Context before = context;
        int end = group.size();
        while (end > 0) {
            int start = 0;
            String phonemes = null;
            Piece run = null;
            for (; start < end && phonemes == null; start++) {
                run = Piece.joined(group.subList(start, end));
                phonemes = read(run, before);
            }
            if (phonemes != null) {
                start--;
                group.subList(start, end).forEach(piece -> piece.sounds(""));
                group.get(start).sounds(phonemes);
                before = before.before(run.text(), run.tag(), phonemes);
                end = start;
            } else if (group.get(end - 1).isJunk()) {
                group.get(--end).sounds("");
            } else {
                return guessGroup(group, context);
            }
        }
        balanceStress(group);
        return before;
    }

    private String read(Piece piece, Context context) {
        return words.read(piece.text(), piece.tag(), piece.currency(), piece.head(), context);
    }

    private Context guessGroup(List<Piece> group, Context context) {
        Piece whole = Piece.joined(group);
        group.forEach(piece -> piece.sounds(""));
        group.get(0).sounds(guess(whole.text(), context));
        return context.before(whole.text(), whole.tag(), group.get(0).phonemes());
    }

    private String guess(String text, Context context) {
        Matcher matcher = UNREADABLE_PART.matcher(text);
        List<String> parts = new ArrayList<>();
        while (matcher.find()) {
            String part = matcher.group();
            if (Character.isDigit(part.charAt(0))) {
                parts.add(words.readDigits(part));
            } else if (Character.isLetter(part.codePointAt(0))) {
                parts.add(speller.spell(part));
            } else {
                part.chars().forEach(sign -> parts.add(sign((char) sign, context)));
            }
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    private String sign(char sign, Context context) {
        return SIGNS.getOrDefault(sign, List.of()).stream()
                .map(word -> words.read(word, PartOfSpeech.NONE, null, true, context))
                .collect(Collectors.joining(" "));
    }

    /** In a group that is one word to the ear, at most about half of the parts keep their primary stress. */
    private static void balanceStress(List<Piece> group) {
        if (isSpaced(group)) {
            return;
        }
        List<Piece> heard =
                group.stream().filter(piece -> !piece.phonemes().isEmpty()).toList();
        if (heard.size() == 2 && heard.get(0).text().length() == 1) {
            weaken(heard.get(1));
            return;
        }
        long primaries = heard.stream().filter(SentenceReader::hasPrimary).count();
        if (heard.size() < 2 || primaries <= (heard.size() + 1) / 2) {
            return;
        }
        Function<Piece, Integer> weight = piece -> Phones.weight(piece.phonemes());
        heard.stream()
                .sorted(Comparator.comparing(SentenceReader::hasPrimary).thenComparing(weight))
                .limit(heard.size() / 2)
                .toList()
                .forEach(SentenceReader::weaken);
    }

    private static boolean hasPrimary(Piece piece) {
        return piece.phonemes().indexOf(Phones.PRIMARY) >= 0;
    }

    private static void weaken(Piece piece) {
        piece.sounds(Emphasis.WEAKER.apply(piece.phonemes()));
    }

    /** Whether a group is said as separate words: it has a slash, or mixes letters, digits and signs. */
    private static boolean isSpaced(List<Piece> group) {
        String text = Piece.joined(group).text();
        return text.indexOf('/') >= 0
                || text.codePoints()
                                .filter(c -> !Piece.isJunk(c))
                                .map(c -> Character.isLetter(c) ? 0 : Letters.isDigit(c) ? 1 : 2)
                                .distinct()
                                .count()
                        > 1;
    }

    private static void append(List<Piece> group, StringBuilder sentence) {
        boolean spaced = group.size() > 1 && isSpaced(group);
        boolean first = true;
        for (Piece piece : group) {
            if (!piece.phonemes().isEmpty()) {
                if (spaced && !first) {
                    appendSpace(sentence);
                }
                sentence.append(piece.phonemes());
                first = false;
            }
        }
    }

    private static void appendSpace(StringBuilder sentence) {
        int length = sentence.length();
        if (length > 0 && sentence.charAt(length - 1) != ' ') {
            sentence.append(' ');
        }
    }
}
