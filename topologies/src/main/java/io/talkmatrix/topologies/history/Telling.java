package io.talkmatrix.topologies.history;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One turn while it is told, and for a while after it ended, since records of other topics may come late.
 *
 * @param turn turn id
 * @param question what was asked, empty while unknown
 * @param language of the question
 * @param merges the earlier turn whose question this one goes on with, empty if none
 * @param mergedAway true if a later turn goes on with this one's question
 * @param clauses by segment
 * @param playedSamples how far it was played before it was cut, at 24 kHz
 * @param outcome empty while it goes on
 * @param endedAtMillis ms since the epoch, 0 while it goes on
 */
record Telling(
        String turn,
        String question,
        String language,
        String merges,
        boolean mergedAway,
        NavigableMap<Integer, Clause> clauses,
        long playedSamples,
        String outcome,
        long endedAtMillis) {

    static final int MOST_CLAUSES = 128;
    static final int MOST_UNITS = 2_000;
    private static final int MOST_CLAUSE_UNITS = 500;
    private static final String COMPLETED = "COMPLETED";

    static Telling of(String turn) {
        return new Telling(turn, "", "", "", false, new TreeMap<>(), 0, "", 0);
    }

    Telling asked(String words, String inLanguage) {
        return question.isEmpty()
                ? new Telling(
                        turn,
                        Words.atMost(MOST_UNITS, words.strip()),
                        inLanguage,
                        merges,
                        mergedAway,
                        clauses,
                        playedSamples,
                        outcome,
                        endedAtMillis)
                : this;
    }

    Telling goesOnWith(String earlier) {
        return new Telling(
                turn, question, language, earlier, mergedAway, clauses, playedSamples, outcome, endedAtMillis);
    }

    Telling mergedIntoAnother() {
        return new Telling(turn, question, language, merges, true, clauses, playedSamples, outcome, endedAtMillis);
    }

    Telling says(int segment, String words) {
        return clause(segment, clause -> clause.withText(Words.atMost(MOST_CLAUSE_UNITS, words)));
    }

    Telling spoken(int segment, long endSamples) {
        return clause(segment, clause -> clause.withEnd(endSamples));
    }

    private Telling clause(int segment, UnaryOperator<Clause> change) {
        if (segment < 0 || segment >= MOST_CLAUSES) {
            return this;
        }
        NavigableMap<Integer, Clause> all = new TreeMap<>(clauses);
        all.put(segment, change.apply(clauses.getOrDefault(segment, Clause.UNKNOWN)));
        return new Telling(turn, question, language, merges, mergedAway, all, playedSamples, outcome, endedAtMillis);
    }

    Telling played(long samples) {
        return new Telling(
                turn,
                question,
                language,
                merges,
                mergedAway,
                clauses,
                Math.max(playedSamples, samples),
                outcome,
                endedAtMillis);
    }

    Telling ended(String how, long atMillis) {
        return over()
                ? this
                : new Telling(turn, question, language, merges, mergedAway, clauses, playedSamples, how, atMillis);
    }

    boolean over() {
        return !outcome.isEmpty();
    }

    boolean interrupted() {
        return over() && !outcome.equals(COMPLETED);
    }

    /** What was heard of the answer. */
    String answer() {
        long played = interrupted() ? playedSamples : Long.MAX_VALUE;
        return Words.atMost(MOST_UNITS, Words.heard(clauses.values(), played));
    }
}
