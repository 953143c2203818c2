package io.talkmatrix.tts.mandarin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a Mandarin host says Latin names: brand and product words with a reading in pinyin ({@code Java → zhao1 wa1}).
 * Immutable.
 */
public final class ProductLexicon {

    public static final ProductLexicon EMPTY = new ProductLexicon(Map.of());

    private final Map<String, String> symbols;

    private ProductLexicon(Map<String, String> symbols) {
        this.symbols = Map.copyOf(symbols);
    }

    /**
     * @param lines of the form {@code word<TAB>pinyin with tones}; blank lines and lines that start with # are skipped
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    public static ProductLexicon parse(List<String> lines) {
        Map<String, String> symbols = new HashMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] columns = line.split("\t");
            if (columns.length != 2) {
                throw new IllegalArgumentException("a product word needs one tab and its pinyin: " + line);
            }
            symbols.put(key(columns[0]), spoken(line, columns[1].trim()));
        }
        return new ProductLexicon(symbols);
    }

    /** Phonemes of a Latin word, whatever its case. */
    Optional<String> phonemes(String word) {
        return Optional.ofNullable(symbols.get(key(word)));
    }

    private static String spoken(String line, String pinyin) {
        List<String> parts = new ArrayList<>();
        try {
            for (String syllable : pinyin.split("\\s+")) {
                parts.add(PinyinSymbols.symbols(Syllable.parse(syllable)));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a product word's pinyin cannot be read: " + line, e);
        }
        return String.join("", parts);
    }

    private static String key(String word) {
        return word.trim().toLowerCase(Locale.ROOT);
    }
}
