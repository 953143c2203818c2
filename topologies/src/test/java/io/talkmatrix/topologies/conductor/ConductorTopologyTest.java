package io.talkmatrix.topologies.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.DeadLetter;
import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.InMemoryRegistryClient;
import io.talkmatrix.schemas.RegistryException;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.topologies.BadRecords;
import io.talkmatrix.topologies.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConductorTopologyTest {

    private static final Instant BEGIN = Instant.ofEpochMilli(1_700_000_000_000L);

    private final InMemoryRegistryClient registry = new InMemoryRegistryClient();

    @TempDir
    private Path stateDir;

    private TopologyTestDriver driver;
    private TestInputTopic<String, TurnEvent> events;
    private TestInputTopic<String, Command> commands;
    private TestInputTopic<String, Room> rooms;
    private TestOutputTopic<String, Control> controls;
    private TestOutputTopic<String, TurnEvent> written;

    @BeforeEach
    void open() {
        Properties config = ConductorApp.config(Map.of("bootstrap.servers", "unused:1"), registry, stateDir);
        driver = new TopologyTestDriver(topology(), config, BEGIN);
        events = input(Topics.TURN_EVENTS);
        commands = input(Topics.ROOM_COMMANDS);
        rooms = input(Topics.ROOMS);
        controls = output(Topics.TURN_CONTROL);
        written = output(Topics.TURN_EVENTS);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void topologyIsTheOneDescribed() throws IOException {
        Golden.assertDescribed(topology(), "conductor");
    }

    @Test
    void turnIsStartedPlayedAndEnded() {
        describeRoom("sink");
        send("a", Milestone.OPENED, "asr", -1);
        send("a", Milestone.SPOKEN, "tts", 48_000);
        send("a", Milestone.PLAYED, "sink", 48_000);

        assertThat(controls.readValuesToList())
                .extracting(Control::kind)
                .containsExactly(Control.Kind.START, Control.Kind.END);
        assertThat(written.readValuesToList())
                .extracting(TurnEvent::milestone)
                .containsExactly(Milestone.STARTED, Milestone.TURN_ENDED);
    }

    @Test
    void clockSinkOfTheRoomIsTheOnlyOneThatCounts() {
        describeRoom("sink");
        send("a", Milestone.OPENED, "asr", -1);
        send("a", Milestone.SPOKEN, "tts", 48_000);
        send("a", Milestone.PLAYED, "recorder", 48_000);
        driver.advanceWallClockTime(Duration.ofSeconds(5));

        assertThat(controls.readValuesToList()).extracting(Control::kind).containsExactly(Control.Kind.START);
    }

    @Test
    void deadlineEndsATurnOfARoomNobodyWritesToAnyMore() {
        describeRoom("sink");
        send("a", Milestone.OPENED, "asr", -1);
        driver.advanceWallClockTime(ConductorSettings.defaults().noProgress());
        assertThat(written.readValuesToList()).extracting(TurnEvent::milestone).containsExactly(Milestone.STARTED);
        driver.advanceWallClockTime(ConductorSettings.defaults().tick());

        assertThat(written.readValuesToList())
                .extracting(TurnEvent::milestone, TurnEvent::detail)
                .contains(tuple(Milestone.TURN_ENDED, "FAILED(DEADLINE)"));
    }

    @Test
    void interruptCutsTheActiveTurn() {
        send("a", Milestone.OPENED, "asr", -1);
        commands.pipeInput("room", RandomRoom.command("room", "1", Command.Kind.INTERRUPT, "", BEGIN.toEpochMilli()));

        assertThat(controls.readValuesToList())
                .extracting(Control::kind, Control::generation)
                .containsExactly(tuple(Control.Kind.START, 0), tuple(Control.Kind.CUT, 1));
    }

    @Test
    void pauseWithoutWordsEndsByItself() {
        describeRoom("sink");
        send("a", Milestone.OPENED, "asr", -1);
        send("a", Milestone.PLAYED, "sink", 9_600);
        commands.pipeInput(
                "room", RandomRoom.command("room", "1", Command.Kind.PAUSE, "", "asr", BEGIN.toEpochMilli()));
        driver.advanceWallClockTime(ConductorSettings.defaults().wordsWithin());

        assertThat(controls.readValuesToList())
                .extracting(Control::kind, Control::ptsSamples, Control::reason)
                .containsExactly(
                        tuple(Control.Kind.START, 0L, ""),
                        tuple(Control.Kind.PAUSE, 9_600L, "barge-in"),
                        tuple(Control.Kind.RESUME, 9_600L, "nothing recognized"));
    }

    @Test
    void deletedRoomEndsItsTurnsMidSentence() {
        describeRoom("sink");
        send("a", Milestone.OPENED, "api", -1);
        send("b", Milestone.OPENED, "api", -1);
        rooms.pipeInput("room", null);

        assertThat(written.readValuesToList())
                .filteredOn(event -> event.milestone() == Milestone.TURN_ENDED)
                .extracting(TurnEvent::turn, TurnEvent::detail)
                .containsExactly(tuple("b", "FAILED(ROOM_CLOSED)"), tuple("a", "FAILED(ROOM_CLOSED)"));
    }

    @Test
    void recordThatCannotBeReadDoesNotStopTheRoom() {
        TestInputTopic<String, byte[]> raw =
                driver.createInputTopic(Topics.TURN_EVENTS.name(), new StringSerializer(), new ByteArraySerializer());
        raw.pipeInput("room", new byte[] {0, 0, 0});
        send("a", Milestone.OPENED, "asr", -1);

        assertThat(controls.readValue().activeTurn()).isEqualTo("a");
    }

    @Test
    void recordThatCannotBeReadBecomesADeadLetter() {
        BadRecords handler = new BadRecords();
        handler.configure(Map.of(BadRecords.REGISTRY, registry, BadRecords.STAGE, "conductor"));
        byte[] truncated = {0, 0, 0};
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(Topics.TURN_EVENTS.name(), 3, 77, new byte[] {'r'}, truncated);
        ProducerRecord<byte[], byte[]> sent = handler.handleError(null, record, new BadRecordException("truncated"))
                .deadLetterQueueRecords()
                .get(0);
        try (EventDeserializer<DeadLetter> letters = new EventDeserializer<>(Topics.DEAD_LETTERS, registry)) {
            DeadLetter letter = letters.deserialize(sent.topic(), sent.value());

            assertThat(letter.value()).isEqualTo(truncated);
            assertThat(letter.offset()).isEqualTo(77);
            assertThat(letter.reason()).isEqualTo("UNREADABLE: truncated");
        }
    }

    @Test
    void unreachableRegistryStopsTheConductorInsteadOfLosingRecords() {
        BadRecords handler = new BadRecords();
        handler.configure(Map.of(BadRecords.REGISTRY, registry, BadRecords.STAGE, "conductor"));
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]);

        assertThat(handler.handleError(null, record, new RegistryException("no answer"))
                        .result())
                .isEqualTo(DeserializationExceptionHandler.Result.FAIL);
    }

    @Test
    void stateOfARoomSurvivesItsBytes() {
        RandomRoom room = new RandomRoom(7);
        Conductor conductor = new Conductor(ConductorSettings.defaults());
        RoomState state = RoomState.empty();
        for (int i = 0; i < 200; i++) {
            Object input = room.next(i);
            if (input instanceof TurnEvent event) {
                state = conductor.on(state, event, i).state();
            } else if (input instanceof Command command) {
                state = conductor.on(state, command, i).state();
            } else if (input instanceof Room described) {
                state = conductor.on(state, described, i).state();
            }
        }
        try (RoomStateSerde serde = new RoomStateSerde()) {
            byte[] bytes = serde.serializer().serialize("store", state);

            assertThat(state.idle()).as("an idle room would show little").isFalse();
            assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(state);
        }
    }

    private Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        ConductorTopology.build(builder, ConductorSettings.defaults(), registry);
        return builder.build();
    }

    private void describeRoom(String clockSink) {
        rooms.pipeInput("room", RandomRoom.described("room", clockSink, false));
    }

    private void send(String turn, Milestone milestone, String stage, long pts) {
        events.pipeInput("room", RandomRoom.event("room", turn, milestone, stage, pts, "", BEGIN.toEpochMilli()));
    }

    private <V> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new EventSerializer<>(topic, registry));
    }

    private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), new EventDeserializer<>(topic, registry));
    }
}
