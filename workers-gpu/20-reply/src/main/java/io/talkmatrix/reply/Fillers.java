package io.talkmatrix.reply;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Short phrases that bridge the time until a model's first clause.
 *
 * @param after how late the first clause must be, counted from the question; zero for no phrases at all
 * @param phrases for each language tag, said in turn; a language without any stays silent
 */
public record Fillers(Duration after, Map<String, List<String>> phrases) {

    public static final Fillers NONE = new Fillers(Duration.ZERO, Map.of());

    public Fillers {
        phrases = Map.copyOf(phrases);
    }

    boolean in(String language) {
        return !after.isZero() && !phrases.getOrDefault(language, List.of()).isEmpty();
    }

    String phrase(String language, int turn) {
        List<String> known = phrases.get(language);
        return known.get(Math.floorMod(turn, known.size()));
    }
}
