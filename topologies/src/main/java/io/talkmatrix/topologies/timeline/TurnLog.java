package io.talkmatrix.topologies.timeline;

import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a turn until its timeline is written.
 *
 * @param turn turn id
 * @param source of the question, empty while unknown
 * @param answerSource who wrote the answer, empty while unknown
 * @param language of the answer, empty while unknown
 * @param marks in the order in which they were read
 * @param dueMillis when the timeline is written at the latest, ms since the epoch; 0 while the turn goes on
 */
record TurnLog(String turn, String source, String answerSource, String language, List<Mark> marks, long dueMillis) {

    private static final int MOST_MARKS = 64;

    TurnLog {
        marks = List.copyOf(marks);
    }

    static TurnLog of(String turn) {
        return new TurnLog(turn, "", "", "", List.of(), 0);
    }

    TurnLog asked(String how) {
        return new TurnLog(turn, how, answerSource, language, marks, dueMillis);
    }

    TurnLog answered(String by, String inLanguage) {
        return new TurnLog(turn, source, by, inLanguage, marks, dueMillis);
    }

    TurnLog with(Mark mark) {
        boolean known = of(mark.milestone()).anyMatch(seen -> seen.stage().equals(mark.stage()));
        if (known || marks.size() == MOST_MARKS) {
            return this;
        }
        List<Mark> all = new ArrayList<>(marks);
        all.add(mark);
        return new TurnLog(turn, source, answerSource, language, all, dueMillis);
    }

    TurnLog due(long atMillis) {
        return dueMillis == 0 ? new TurnLog(turn, source, answerSource, language, marks, atMillis) : this;
    }

    boolean ended() {
        return dueMillis > 0;
    }

    /** The first of its kind by time, whichever stage it is of. */
    Optional<Mark> first(Milestone milestone) {
        return of(milestone).reduce((one, other) -> other.atMillis() < one.atMillis() ? other : one);
    }

    Stream<Mark> of(Milestone milestone) {
        return marks.stream().filter(mark -> mark.milestone() == milestone);
    }

    /** Sinks that let out any of it. */
    List<String> sinks() {
        return Stream.concat(of(Milestone.PLAYING), of(Milestone.PLAYED))
                .map(Mark::stage)
                .distinct()
                .toList();
    }

    /** True if nothing more is to be learnt: all of it was played, or every sink that played any confirmed the cut. */
    boolean settled() {
        boolean cut = first(Milestone.CUT).isPresent();
        List<String> confirmed = of(Milestone.SINK_CUT).map(Mark::stage).toList();
        return !cut || confirmed.containsAll(sinks());
    }
}
