package io.talkmatrix.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageBoardTest {

    private final StageBoard board = new StageBoard();

    @Test
    void aStageOwesATurnFromItsInputToItsLastOutput() {
        board.take(event("t1", "conductor", Milestone.STARTED, 1_000));
        board.take(event("t2", "conductor", Milestone.STARTED, 1_400));

        assertThat(reply(2_000).queue()).isEqualTo(2);
        assertThat(reply(2_000).oldestMillis()).isEqualTo(1_000);
        board.take(event("t1", "reply", Milestone.REPLIED, 2_100));
        assertThat(reply(2_200).queue()).isEqualTo(1);
        assertThat(reply(2_200).oldestMillis()).isEqualTo(800);
        board.take(event("t2", "conductor", Milestone.TURN_ENDED, 2_300));
        assertThat(reply(9_000).queue()).isZero();
        assertThat(reply(9_000).oldestMillis()).isZero();
    }

    @Test
    void aStageIsDescribedByWhatItLastReported() {
        assertThat(reply(1)).isEqualTo(new StageStatus("reply", "", "", "", -1, 0, 0, 1.5, -1, 0, "up"));

        board.take(new TurnEvent(
                "tea",
                "t",
                0,
                "reply",
                Milestone.REPLIED,
                -1,
                -1,
                "llama/smollm2",
                "cpu/q4",
                "no GPU",
                "",
                Map.of("rtf", .5, "queueMillis", 3.25),
                70));

        assertThat(reply(80))
                .isEqualTo(
                        new StageStatus("reply", "llama/smollm2", "cpu/q4", "no GPU", .5, 0, 0, 1.5, 3.25, 70, "up"));
    }

    @Test
    void turnsThatNobodyEndsAreForgotten() {
        for (int i = 0; i <= StageBoard.MOST_OPEN; i++) {
            board.take(event("t" + i, "conductor", Milestone.STARTED, i));
        }

        assertThat(reply(StageBoard.MOST_OPEN).queue()).isEqualTo(StageBoard.MOST_OPEN);
        assertThat(reply(StageBoard.MOST_OPEN).oldestMillis()).isEqualTo(StageBoard.MOST_OPEN - 1L);
    }

    @Test
    void whatIsOwedIsNotKnownWhereNobodyWatchesIt() {
        assertThat(board.status(Map.of(), Map.of("reply", 1.5), 1))
                .extracting(StageStatus::owedSeconds)
                .containsExactly(-1.0, 1.5, -1.0, -1.0);
    }

    private StageStatus reply(long now) {
        return board.status(Map.of("reply", "up"), Map.of("reply", 1.5), now).get(1);
    }

    private static TurnEvent event(String turn, String stage, Milestone milestone, long at) {
        return new TurnEvent("tea", turn, 0, stage, milestone, -1, -1, "", "", "", "", Map.of(), at);
    }
}
