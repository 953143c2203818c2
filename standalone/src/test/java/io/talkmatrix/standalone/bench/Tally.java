package io.talkmatrix.standalone.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Error rate over many sentences: all edits over all units of the references. For one thread. */
final class Tally {

    private final BiFunction<String, String, Double> rate;
    private final Function<String, Integer> length;
    private final List<String> rows = new ArrayList<>();
    private double edits;
    private int units;

    private Tally(BiFunction<String, String, Double> rate, Function<String, Integer> length) {
        this.rate = rate;
        this.length = length;
    }

    /** Characters of Mandarin. */
    static Tally mandarin() {
        return new Tally(
                (reference, heard) -> ErrorRate.characters(SpokenForm.mandarin(reference), SpokenForm.mandarin(heard)),
                reference -> (int) SpokenForm.mandarin(reference)
                        .codePoints()
                        .filter(Character::isLetterOrDigit)
                        .count());
    }

    /** Words of English. */
    static Tally english() {
        return new Tally(
                (reference, heard) -> ErrorRate.words(SpokenForm.english(reference), SpokenForm.english(heard)),
                reference -> SpokenForm.english(reference).split(" ").length);
    }

    void add(String reference, String heard) {
        double share = rate.apply(reference, heard);
        int of = length.apply(reference);
        edits += share * of;
        units += of;
        rows.add(String.format(Locale.ROOT, "| %s | %s | %.0f of %d |", reference, heard, share * of, of));
    }

    double rate() {
        return edits / units;
    }

    /** A Markdown table, one sentence a row. */
    String table(String title) {
        return String.format(
                        Locale.ROOT,
                        "### %s: %.2f %%%n%n| said | heard | errors |%n|---|---|---|%n",
                        title,
                        rate() * 100)
                + String.join("\n", rows) + "\n";
    }
}
