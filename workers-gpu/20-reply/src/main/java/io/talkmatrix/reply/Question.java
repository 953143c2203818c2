package io.talkmatrix.reply;

import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.RoomHistory.Exchange;
import java.util.List;

/**
 * Everything an answer depends on: equal questions get the same answer, so what was worked out for one serves the other.
 *
 * @param turn turn id
 * @param parts what was asked; more than one part if turns were merged
 * @param language BCP 47 primary tag of the answer
 * @param room its settings at the moment of asking
 * @param history what was heard before, oldest first
 * @param verbatim true if it is no question: the host's own words, to be said as they are
 */
record Question(String turn, List<String> parts, String language, Room room, List<Exchange> history, boolean verbatim) {

    Question {
        parts = List.copyOf(parts);
        history = List.copyOf(history);
    }

    /** Somebody's question. */
    Question(String turn, List<String> parts, String language, Room room, List<Exchange> history) {
        this(turn, parts, language, room, history, false);
    }

    /** Of what was said, the exchanges of which an answer was heard. */
    static List<Exchange> heard(RoomHistory history) {
        return history.exchanges().stream()
                .filter(exchange -> !exchange.answer().isBlank())
                .toList();
    }

    /** All parts as one. */
    String text() {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            if (text.length() > 0 && !Marks.endsSentence(text)) {
                text.append(language.equals(Language.MANDARIN) ? "，" : ",");
            }
            Marks.appendClause(text, part);
        }
        return text.toString();
    }
}
