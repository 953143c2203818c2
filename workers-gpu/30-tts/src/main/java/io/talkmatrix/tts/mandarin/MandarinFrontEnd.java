package io.talkmatrix.tts.mandarin;

import io.talkmatrix.tts.EnglishFrontEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mandarin text to the phonemes of Kokoro's Mandarin voices. Latin words go to the product lexicon, then to the English
 * front end. Loads its dictionaries when made (some 0.4 s); safe for use from any thread.
 */
public final class MandarinFrontEnd {

    private static final Pattern RUN = Pattern.compile(
            "(?<han>[\\u4e00-\\u9fff\\u3007]+)"
                    + "|(?<latin>[A-Za-z][A-Za-z'’.-]*(?: +[A-Za-z][A-Za-z'’.-]*)*(?<![.-]))"
                    + "|(?<other>.)",
            Pattern.DOTALL);

    private static final Map<Character, Character> PUNCTUATION = punctuation();

    private static final String AFTER_WORD = ";:,.!?…—";

    private final EnglishFrontEnd english;
    private final ProductLexicon products;
    private final MandarinReadings readings = new MandarinReadings();

    public MandarinFrontEnd(EnglishFrontEnd english, ProductLexicon products) {
        this.english = english;
        this.products = products;
    }

    /** Symbols of {@link io.talkmatrix.tts.PhonemeVocabulary}, words separated by one space; empty if nothing is sayable. */
    public String phonemes(String text) {
        String normal = MandarinNormaliser.normalise(readings.simplified(text));
        Line line = new Line();
        List<Word> clause = new ArrayList<>();
        Matcher run = RUN.matcher(normal);
        while (run.find()) {
            if (run.group("han") != null) {
                clause.addAll(readings.words(run.group(), line.hasWords() || !clause.isEmpty()));
                continue;
            }
            flush(clause, line);
            if (run.group("latin") != null) {
                latin(run.group(), line);
            } else {
                line.sign(run.group().charAt(0));
            }
        }
        flush(clause, line);
        return line.text();
    }

    private static void flush(List<Word> clause, Line line) {
        for (Word word : ToneSandhi.apply(clause)) {
            StringBuilder symbols = new StringBuilder();
            for (Syllable syllable : word.syllables()) {
                symbols.append(PinyinSymbols.symbols(syllable));
            }
            line.word(symbols.toString());
        }
        clause.clear();
    }

    private void latin(String run, Line line) {
        var whole = products.phonemes(run);
        if (whole.isPresent()) {
            line.word(whole.get());
            return;
        }
        StringBuilder unknown = new StringBuilder();
        for (String word : run.split(" +")) {
            var reading = products.phonemes(word);
            if (reading.isPresent()) {
                english(unknown, line);
                line.word(reading.get());
            } else {
                unknown.append(unknown.length() == 0 ? "" : " ").append(word);
            }
        }
        english(unknown, line);
    }

    private void english(StringBuilder words, Line line) {
        if (words.length() > 0) {
            line.word(english.phonemes(words.toString()).strip());
            words.setLength(0);
        }
    }

    private static Map<Character, Character> punctuation() {
        Map<Character, Character> signs = new HashMap<>();
        String from = "、，。．！：；？《》〈〉「」『』【】（）～·\n";
        String to = ",,..!:;?“”“”“”“”“”()— ,";
        for (int i = 0; i < from.length(); i++) {
            signs.put(from.charAt(i), to.charAt(i));
        }
        return Map.copyOf(signs);
    }

    /** The phonemes so far; keeps one space between words and none before punctuation. */
    private static final class Line {

        private final StringBuilder out = new StringBuilder();
        private boolean hasWords;

        boolean hasWords() {
            return hasWords;
        }

        void word(String symbols) {
            if (symbols.isEmpty()) {
                return;
            }
            char last = out.length() == 0 ? ' ' : out.charAt(out.length() - 1);
            if (last != ' ' && last != '“' && last != '(') {
                out.append(' ');
            }
            out.append(symbols);
            hasWords = true;
        }

        void sign(char written) {
            char sign = PUNCTUATION.getOrDefault(written, written);
            if (AFTER_WORD.indexOf(sign) >= 0 || sign == '”' || sign == ')') {
                out.setLength(stripped());
                out.append(sign).append(' ');
            } else if (sign == '“' || sign == '(') {
                out.setLength(stripped());
                out.append(' ').append(sign);
            } else if (sign == ' ' && out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }

        /** Empty unless a word was written: punctuation alone is not speech. */
        String text() {
            return hasWords ? out.toString().strip() : "";
        }

        private int stripped() {
            int length = out.length();
            while (length > 0 && out.charAt(length - 1) == ' ') {
                length--;
            }
            return length;
        }
    }
}
