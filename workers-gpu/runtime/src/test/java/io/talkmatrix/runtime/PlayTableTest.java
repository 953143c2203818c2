package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Playhead;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlayTableTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final RoomTable rooms = new RoomTable();
    private final PlayTable table = new PlayTable(rooms);
    private final Playhead playhead = table.of(Milestones.ROOM);

    @BeforeEach
    void roomHasASink() {
        rooms.apply(Milestones.described(Milestones.ROOM, Room.State.OPEN, Milestones.SINK, "default"));
    }

    private void say(String turn, String stage, Milestone milestone, long pts) {
        table.apply(Milestones.of(turn, stage, milestone, pts, 0));
    }

    @Test
    void leadIsWhatIsMadeAndNotYetHeardAtTheClockSink() {
        say("t", "tts", Milestone.SEGMENT_SPOKEN, 48_000);
        say("t", Milestones.SINK, Milestone.PLAYED, 12_000);
        say("t", "recorder", Milestone.PLAYED, 40_000);
        say("t", "tts", Milestone.SPOKEN, 60_000);

        assertThat(playhead.leadSamples("t")).isEqualTo(48_000);
        assertThat(playhead.playedSamples("t")).isEqualTo(12_000);
        assertThat(playhead.leadSamples("another")).isZero();
    }

    @Test
    void repeatedAndOlderReportsMoveNothingBack() {
        say("t", "tts", Milestone.SEGMENT_SPOKEN, 48_000);
        say("t", Milestones.SINK, Milestone.PLAYED, 24_000);
        say("t", "tts", Milestone.SEGMENT_SPOKEN, 24_000);
        say("t", Milestones.SINK, Milestone.PLAYED, 12_000);

        assertThat(playhead.leadSamples("t")).isEqualTo(24_000);
    }

    @Test
    void roomWithoutAClockSinkIsNeverAhead() throws InterruptedException {
        rooms.apply(Milestones.described(Milestones.ROOM, Room.State.OPEN, "", "default"));
        say("t", "tts", Milestone.SEGMENT_SPOKEN, 480_000);

        assertThat(playhead.leadSamples("t")).isZero();
        assertThat(playhead.awaitLead("t", 0, Duration.ZERO)).isTrue();
    }

    @Test
    void whoWaitsGoesOnWhenTheSinkHasCaughtUp() throws Exception {
        say("t", "tts", Milestone.SEGMENT_SPOKEN, 96_000);
        assertThat(playhead.awaitLead("t", 24_000, Duration.ofMillis(1))).isFalse();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> await("t", 24_000));
        say("t", Milestones.SINK, Milestone.PLAYED, 71_999);
        say("t", Milestones.SINK, Milestone.PLAYED, 72_000);

        assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWaitsIsCancelledWhenTheTurnEnds() {
        say("t", "tts", Milestone.SEGMENT_SPOKEN, 96_000);
        say("t", "conductor", Milestone.TURN_ENDED, -1);

        assertThatThrownBy(() -> playhead.awaitLead("t", 24_000, LONG)).isInstanceOf(CancelledException.class);
        assertThat(playhead.leadSamples("t")).isZero();
    }

    private boolean await(String turn, long samples) {
        try {
            return playhead.awaitLead(turn, samples, LONG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
