package io.talkmatrix.tts;

import java.util.HashMap;
import java.util.Map;

/**
 * The 114 symbols of the Kokoro v1.0 family, which Hibari shares, with their ids. Each is one UTF-16 unit. Source: the
 * {@code vocab} of the Kokoro-82M configuration.
 */
public final class PhonemeVocabulary {

    /** Pad before the first and after the last symbol of an utterance. */
    public static final int PAD = 0;

    /** Rows of the models' embedding table: ids are below it. */
    public static final int SIZE = 178;

    /** Each run: id of its first symbol, then symbols of consecutive ids. */
    private static final Object[][] RUNS = {
        {1, ";:,.!?"},
        {9, "—…\"()“” \u0303ʣʥʦʨᵝꭧAI"},
        {31, "O"},
        {33, "Q"},
        {35, "ST"},
        {39, "W"},
        {41, "Yᵊabcdef"},
        {50, "hijklmnopqrstuvwxyzɑɐɒæ"},
        {75, "βɔɕç"},
        {80, "ɖðʤə"},
        {85, "ɚɛɜ"},
        {90, "ɟ"},
        {92, "ɡ"},
        {99, "ɥ"},
        {101, "ɨɪʝ"},
        {110, "ɯɰŋɳɲɴø"},
        {118, "ɸθœ"},
        {123, "ɹ"},
        {125, "ɾɻ"},
        {128, "ʁɽʂʃʈʧ"},
        {135, "ʊʋ"},
        {138, "ʌɣɤ"},
        {142, "χʎ"},
        {147, "ʒʔ"},
        {156, "ˈˌː"},
        {162, "ʰ"},
        {164, "ʲ"},
        {169, "↓"},
        {171, "→↗↘"},
        {177, "ᵻ"},
    };

    private static final Map<Character, Integer> IDS = new HashMap<>();

    static {
        for (Object[] run : RUNS) {
            int firstId = (Integer) run[0];
            String symbols = (String) run[1];
            for (int i = 0; i < symbols.length(); i++) {
                IDS.put(symbols.charAt(i), firstId + i);
            }
        }
    }

    private PhonemeVocabulary() {}

    /** True if the models know the symbol; others are left out, never replaced. */
    public static boolean contains(char symbol) {
        return IDS.containsKey(symbol);
    }

    /**
     * @return id of the symbol, 1 to {@link #SIZE} − 1
     * @throws IllegalArgumentException if it is not in the table
     */
    public static int id(char symbol) {
        Integer id = IDS.get(symbol);
        if (id == null) {
            throw new IllegalArgumentException(
                    String.format("U+%04X is not a phoneme symbol of this family", (int) symbol));
        }
        return id;
    }

    /** The text without the symbols that are not in the table. */
    public static String known(String phonemes) {
        StringBuilder kept = new StringBuilder(phonemes.length());
        for (int i = 0; i < phonemes.length(); i++) {
            if (contains(phonemes.charAt(i))) {
                kept.append(phonemes.charAt(i));
            }
        }
        return kept.toString();
    }

    /** Ids of {@link #known} symbols between two pads: length of the known text + 2. */
    public static long[] paddedIds(String phonemes) {
        String known = known(phonemes);
        long[] ids = new long[known.length() + 2];
        for (int i = 0; i < known.length(); i++) {
            ids[i + 1] = id(known.charAt(i));
        }
        return ids;
    }
}
