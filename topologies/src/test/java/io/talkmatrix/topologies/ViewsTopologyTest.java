package io.talkmatrix.topologies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.InMemoryRegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.RoomHistory.Exchange;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.topologies.debt.DebtTopology;
import io.talkmatrix.topologies.debt.MediaDebt;
import io.talkmatrix.topologies.history.HistoryTopology;
import io.talkmatrix.topologies.timeline.TimelineTopology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsTopologyTest {

    private static final Instant BEGIN = Instant.ofEpochMilli(1_700_000_000_000L);

    private final InMemoryRegistryClient registry = new InMemoryRegistryClient();
    private final List<TurnTimeline> watched = new ArrayList<>();
    private final MediaDebt debt = new MediaDebt(new SimpleMeterRegistry(), Clock.systemUTC());
    private final Script script = new Script("room");

    @TempDir
    private Path stateDir;

    private TopologyTestDriver driver;
    private TestInputTopic<String, Utterance> questions;
    private TestInputTopic<String, ReplySegment> answers;
    private TestInputTopic<String, TurnEvent> events;
    private TestOutputTopic<String, RoomHistory> histories;
    private TestOutputTopic<String, TurnTimeline> timelines;

    @BeforeEach
    void open() {
        StreamsBuilder builder = new StreamsBuilder();
        ViewsApp.build(builder, registry, watched::add, debt);
        driver = new TopologyTestDriver(
                builder.build(), ViewsApp.config(Map.of("bootstrap.servers", "unused:1"), registry, stateDir), BEGIN);
        questions = input(Topics.TEXT_ASR);
        answers = input(Topics.TEXT_REPLY);
        events = input(Topics.TURN_EVENTS);
        histories = output(Topics.ROOM_HISTORY);
        timelines = output(Topics.TURN_TIMELINES);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void historyTopologyIsTheOneDescribed() throws IOException {
        StreamsBuilder builder = new StreamsBuilder();
        HistoryTopology.build(ViewsApp.said(builder, registry), registry);

        Golden.assertDescribed(builder.build(), "history");
    }

    @Test
    void timelineTopologyIsTheOneDescribed() throws IOException {
        StreamsBuilder builder = new StreamsBuilder();
        TimelineTopology.build(ViewsApp.said(builder, registry), registry, watched::add);

        Golden.assertDescribed(builder.build(), "timeline");
    }

    @Test
    void debtTopologyIsTheOneDescribed() throws IOException {
        StreamsBuilder builder = new StreamsBuilder();
        DebtTopology.build(ViewsApp.said(builder, registry), debt);

        Golden.assertDescribed(builder.build(), "debt");
    }

    @Test
    void allTogetherAreTheOneDescribed() throws IOException {
        StreamsBuilder builder = new StreamsBuilder();
        ViewsApp.build(builder, registry, watched::add, debt);

        Golden.assertDescribed(builder.build(), "views");
    }

    @Test
    void endedTurnEntersTheHistoryAndHasATimeline() {
        ask("a");
        end("a", "COMPLETED");

        assertThat(histories.readKeyValuesToList())
                .extracting(record -> record.key, record -> record.value.exchanges())
                .containsExactly(tuple(
                        "room", List.of(new Exchange("a", "What?", "This.", "en", false, BEGIN.toEpochMilli() + 900))));
        List<TurnTimeline> written = timelines.readValuesToList();
        assertThat(written)
                .extracting(TurnTimeline::turn, TurnTimeline::ttfaMillis)
                .containsExactly(tuple("a", 200.0));
        assertThat(watched).isEqualTo(written);
    }

    @Test
    void whatStagesOweIsToldWhileTheTurnGoesOnAndNoLonger() {
        events.pipeInput("room", script.decided("a", Milestone.STARTED, -1, "", BEGIN.toEpochMilli()));
        answers.pipeInput("room", script.says("a", 0, "今天八点开始。"));
        driver.advanceWallClockTime(Duration.ofMillis(500));
        assertThat(debt.read().get("tts").owedSeconds()).isCloseTo(6 * .22, within(1e-9));
        assertThat(debt.read().get("reply").turns()).isZero();

        end("a", "COMPLETED");
        driver.advanceWallClockTime(Duration.ofMillis(500));

        assertThat(debt.read().values()).extracting(MediaDebt.Reading::turns).containsOnly(0);
        assertThat(debt.watched()).isTrue();
    }

    @Test
    void timelineOfATurnWhoseSinkNeverConfirmsTheCutIsWrittenByTheClock() {
        ask("a");
        events.pipeInput("room", script.decided("a", Milestone.CUT, 0, "operator", BEGIN.toEpochMilli() + 900));
        end("a", "INTERRUPTED");
        assertThat(timelines.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofSeconds(2));

        assertThat(timelines.readValue().outcome()).isEqualTo("INTERRUPTED");
    }

    @Test
    void partialResultsMarkersAndRecordsWithTheKeyOfAnotherRoomChangeNothing() {
        questions.pipeInput("room", (Utterance) null);
        answers.pipeInput("room", (ReplySegment) null);
        questions.pipeInput("another", script.asked("a", "What?"));
        events.pipeInput("another", script.ended("a", "COMPLETED", 1));

        assertThat(histories.isEmpty()).isTrue();
        assertThat(timelines.isEmpty()).isTrue();
    }

    private void ask(String turn) {
        long at = BEGIN.toEpochMilli();
        events.pipeInput("room", script.event("api", turn, Milestone.OPENED, at));
        questions.pipeInput("room", script.asked(turn, "What?"));
        answers.pipeInput("room", script.says(turn, 0, "This."));
        events.pipeInput("room", script.event("reply", turn, Milestone.FIRST_CLAUSE, at + 30));
        events.pipeInput("room", script.event("tts", turn, Milestone.FIRST_AUDIO, at + 130));
        events.pipeInput("room", script.event("live", turn, Milestone.PLAYING, at + 200));
    }

    private void end(String turn, String outcome) {
        events.pipeInput("room", script.ended(turn, outcome, BEGIN.toEpochMilli() + 900));
    }

    private <V> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new EventSerializer<>(topic, registry));
    }

    private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), new EventDeserializer<>(topic, registry));
    }
}
