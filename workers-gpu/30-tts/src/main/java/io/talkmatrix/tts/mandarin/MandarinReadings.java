package io.talkmatrix.tts.mandarin;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.CustomDictionary;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import com.hankcs.hanlp.seg.common.Term;
import com.hankcs.hanlp.utility.Predefine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

/**
 * Splits Chinese text into words and reads them (HanLP portable, word by word: read as a whole sentence it matches
 * dictionary entries across words). Words that HanLP reads wrongly are in {@code readings.tsv}. Loads its dictionaries
 * when made; safe for use from any thread.
 */
final class MandarinReadings {

    private static final String OVERRIDES = "readings.tsv";

    /** Tags of the particles 的 地 得 了 着 过: always in the neutral tone. */
    private static final Map<String, Syllable> PARTICLES = Map.of(
            "的", new Syllable("de", 5),
            "地", new Syllable("de", 5),
            "得", new Syllable("de", 5),
            "了", new Syllable("le", 5),
            "着", new Syllable("zhe", 5),
            "过", new Syllable("guo", 5));

    private static final Syllable UNREADABLE = new Syllable("-", 5);

    private final Map<String, List<Syllable>> overrides = new HashMap<>();

    MandarinReadings() {
        HanLP.Config.enableDebug(false);
        Predefine.logger.setLevel(Level.OFF);
        for (String line : overrideLines()) {
            String[] columns = line.split("\t");
            List<Syllable> syllables = new ArrayList<>();
            for (String pinyin : columns[1].split(" ")) {
                syllables.add(Syllable.parse(pinyin));
            }
            overrides.put(columns[0], List.copyOf(syllables));
            if (columns[0].length() > 1) {
                CustomDictionary.insert(columns[0], "nz 1024");
            }
        }
        words("银行卡可以支付吗", true);
    }

    /** Traditional characters become simplified ones. */
    String simplified(String text) {
        return HanLP.convertToSimplifiedChinese(text);
    }

    /**
     * The words of a run of Chinese characters.
     *
     * @param afterWord true if the run continues a clause, so that a leading 得 or 过 may be a particle
     */
    List<Word> words(String run, boolean afterWord) {
        List<Word> words = new ArrayList<>();
        for (Term term : HanLP.segment(run)) {
            words.add(read(term, afterWord || !words.isEmpty()));
        }
        return words;
    }

    private Word read(Term term, boolean afterWord) {
        List<Syllable> known = overrides.get(term.word);
        if (known != null) {
            return new Word(term.word, known, true);
        }
        Syllable particle = PARTICLES.get(term.word);
        if (particle != null && afterWord && isParticle(term)) {
            return new Word(term.word, List.of(particle), false);
        }
        List<Syllable> syllables = new ArrayList<>();
        List<Pinyin> pinyin = HanLP.convertToPinyinList(term.word);
        for (int i = 0; i < pinyin.size(); i++) {
            syllables.add(syllable(term.word.charAt(i), pinyin.get(i)));
        }
        return new Word(term.word, syllables, false);
    }

    private static boolean isParticle(Term term) {
        return term.nature.toString().startsWith("u");
    }

    /** The voices say 儿 as a syllable of its own: in the neutral tone it gets lost. */
    private static Syllable syllable(char character, Pinyin pinyin) {
        if (character == '儿') {
            return new Syllable("er", 2);
        }
        return pinyin == Pinyin.none5 ? UNREADABLE : new Syllable(pinyin.getPinyinWithoutTone(), pinyin.getTone());
    }

    private static List<String> overrideLines() {
        try (InputStream in = MandarinReadings.class.getResourceAsStream(OVERRIDES);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the Mandarin readings " + OVERRIDES, e);
        }
    }
}
