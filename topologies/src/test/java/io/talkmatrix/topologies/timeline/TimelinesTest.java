package io.talkmatrix.topologies.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.TurnTimeline.Part;
import io.talkmatrix.stage.TurnTimeline.StageTime;
import io.talkmatrix.topologies.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimelinesTest {

    private static final long SPEECH_END = 1_700_000_000_000L;

    private final Script script = new Script("room");
    private final List<TurnTimeline> written = new ArrayList<>();
    private RoomTurns state = RoomTurns.empty();
    private long now = SPEECH_END;

    @Test
    void partsOfASpokenTurnAreItsMilestonesAndSumToItsFirstSound() {
        playSpokenTurn("a");
        happens(script.ended("a", "COMPLETED", SPEECH_END + 5_000));

        TurnTimeline timeline = written.get(0);
        assertThat(timeline.parts())
                .containsExactly(
                        new Part("endpointing", 0, 298.5),
                        new Part("asr.broker", 298.5, 299.5),
                        new Part("asr.queue", 299.5, 300),
                        new Part("recognition", 300, 340),
                        new Part("reply.broker", 340, 341.25),
                        new Part("reply.queue", 341.25, 341.5),
                        new Part("reply", 341.5, 441.5),
                        new Part("start", 441.5, 450),
                        new Part("tts.broker", 450, 452),
                        new Part("tts.queue", 452, 453),
                        new Part("voice", 453, 600),
                        new Part("playout", 600, 680));
        assertThat(timeline.ttfaMillis()).isEqualTo(680);
        assertThat(timeline.unexplainedMillis()).isZero();
        assertThat(timeline)
                .extracting(
                        TurnTimeline::source,
                        TurnTimeline::answerSource,
                        TurnTimeline::language,
                        TurnTimeline::outcome,
                        TurnTimeline::endedAtMillis)
                .containsExactly("SPEECH", "LLM", "en", "COMPLETED", SPEECH_END + 5_000);
    }

    @Test
    void stagesSayWhenTheyBeganAndWroteFirstAndLast() {
        playSpokenTurn("a");
        happens(script.event("tts", "a", Milestone.SPOKEN, SPEECH_END + 900));
        happens(script.ended("a", "COMPLETED", SPEECH_END + 5_000));

        assertThat(written.get(0).stages())
                .containsExactly(
                        new StageTime("asr", "asr-engine", "cpu/int8", "", -2_000, 340, 341, 0.5, 1),
                        new StageTime("reply", "reply-engine", "cpu/int8", "", 341.5, 450, 450, 0.25, 1.25),
                        new StageTime("tts", "tts-engine", "cpu/int8", "", 453, 600, 900, 1, 2),
                        new StageTime("conductor", "", "", "", 340, 352, 5_000, 0, -1),
                        new StageTime("live", "", "", "", 600, 680, 5_000, 40, -1));
    }

    @Test
    void typedTurnCountsFromWhereItWasOpened() {
        happens(script.event("api", "a", Milestone.OPENED, SPEECH_END));
        happens(script.asked("a", "hello"));
        happens(script.decided("a", Milestone.STARTED, -1, "", SPEECH_END + 12));
        happens(script.event("reply", "a", Milestone.FIRST_CLAUSE, SPEECH_END + 30));
        happens(script.event("tts", "a", Milestone.FIRST_AUDIO, SPEECH_END + 130));
        happens(script.event("live", "a", Milestone.PLAYING, SPEECH_END + 200));
        happens(script.ended("a", "COMPLETED", SPEECH_END + 900));

        assertThat(written.get(0).source()).isEqualTo("TYPED");
        assertThat(written.get(0).parts())
                .containsExactly(
                        new Part("start", 0, 12),
                        new Part("reply", 12, 30),
                        new Part("voice", 30, 130),
                        new Part("playout", 130, 200));
    }

    @Test
    void timeUpToAMilestoneWhoseCauseIsMissingIsUnexplained() {
        happens(script.event("api", "a", Milestone.OPENED, SPEECH_END));
        happens(script.event("tts", "a", Milestone.FIRST_AUDIO, SPEECH_END + 130));
        happens(script.event("live", "a", Milestone.PLAYING, SPEECH_END + 200));
        happens(script.ended("a", "COMPLETED", SPEECH_END + 900));

        assertThat(written.get(0).parts())
                .containsExactly(new Part("unexplained", 0, 130), new Part("playout", 130, 200));
        assertThat(written.get(0).unexplainedMillis()).isEqualTo(130);
    }

    @Test
    void clocksThatDisagreeNeverMakeAPartRunBackwards() {
        happens(script.event("api", "a", Milestone.OPENED, SPEECH_END));
        happens(script.event("reply", "a", Milestone.FIRST_CLAUSE, SPEECH_END + 80));
        happens(script.event("tts", "a", Milestone.FIRST_AUDIO, SPEECH_END + 50));
        happens(script.event("live", "a", Milestone.PLAYING, SPEECH_END + 70));
        happens(script.ended("a", "COMPLETED", SPEECH_END + 900));

        assertThat(written.get(0).parts()).containsExactly(new Part("reply", 0, 70));
        assertThat(written.get(0).ttfaMillis()).isEqualTo(70);
    }

    @Test
    void turnWithoutASoundHasNoTimeToItsFirst() {
        happens(script.event("api", "a", Milestone.OPENED, SPEECH_END));
        happens(script.ended("a", "FAILED(DEADLINE)", SPEECH_END + 60_000));

        assertThat(written.get(0).ttfaMillis()).isEqualTo(-1);
        assertThat(written.get(0).outcome()).isEqualTo("FAILED(DEADLINE)");
    }

    @Test
    void cutTurnWaitsForTheSinksThatPlayedIt() {
        playSpokenTurn("a");
        happens(script.event("recorder", "a", Milestone.PLAYED, SPEECH_END + 700));
        happens(script.decided("a", Milestone.CUT, 0, "operator", SPEECH_END + 1_000));
        happens(script.ended("a", "INTERRUPTED", SPEECH_END + 1_000));
        happens(script.event("live", "a", Milestone.SINK_CUT, SPEECH_END + 1_012));
        assertThat(written).isEmpty();
        happens(script.event("recorder", "a", Milestone.SINK_CUT, SPEECH_END + 1_030));

        assertThat(written.get(0).stages())
                .filteredOn(
                        stage -> stage.stage().equals("live") || stage.stage().equals("recorder"))
                .extracting(StageTime::endMillis)
                .containsExactly(1_012.0, 1_030.0);
    }

    @Test
    void sinkThatNeverConfirmsIsWaitedForASecond() {
        playSpokenTurn("a");
        happens(script.decided("a", Milestone.CUT, 0, "operator", SPEECH_END + 1_000));
        happens(script.ended("a", "INTERRUPTED", SPEECH_END + 1_000));
        now += Timelines.SETTLING_MILLIS - 1;
        tick();
        assertThat(written).isEmpty();
        now += 1;
        tick();

        assertThat(written).hasSize(1);
    }

    @Test
    void repeatedAndLateRecordsWriteNothingMore() {
        playSpokenTurn("a");
        happens(script.ended("a", "COMPLETED", SPEECH_END + 5_000));
        playSpokenTurn("a");
        happens(script.ended("a", "COMPLETED", SPEECH_END + 5_000));
        happens(script.event("face", "a", Milestone.RENDERED, SPEECH_END + 5_100));

        assertThat(written).hasSize(1);
        assertThat(state.open()).isEmpty();
    }

    @Test
    void turnsThatNeverEndAndWrittenOnesTakeBoundedMemory() {
        for (int i = 0; i < 150; i++) {
            happens(script.event("api", "open" + i, Milestone.OPENED, SPEECH_END));
            happens(script.event("api", "over" + i, Milestone.OPENED, SPEECH_END));
            happens(script.ended("over" + i, "COMPLETED", SPEECH_END));
            for (int sink = 0; sink < 70; sink++) {
                happens(script.event("sink" + sink, "open" + i, Milestone.PLAYED, SPEECH_END));
            }
        }

        assertThat(state.open().size()).isLessThanOrEqualTo(RoomTurns.OPEN_KEPT);
        assertThat(state.open()).extracting(log -> log.marks().size()).containsOnly(64);
        assertThat(state.written()).hasSize(RoomTurns.WRITTEN_KEPT);
        assertThat(written).hasSize(150);
    }

    @Test
    void stateSurvivesItsBytes() {
        playSpokenTurn("a");
        try (RoomTurnsSerde serde = new RoomTurnsSerde()) {
            byte[] bytes = serde.serializer().serialize("store", state);

            assertThat(state.open()).hasSize(1);
            assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(state);
        }
    }

    @Test
    void metricsShowPercentilesOfPartsStagesAndCuts() {
        playSpokenTurn("a");
        happens(script.decided("a", Milestone.CUT, 0, "operator", SPEECH_END + 1_000));
        happens(script.ended("a", "INTERRUPTED", SPEECH_END + 1_000));
        happens(script.event("live", "a", Milestone.SINK_CUT, SPEECH_END + 1_012));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new TimelineMetrics(meters).accept(written.get(0));

        assertThat(meters.get("talkmatrix.turn.first.sound")
                        .tags("source", "SPEECH", "answer", "LLM", "language", "en")
                        .timer()
                        .takeSnapshot()
                        .percentileValues())
                .hasSize(2)
                .allSatisfy(
                        value -> assertThat(value.value(TimeUnit.MILLISECONDS)).isCloseTo(680, within(70.0)));
        assertThat(meters.get("talkmatrix.turn.part")
                        .tag("part", "voice")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(147);
        assertThat(meters.get("talkmatrix.turn.stage")
                        .tags("stage", "tts", "what", "broker")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(2);
        assertThat(meters.get("talkmatrix.turn.cut.confirmed")
                        .tag("sink", "live")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(12);
    }

    private void playSpokenTurn(String turn) {
        happens(script.event(
                "asr",
                turn,
                Milestone.OPENED,
                Map.of(
                        "speechStartMillis", SPEECH_END - 2_000.0,
                        "speechEndMillis", (double) SPEECH_END,
                        "brokerMillis", 1.0,
                        "queueMillis", 0.5,
                        "not kept", 7.0),
                SPEECH_END + 340));
        happens(script.event(
                "asr", turn, Milestone.TRANSCRIBED, Map.of("afterEndpointMillis", 40.0), SPEECH_END + 341));
        happens(script.decided(turn, Milestone.STARTED, -1, "", SPEECH_END + 352));
        happens(script.says(turn, 0, "Hello."));
        happens(script.event(
                "reply",
                turn,
                Milestone.FIRST_CLAUSE,
                Map.of("brokerMillis", 1.25, "queueMillis", 0.25, "computeMillis", 100.0),
                SPEECH_END + 450));
        happens(script.event(
                "tts", turn, Milestone.FIRST_AUDIO, Map.of("brokerMillis", 2.0, "queueMillis", 1.0), SPEECH_END + 600));
        happens(script.event("live", turn, Milestone.PLAYING, Map.of("startDelayMillis", 40.0), SPEECH_END + 680));
    }

    private void happens(Event event) {
        take(Timelines.on(state, event, now));
    }

    private void tick() {
        take(Timelines.onTick("room", state, now));
    }

    private void take(Timelines.Change change) {
        state = change.state();
        written.addAll(change.written());
    }
}
