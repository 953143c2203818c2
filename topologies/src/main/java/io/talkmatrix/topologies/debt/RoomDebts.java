package io.talkmatrix.topologies.debt;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is owed to one room, pure. A turn counts from its start by the conductor to its end, since what waits behind
 * another turn of its room is nobody's to serve yet. Immutable.
 *
 * @param open turns that go on, oldest first, at most {@link #MOST_OPEN}: of more, the oldest are forgotten
 * @param ended ids of the latest turns that ended, oldest first, at most {@link #MOST_ENDED}, for records that come late
 * @param typicalSamples how long the room's answers usually are, samples at 24 kHz
 */
record RoomDebts(List<TurnDebt> open, List<String> ended, long typicalSamples) {

    static final int MOST_OPEN = 16;
    static final int MOST_ENDED = 32;

    /** What an answer is thought to take before the room has given any: two sentences. */
    static final long FIRST_GUESS_SAMPLES = 6L * SpeechChunk.SAMPLE_RATE_HZ;

    /** The latest answer counts a fifth. */
    private static final int MEMORY = 5;

    private static final String CONDUCTOR = "conductor";

    RoomDebts {
        open = List.copyOf(open);
        ended = List.copyOf(ended);
    }

    static RoomDebts empty() {
        return new RoomDebts(List.of(), List.of(), FIRST_GUESS_SAMPLES);
    }

    /**
     * Takes an event of this room over.
     *
     * @param writtenMillis when the record was written, ms since the epoch
     * @return the same if it changes nothing
     */
    RoomDebts on(Event event, long writtenMillis) {
        if (event instanceof ReplySegment segment) {
            Piece clause = new Piece(segment.id().segment(), SpokenLength.samples(segment.text()), writtenMillis);
            return change(segment.id().turn(), turn -> turn.said(clause));
        }
        return event instanceof TurnEvent milestone && !milestone.turn().isEmpty() ? on(milestone) : this;
    }

    private RoomDebts on(TurnEvent event) {
        Milestone milestone = event.milestone();
        if (milestone == Milestone.STARTED) {
            return change(event.turn(), turn -> turn.started(event.atMillis()));
        }
        if (milestone == Milestone.SEGMENT_SPOKEN) {
            return change(event.turn(), turn -> turn.spoken(event.segment(), event.ptsSamples(), event.atMillis()));
        }
        if (milestone == Milestone.SEGMENT_RENDERED) {
            return change(event.turn(), turn -> turn.drawn(event.segment()));
        }
        if (milestone == Milestone.SPOKEN && event.ptsSamples() > 0) {
            long typical = typicalSamples + (event.ptsSamples() - typicalSamples) / MEMORY;
            return new RoomDebts(open, ended, typical);
        }
        boolean over = milestone == Milestone.TURN_ENDED && event.stage().equals(CONDUCTOR);
        return over ? without(event.turn()) : this;
    }

    private RoomDebts change(String id, UnaryOperator<TurnDebt> change) {
        if (ended.contains(id)) {
            return this;
        }
        List<TurnDebt> turns = new ArrayList<>(open);
        int at = turns.stream().map(TurnDebt::turn).toList().indexOf(id);
        TurnDebt before = at < 0 ? TurnDebt.of(id) : turns.get(at);
        TurnDebt after = change.apply(before);
        if (after.equals(before)) {
            return this;
        }
        if (at < 0) {
            turns.add(after);
        } else {
            turns.set(at, after);
        }
        return new RoomDebts(turns.subList(Math.max(0, turns.size() - MOST_OPEN), turns.size()), ended, typicalSamples);
    }

    private RoomDebts without(String id) {
        if (ended.contains(id)) {
            return this;
        }
        List<String> more = new ArrayList<>(ended);
        more.add(id);
        return new RoomDebts(
                open.stream().filter(turn -> !turn.turn().equals(id)).toList(),
                more.subList(Math.max(0, more.size() - MOST_ENDED), more.size()),
                typicalSamples);
    }

    /** True if anybody owes the room anything, or may when more is read. */
    boolean owing() {
        return !open.isEmpty();
    }

    /** What each stage owes; stages that owe nothing are left out. */
    Map<DebtStage, Owed> owed() {
        Map<DebtStage, Owed> all = new EnumMap<>(DebtStage.class);
        for (TurnDebt turn : open) {
            if (turn.unanswered()) {
                Owed answer = new Owed(seconds(typicalSamples), turn.startedMillis(), 1);
                all.merge(DebtStage.REPLY, answer, Owed::plus);
            }
            add(all, DebtStage.TTS, turn.clauses());
            add(all, DebtStage.FACE, turn.speech());
        }
        return all;
    }

    private static void add(Map<DebtStage, Owed> all, DebtStage stage, List<Piece> pieces) {
        if (!pieces.isEmpty()) {
            long samples = pieces.stream().mapToLong(Piece::samples).sum();
            all.merge(stage, new Owed(seconds(samples), pieces.get(0).sinceMillis(), 1), Owed::plus);
        }
    }

    private static double seconds(long samples) {
        return (double) samples / SpeechChunk.SAMPLE_RATE_HZ;
    }
}
