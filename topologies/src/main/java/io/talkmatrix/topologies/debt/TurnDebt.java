package io.talkmatrix.topologies.debt;

import java.util.ArrayList;
import java.util.List;

/**
 * What is owed to one turn. Records of different topics are read side by side, so each number only ever grows, whichever
 * order they come in. Immutable.
 *
 * @param turn turn id
 * @param startedMillis when the conductor started it, ms since the epoch; 0 while it has not
 * @param said segments published as text: one more than the highest number seen
 * @param spoken segments published as speech to their end
 * @param spokenSamples how much speech that is, at 24 kHz
 * @param drawn segments published as frames to their end
 * @param clauses said and not spoken, in order, at most {@link #MOST_PIECES}: of more, the oldest are forgotten
 * @param speech spoken and not drawn, in order, at most {@link #MOST_PIECES}
 */
record TurnDebt(
        String turn,
        long startedMillis,
        int said,
        int spoken,
        long spokenSamples,
        int drawn,
        List<Piece> clauses,
        List<Piece> speech) {

    static final int MOST_PIECES = 64;

    TurnDebt {
        clauses = List.copyOf(clauses);
        speech = List.copyOf(speech);
    }

    static TurnDebt of(String turn) {
        return new TurnDebt(turn, 0, 0, 0, 0, 0, List.of(), List.of());
    }

    TurnDebt started(long atMillis) {
        return startedMillis > 0
                ? this
                : new TurnDebt(turn, atMillis, said, spoken, spokenSamples, drawn, clauses, speech);
    }

    TurnDebt said(Piece clause) {
        if (clause.segment() < said) {
            return this;
        }
        List<Piece> more = clause.segment() < spoken ? clauses : with(clauses, clause);
        return new TurnDebt(turn, startedMillis, clause.segment() + 1, spoken, spokenSamples, drawn, more, speech);
    }

    /** @param endSamples where the segment's sound ends within the turn */
    TurnDebt spoken(int segment, long endSamples, long atMillis) {
        if (segment < spoken) {
            return this;
        }
        long length = Math.max(0, endSamples - spokenSamples);
        List<Piece> more = segment < drawn ? speech : with(speech, new Piece(segment, length, atMillis));
        return new TurnDebt(
                turn, startedMillis, said, segment + 1, spokenSamples + length, drawn, behind(segment, clauses), more);
    }

    TurnDebt drawn(int segment) {
        return segment < drawn
                ? this
                : new TurnDebt(
                        turn,
                        startedMillis,
                        said,
                        spoken,
                        spokenSamples,
                        segment + 1,
                        clauses,
                        behind(segment, speech));
    }

    /** True if it was started and nobody has answered anything yet. */
    boolean unanswered() {
        return startedMillis > 0 && said == 0 && spoken == 0;
    }

    private static List<Piece> with(List<Piece> pieces, Piece piece) {
        List<Piece> more = new ArrayList<>(pieces);
        more.add(piece);
        return more.subList(Math.max(0, more.size() - MOST_PIECES), more.size());
    }

    private static List<Piece> behind(int segment, List<Piece> pieces) {
        return pieces.stream().filter(piece -> piece.segment() > segment).toList();
    }
}
