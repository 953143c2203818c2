package io.talkmatrix.tts.english;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes out what the dictionaries can't read: times, dates, units, abbreviations, symbols. Plain numbers, years,
 * ordinals and simple amounts of money stay, they are read later. Immutable.
 */
final class Normaliser {

    private static final Rewrite WHITE_SPACE = Rewrite.of("\\s+", " ");

    /** No word is that long; it keeps the cost of endless strings of signs within bounds. */
    private static final Rewrite ENDLESS_WORD = Rewrite.of("\\S{80}(?=\\S)", match -> match.group() + " ");

    private static final Rewrite SPACE_BEFORE_MARK = Rewrite.of(" +([,.;:!?])", match -> match.group(1));

    private final List<Rewrite> rules; // in the order in which they must be applied

    Normaliser(NormaliserTables tables) {
        DateRules dates = new DateRules(tables);
        QuantityRules quantities = new QuantityRules(tables, dates);
        WordRules words = new WordRules(tables);
        List<Rewrite> all = new ArrayList<>();
        all.add(WHITE_SPACE);
        all.add(ENDLESS_WORD);
        all.addAll(ShopRules.all());
        all.addAll(dates.numeric());
        all.addAll(quantities.measures());
        all.addAll(dates.named());
        all.addAll(words.abbreviations());
        all.addAll(quantities.relations());
        all.addAll(words.symbols());
        all.add(WHITE_SPACE);
        all.add(SPACE_BEFORE_MARK);
        this.rules = List.copyOf(all);
    }

    String normalise(String text) {
        String result =
                text.replace('\u00a0', ' ').replace('’', '\'').replace('‒', '-').replace('―', '—');
        for (Rewrite rule : rules) {
            result = rule.apply(result);
        }
        return result.strip();
    }
}
