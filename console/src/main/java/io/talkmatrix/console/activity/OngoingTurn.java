package io.talkmatrix.console.activity;

import io.talkmatrix.console.activity.TurnView.ClauseView;
import io.talkmatrix.console.activity.TurnView.State;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import java.util.TreeMap;

/** One turn while its records come in, in whichever order the topics deliver them. */
final class OngoingTurn {

    private static final int MOST_CLAUSES = 200;
    private static final int MOST_CHARACTERS = 4_000;

    private final String turn;
    private final long openedAt;
    private final TreeMap<Integer, ClauseView> clauses = new TreeMap<>();
    private String source = "";
    private String language = "";
    private String question = "";
    private boolean finalQuestion;
    private int questionSeq = -1;
    private State state = State.LISTENING;
    private String outcome = "";
    private long endedAt;
    private double ttfaMillis = -1;

    OngoingTurn(String turn, long openedAt) {
        this.turn = turn;
        this.openedAt = openedAt;
    }

    State state() {
        return state;
    }

    boolean over() {
        return state == State.ENDED || state == State.DROPPED;
    }

    /** @return whether it changed anything */
    boolean heard(Utterance said) {
        if (finalQuestion || (!said.isFinal() && said.id().seq() <= questionSeq)) {
            return false;
        }
        questionSeq = said.id().seq();
        source = said.source().name();
        language = said.language();
        question = said.source() == Utterance.Source.SCRIPT ? "" : shortened(said.text());
        finalQuestion = said.isFinal();
        return true;
    }

    /** @return whether it is a new clause */
    boolean answered(ReplySegment segment) {
        if (segment.text().isEmpty() || clauses.size() >= MOST_CLAUSES) {
            return false;
        }
        ClauseView clause = clause(segment);
        return !clause.equals(clauses.put(clause.segment(), clause));
    }

    static ClauseView clause(ReplySegment segment) {
        return new ClauseView(
                segment.id().segment(),
                shortened(segment.text()),
                segment.source().name());
    }

    /** @return whether it changed anything */
    boolean reached(TurnEvent event) {
        State before = state;
        switch (event.milestone()) {
            case OPENED -> advance(State.THINKING);
            case QUEUED -> advance(State.QUEUED);
            case STARTED -> advance(state == State.SPEAKING ? State.SPEAKING : State.THINKING);
            case PLAYING -> advance(State.SPEAKING);
            case NO_SPEECH -> advance(State.DROPPED);
            case TURN_ENDED -> {
                advance(State.ENDED);
                outcome = event.detail();
                endedAt = event.atMillis();
                return true;
            }
            case SPEECH_END,
                    TRANSCRIBED,
                    PAUSED,
                    RESUMED,
                    CUT,
                    FIRST_CLAUSE,
                    REPLIED,
                    FIRST_AUDIO,
                    SPOKEN,
                    FIRST_FRAME,
                    RENDERED,
                    SEGMENT_RENDERED,
                    PLAYED,
                    SINK_CUT,
                    STAGE_FAILED,
                    SEGMENT_SPOKEN,
                    PREPARED,
                    PREPARE_FAILED,
                    PASSED_OVER,
                    COUNTED,
                    ROOM_CHANGED -> {}
        }
        return state != before;
    }

    void timed(TurnTimeline timeline) {
        ttfaMillis = timeline.ttfaMillis();
    }

    TurnView view() {
        return new TurnView(
                turn,
                source,
                language,
                question,
                finalQuestion,
                List.copyOf(clauses.values()),
                state,
                outcome,
                openedAt,
                endedAt,
                ttfaMillis);
    }

    private void advance(State next) {
        if (!over()) {
            state = next;
        }
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
}
