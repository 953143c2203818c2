package io.talkmatrix.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.console.activity.TurnView.State;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomActivityTest {

    private static final String ROOM = "tea";

    private final RoomActivity room = new RoomActivity(3);

    @Test
    void aSpokenTurnGoesFromListeningToSpeakingAndBack() {
        assertThat(room.take(said("t", "how", false, 1)))
                .containsExactly(
                        new RoomNews.Partial("t", "how", 1, "en"), new RoomNews.Stated(RoomState.LISTENING, ""));
        room.take(event("t", Milestone.OPENED, ""));
        room.take(said("t", "how much", true, 2));
        assertThat(room.take(control("t", Control.Kind.START)))
                .containsExactly(new RoomNews.Stated(RoomState.THINKING, "t"));
        assertThat(room.take(clause("t", 0, "Ten."))).hasSize(1);
        assertThat(room.take(event("t", Milestone.PLAYING, ""))).contains(new RoomNews.Stated(RoomState.SPEAKING, "t"));
        assertThat(room.take(control("t", Control.Kind.PAUSE))).contains(new RoomNews.Stated(RoomState.PAUSED, "t"));
        assertThat(room.take(control("t", Control.Kind.RESUME))).contains(new RoomNews.Stated(RoomState.SPEAKING, "t"));
        room.take(event("t", Milestone.TURN_ENDED, "COMPLETED"));
        room.take(new Control(ROOM, "t", 0, "", Control.Kind.END, "", 0, 9));

        RoomSnapshot now = room.snapshot();
        assertThat(now.state()).isEqualTo(RoomState.IDLE);
        assertThat(now.turns()).singleElement().satisfies(turn -> {
            assertThat(turn.question()).isEqualTo("how much");
            assertThat(turn.clauses()).extracting(TurnView.ClauseView::text).containsExactly("Ten.");
            assertThat(turn.outcome()).isEqualTo("COMPLETED");
            assertThat(turn.state()).isEqualTo(State.ENDED);
        });
    }

    @Test
    void recordsInAnotherOrderMakeTheSameTurn() {
        room.take(event("t", Milestone.TURN_ENDED, "INTERRUPTED"));
        room.take(clause("t", 1, "two"));
        room.take(clause("t", 0, "one "));
        room.take(event("t", Milestone.PLAYING, ""));
        room.take(said("t", "late", false, 5));

        TurnView turn = room.snapshot().turns().get(0);
        assertThat(turn.outcome()).isEqualTo("INTERRUPTED");
        assertThat(turn.state()).isEqualTo(State.ENDED);
        assertThat(turn.clauses()).extracting(TurnView.ClauseView::segment).containsExactly(0, 1);
        assertThat(room.snapshot().state()).isEqualTo(RoomState.IDLE);
    }

    @Test
    void aRecordReadTwiceChangesNothing() {
        room.take(said("t", "how much", true, 2));

        assertThat(room.take(said("t", "how much", true, 2))).isEmpty();
        assertThat(room.take(said("t", "how", false, 1))).isEmpty();
        room.take(clause("t", 0, "Ten."));
        assertThat(room.take(clause("t", 0, "Ten."))).isEmpty();
    }

    @Test
    void noiseIsNoTurn() {
        room.take(said("t", "uh", false, 1));
        room.take(event("t", Milestone.NO_SPEECH, ""));

        assertThat(room.snapshot().turns()).isEmpty();
        assertThat(room.snapshot().state()).isEqualTo(RoomState.IDLE);
    }

    @Test
    void theOldestTurnsAreForgotten() {
        for (String turn : List.of("a", "b", "c", "d")) {
            room.take(said(turn, turn, true, 1));
            room.take(timeline(turn));
        }

        assertThat(room.snapshot().turns()).extracting(TurnView::turn).containsExactly("d", "c", "b");
        assertThat(room.timeline("a")).isEmpty();
        assertThat(room.timeline("b")).isPresent();
    }

    @Test
    void aTimelineTellsHowLongTheViewerWaited() {
        room.take(said("t", "how much", true, 1));

        assertThat(room.take(timeline("t"))).containsExactly(new RoomNews.Timed(timeline("t")));
        assertThat(room.snapshot().turns().get(0).ttfaMillis()).isEqualTo(512.5);
    }

    @Test
    void whatAStageCouldNotPrepareIsSaid() {
        assertThat(room.take(event("", Milestone.PREPARE_FAILED, "no face in it")))
                .containsExactly(new RoomNews.Note(true, "test", "no face in it"));
        assertThat(room.take(event("", Milestone.PREPARED, ""))).isEmpty();
        assertThat(room.snapshot().turns()).isEmpty();
    }

    private static Utterance said(String turn, String text, boolean last, int seq) {
        return new Utterance(
                new UnitId(ROOM, turn, 0, 0, seq),
                text,
                last,
                "en",
                Utterance.Source.SPEECH,
                "",
                1,
                2,
                0,
                "",
                last ? text.length() : 1,
                false);
    }

    private static ReplySegment clause(String turn, int segment, String text) {
        return new ReplySegment(
                new UnitId(ROOM, turn, 0, segment, 0),
                text,
                "en",
                Emotion.NEUTRAL,
                0,
                ReplySegment.Source.LLM,
                "",
                false,
                "");
    }

    private static TurnEvent event(String turn, Milestone milestone, String detail) {
        return new TurnEvent(ROOM, turn, 0, "test", milestone, -1, -1, "", "", "", detail, Map.of(), 5);
    }

    private static Control control(String turn, Control.Kind kind) {
        return new Control(ROOM, 0, turn, kind, "", 0, 5);
    }

    private static TurnTimeline timeline(String turn) {
        return new TurnTimeline(ROOM, turn, "SPEECH", "LLM", "en", "COMPLETED", List.of(), List.of(), 512.5, 0, 9);
    }
}
