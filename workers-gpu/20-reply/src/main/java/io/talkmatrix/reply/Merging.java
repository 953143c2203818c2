package io.talkmatrix.reply;

import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.Utterance;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers a room's latest spoken question, in case the next one belongs to it: whoever pauses for a moment and speaks on
 * before the host did has asked one thing in two turns. The rule is the conductor's, which cuts the first of the two turns
 * by it; whether anything was heard may change until it does, so it is asked again after the turn's start. One per room; used from one thread at a time.
 */
final class Merging {

    /** Speech that begins so soon after the end of the last one goes on with it. */
    static final long WITHIN_MILLIS = 700;

    private static final int MOST_PARTS = 4;

    private record Spoken(Utterance utterance, List<String> parts) {}

    private Spoken latest;

    /** What is asked by an utterance: its text, after the texts of earlier turns that it goes on with. */
    List<String> parts(Utterance now, StageRoom room) {
        if (latest == null || !goesOn(latest.utterance(), now, room)) {
            return List.of(now.text());
        }
        List<String> parts = new ArrayList<>(latest.parts());
        parts.add(now.text());
        return parts.subList(Math.max(0, parts.size() - MOST_PARTS), parts.size());
    }

    /** The utterance was final; it was answered, or cut before it could be. */
    void asked(Utterance question, StageRoom room) {
        boolean words =
                question.source() == Utterance.Source.SPEECH && !question.text().isBlank();
        latest = words ? new Spoken(question, List.copyOf(parts(question, room))) : null;
    }

    private static boolean goesOn(Utterance before, Utterance now, StageRoom room) {
        String turn = before.id().turn();
        return now.source() == Utterance.Source.SPEECH
                && !turn.equals(now.id().turn())
                && now.startMillis() - before.endMillis() < WITHIN_MILLIS
                && !heard(turn, room);
    }

    private static boolean heard(String turn, StageRoom room) {
        return room.playhead().playedSamples(turn) > 0
                || room.history().exchanges().stream()
                        .filter(exchange -> exchange.turn().equals(turn))
                        .map(RoomHistory.Exchange::answer)
                        .anyMatch(answer -> !answer.isEmpty());
    }
}
