package io.talkmatrix.topologies.director;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.InMemoryRegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.topologies.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorTopologyTest {

    private static final Instant BEGIN = Instant.ofEpochMilli(1_700_000_000_000L);

    private final InMemoryRegistryClient registry = new InMemoryRegistryClient();

    @TempDir
    private Path stateDir;

    private TopologyTestDriver driver;
    private TestInputTopic<String, LiveEvent> live;
    private TestInputTopic<String, Room> rooms;
    private TestInputTopic<String, TurnEvent> events;
    private TestInputTopic<String, Command> commands;
    private TestOutputTopic<String, Utterance> said;
    private TestOutputTopic<String, TurnEvent> written;

    @BeforeEach
    void open() {
        Properties config = DirectorApp.config(Map.of("bootstrap.servers", "unused:1"), registry, stateDir);
        driver = new TopologyTestDriver(topology(), config, BEGIN);
        live = input(Topics.LIVE_COMMENTS);
        rooms = input(Topics.ROOMS);
        events = input(Topics.TURN_EVENTS);
        commands = input(Topics.ROOM_COMMANDS);
        said = output(Topics.TEXT_ASR);
        written = output(Topics.TURN_EVENTS);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void topologyIsTheOneDescribed() throws IOException {
        Golden.assertDescribed(topology(), "director");
    }

    @Test
    void commentBecomesATurnAndWhatIsPassedOverLeavesItsReason() {
        describe(List.of());
        comment("1", "多少钱？");
        comment("2", "多少钱？");

        assertThat(said.readValuesToList()).extracting(Utterance::text).containsExactly("多少钱？");
        assertThat(written.readValuesToList())
                .extracting(TurnEvent::milestone)
                .containsExactly(Milestone.OPENED, Milestone.PASSED_OVER);
    }

    @Test
    void scriptIsSaidAsTimePassesAndGoesOnAfterARestart() {
        describe(List.of("第一句话说完了。", "第二句话说完了。"));
        driver.advanceWallClockTime(Duration.ofMillis(200));
        Utterance first = said.readValue();
        decided(first.id().turn(), Milestone.STARTED, "");
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(said.isEmpty()).as("nothing is opened while it is said").isTrue();
        decided(first.id().turn(), Milestone.TURN_ENDED, "COMPLETED");

        assertThat(said.readValue())
                .extracting(Utterance::text, Utterance::source)
                .containsExactly("第二句话说完了。", Utterance.Source.SCRIPT);
    }

    @Test
    void operatorIsAnsweredAndClosedRoomIsQuiet() {
        describe(List.of("第一句话说完了。"));
        commands.pipeInput(
                "r",
                new Command("r", "c", Command.Kind.SAY, "", Map.of("text", "马上开奖"), "op", "", BEGIN.toEpochMilli()));
        assertThat(said.readValue().text()).isEqualTo("马上开奖");
        rooms.pipeInput("r", null);
        driver.advanceWallClockTime(Duration.ofMinutes(1));

        assertThat(said.isEmpty()).isTrue();
    }

    @Test
    void stateOfARoomSurvivesItsBytes() {
        RoomSimulation room = new RoomSimulation("r", DirectorSettings.defaults(), RoomSimulation.nothingListed());
        room.described(List.of("[emotion=sad picture=a.png wait=2s] 第一句话说完了。"), Map.of("enter-keep", "5"), "zh");
        room.length = text -> 8_000;
        room.comment("a", "多少钱？");
        room.comment("b", "真不错啊");
        room.happens(LiveEvent.Kind.GIFT, "c", "玫瑰", 3);
        room.happens(LiveEvent.Kind.ENTER, "d", "", 1);
        room.passes(2_000);
        try (DirectorStateSerde serde = new DirectorStateSerde()) {
            byte[] bytes = serde.serializer().serialize("store", room.state);

            assertThat(room.state.waiting()).isNotEmpty();
            assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(room.state);
        }
    }

    private Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        DirectorTopology.build(builder, DirectorSettings.defaults(), RoomSimulation.nothingListed(), registry);
        return builder.build();
    }

    private void describe(List<String> script) {
        rooms.pipeInput("r", RoomSimulation.room("r", script, Map.of(), "zh", Room.State.OPEN));
    }

    private void comment(String id, String text) {
        live.pipeInput(
                "r", new LiveEvent("r", "p", id, LiveEvent.Kind.COMMENT, "u", text, 1, Map.of(), BEGIN.toEpochMilli()));
    }

    private void decided(String turn, Milestone milestone, String detail) {
        events.pipeInput(
                "r",
                new TurnEvent(
                        "r",
                        turn,
                        0,
                        "conductor",
                        milestone,
                        -1,
                        -1,
                        "",
                        "",
                        "",
                        detail,
                        Map.of(),
                        BEGIN.toEpochMilli()));
    }

    private <V> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new EventSerializer<>(topic, registry));
    }

    private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), new EventDeserializer<>(topic, registry));
    }
}
