package io.talkmatrix.moderation;

import com.hankcs.hanlp.collection.AhoCorasick.AhoCorasickDoubleArrayTrie;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Listed words, ready to be looked for: two Aho–Corasick automata, one over letters, one over sounds, so a text is read
 * twice however many words are listed. Immutable and safe for use from any thread.
 */
public final class WordList {

    /** Holds nothing. */
    public static final WordList EMPTY = of(List.of());

    private static final String MASK = "**";
    /** Shorter Latin words are looked for as words only: {@code ass} is not found in {@code class}. */
    private static final int INSIDE_WORDS = 6;

    /** A place in a text where a rule applies, UTF-16 units. */
    record Hit(WordRule rule, int from, int to) {}

    /** A listed word as it is looked for. */
    private record Pattern(WordRule rule, Reading reading, boolean han) {}

    private final AhoCorasickDoubleArrayTrie<List<Pattern>> byLetters;
    private final AhoCorasickDoubleArrayTrie<List<Pattern>> bySounds;
    private final int rules;

    private WordList(
            AhoCorasickDoubleArrayTrie<List<Pattern>> byLetters,
            AhoCorasickDoubleArrayTrie<List<Pattern>> bySounds,
            int rules) {
        this.byLetters = byLetters;
        this.bySounds = bySounds;
        this.rules = rules;
    }

    /** @throws WordListException a word holds no letter and no digit */
    public static WordList of(List<WordRule> rules) {
        TreeMap<String, List<Pattern>> letters = new TreeMap<>();
        TreeMap<String, List<Pattern>> sounds = new TreeMap<>();
        for (WordRule rule : rules) {
            Reading reading = Reading.of(rule.word());
            if (reading.letters().isEmpty()) {
                throw new WordListException(rule.id() + ": the word holds no letter and no digit");
            }
            int han = (int) reading.letters()
                    .chars()
                    .filter(c -> Reading.isHan((char) c))
                    .count();
            Pattern pattern = new Pattern(rule, reading, han > 0);
            letters.computeIfAbsent(reading.letters(), key -> new ArrayList<>()).add(pattern);
            boolean latin = reading.letters().chars().anyMatch(c -> Letters.latin((char) c));
            boolean sounded = rule.match() == WordRule.Match.SOUND && han > 1;
            if (rule.match() != WordRule.Match.EXACT && (sounded || han == 0 && latin)) {
                sounds.computeIfAbsent(reading.sounds(), key -> new ArrayList<>())
                        .add(pattern);
            }
        }
        return new WordList(trie(letters), trie(sounds), rules.size());
    }

    private static AhoCorasickDoubleArrayTrie<List<Pattern>> trie(TreeMap<String, List<Pattern>> patterns) {
        return patterns.isEmpty() ? null : new AhoCorasickDoubleArrayTrie<>(patterns);
    }

    /** How many words are listed. */
    public int size() {
        return rules;
    }

    /** Looks at a text and does what the rules say. */
    public Verdict judge(String text) {
        List<Hit> hits = find(text);
        if (hits.isEmpty()) {
            return Verdict.clean(text);
        }
        List<String> ids = hits.stream().map(hit -> hit.rule().id()).distinct().toList();
        Action strongest = hits.stream()
                .map(hit -> hit.rule().action())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String left = strongest == Action.DROP ? "" : changed(text, hits);
        return new Verdict(left, Optional.of(strongest), ids);
    }

    /** Where listed words stand, first ones first; places may overlap. */
    List<Hit> find(String text) {
        if (rules == 0 || text.isEmpty()) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        Reading reading = Reading.of(text);
        find(text, reading, hits);
        for (int kept = 1; kept <= 2; kept++) {
            Squeezed squeezed = Squeezed.of(text, kept);
            if (squeezed.shorter()) {
                List<Hit> more = new ArrayList<>();
                find(squeezed.text(), Reading.of(squeezed.text()), more);
                more.forEach(hit -> hits.add(new Hit(hit.rule(), squeezed.from(hit.from()), squeezed.to(hit.to()))));
            }
        }
        hits.sort(Comparator.comparingInt(Hit::from)
                .thenComparing(Comparator.comparingInt(Hit::to).reversed()));
        return hits;
    }

    private void find(String text, Reading reading, List<Hit> hits) {
        if (byLetters != null) {
            byLetters.parseText(reading.letters(), (begin, end, patterns) -> {
                for (Pattern pattern : patterns) {
                    letters(text, reading, begin, end, pattern, hits);
                }
            });
        }
        if (bySounds != null) {
            bySounds.parseText(reading.sounds(), (begin, end, patterns) -> {
                for (Pattern pattern : patterns) {
                    sounds(text, reading, begin, end, pattern, hits);
                }
            });
        }
    }

    private static void letters(String text, Reading reading, int begin, int end, Pattern pattern, List<Hit> hits) {
        int from = reading.from(begin);
        int to = reading.to(end - 1);
        boolean exact = pattern.rule().match() != WordRule.Match.EXACT
                || text.substring(from, to)
                        .equalsIgnoreCase(pattern.rule().word().strip());
        if (exact && (pattern.han() || apart(text, from, to, end - begin))) {
            hits.add(new Hit(pattern.rule(), from, to));
        }
    }

    private static void sounds(String text, Reading reading, int begin, int end, Pattern pattern, List<Hit> hits) {
        if (!reading.begins(begin) || !reading.begins(end)) {
            return;
        }
        int first = reading.letterOf(begin);
        int last = reading.letterOf(end - 1);
        boolean anyHan = false;
        boolean anyLatin = false;
        for (int at = begin; at < end; at++) {
            int letter = reading.letterOf(at);
            boolean han = reading.han(letter);
            anyHan |= han;
            anyLatin |= Letters.latin(reading.letters().charAt(letter));
            // Characters may stand for the word's syllables, never for the end of one and the beginning of the next.
            if (han && pattern.han() && reading.begins(at) && !pattern.reading().begins(at - begin)) {
                return;
            }
        }
        int from = reading.from(first);
        int to = reading.to(last);
        boolean found = pattern.han()
                ? anyHan ? anyLatin || !Letters.divided(text, from, to) : apart(text, from, to, end - begin)
                : anyLatin && !anyHan && apart(text, from, to, end - begin);
        if (found) {
            hits.add(new Hit(pattern.rule(), from, to));
        }
    }

    /** True if a Latin word is long enough to be found anywhere, or stands apart from other letters. */
    private static boolean apart(String text, int from, int to, int length) {
        return length >= INSIDE_WORDS
                || !(from > 0 && ascii(text.charAt(from - 1))) && !(to < text.length() && ascii(text.charAt(to)));
    }

    private static boolean ascii(char c) {
        return Letters.latin(Character.toLowerCase(c));
    }

    private static String changed(String text, List<Hit> hits) {
        StringBuilder left = new StringBuilder();
        int done = 0;
        for (Hit hit : hits) {
            if (hit.from() < done || hit.rule().action() == Action.ALERT) {
                continue;
            }
            left.append(text, done, hit.from())
                    .append(
                            hit.rule().action() == Action.MASK
                                    ? MASK
                                    : hit.rule().replacement());
            done = hit.to();
        }
        return left.append(text, done, text.length()).toString();
    }
}
