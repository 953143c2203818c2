package io.talkmatrix.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.media.H264Encoder;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Control.Kind;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.testkit.KafkaFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sink over a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveRoomsTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private EventProducer producer;
    private LiveRooms rooms;

    @BeforeAll
    void start() {
        producer = new EventProducer(KAFKA.connection(), KAFKA.registry(), "live", KafkaFixture.DEADLINE);
        rooms = LiveRooms.start(
                KAFKA.connection(),
                KAFKA.registry(),
                KAFKA.tables(),
                producer,
                new SimpleMeterRegistry(),
                LiveSettings.defaults(KAFKA.folder("avatars")));
    }

    @AfterAll
    void stop() {
        rooms.close();
        producer.close();
    }

    @Test
    void aTurnIsPlayedAndCutInOneRoomWhileAnotherOneHearsNothing() throws Exception {
        LiveRoom room = open(KAFKA.newRoom());
        LiveRoom other = open(KAFKA.newRoom());
        Watcher viewer = new Watcher(true);
        Watcher stranger = new Watcher(true);
        room.subscribe(viewer);
        other.subscribe(stranger);

        say(room.id(), "turn-1", 0, 1);
        viewer.await("the end of the first turn", w -> !w.texts("end").isEmpty());
        say(room.id(), "turn-2", 0, 20);
        viewer.await("the second turn", w -> w.texts("start").size() == 2);
        KAFKA.send(Topics.TURN_CONTROL, new Control(room.id(), "turn-2", 1, "", Kind.CUT, "test", 0, 0));
        viewer.await("the cut", w -> !w.texts("cut").isEmpty());

        List<Received<TurnEvent>> events =
                KAFKA.await(Topics.TURN_EVENTS, room.id(), all -> reached(all, Milestone.SINK_CUT));
        assertThat(events).extracting(e -> e.event().milestone()).contains(Milestone.PLAYING, Milestone.PLAYED);
        TurnEvent cut = events.get(events.size() - 1).event();
        assertThat(cut.generation()).isEqualTo(1);
        assertThat(cut.turn()).isEqualTo("turn-2");
        assertThat(events.stream()
                        .map(Received::event)
                        .filter(e -> e.turn().equals("turn-1") && e.milestone() == Milestone.PLAYED)
                        .mapToLong(TurnEvent::ptsSamples)
                        .max())
                .hasValue(SpeechChunk.SAMPLE_RATE_HZ);
        assertThat(stranger.texts("start")).isEmpty();
        assertThat(rooms.trouble()).isEmpty();
    }

    @Test
    void aSinkThatStartsInTheMiddleOfATurnTakesItUp() throws Exception {
        LiveRoom room = open(KAFKA.newRoom());
        Watcher first = new Watcher(true);
        room.subscribe(first);
        say(room.id(), "turn", 0, 2);
        first.await("the turn", w -> !w.texts("start").isEmpty());
        try (LiveRooms another = LiveRooms.start(
                KAFKA.connection(),
                KAFKA.registry(),
                KAFKA.tables(),
                producer,
                new SimpleMeterRegistry(),
                LiveSettings.defaults(KAFKA.folder("avatars")))) {
            Watcher second = new Watcher(true);
            another.room(room.id()).orElseThrow().subscribe(second);
            second.await("the end of the turn", w -> !w.texts("end").isEmpty());
        }
    }

    @Test
    void whatWasSaidInARoomBeforeItWasSeenIsHeard() throws Exception {
        String id = KAFKA.newRoom();
        say(id, "turn", 0, 1);
        Watcher viewer = new Watcher(true);
        open(id).subscribe(viewer);
        viewer.await("the end of the turn", w -> !w.texts("end").isEmpty());
    }

    @Test
    void aRoomThatIsNoLongerOpenIsClosed() throws Exception {
        String id = KAFKA.newRoom();
        Watcher viewer = new Watcher(true);
        open(id).subscribe(viewer);
        KAFKA.send(Topics.ROOMS, Room.of(id).closed(1));
        viewer.await("the farewell", w -> !w.dropped().isEmpty());
        assertThat(rooms.room(id)).isEmpty();
    }

    private static boolean reached(List<Received<TurnEvent>> events, Milestone milestone) {
        return events.stream().anyMatch(e -> e.event().milestone() == milestone);
    }

    /** Opens a room and waits until it is on air. */
    private LiveRoom open(String id) {
        KAFKA.send(Topics.ROOMS, Room.of(id));
        long end = System.nanoTime() + KafkaFixture.DEADLINE.toNanos();
        while (rooms.room(id).isEmpty()) {
            assertThat(System.nanoTime())
                    .as("room %s is not on air in time", id)
                    .isLessThan(end);
            Thread.onSpinWait();
        }
        return rooms.room(id).orElseThrow();
    }

    private void say(String room, String turn, int generation, int seconds) {
        KAFKA.send(Topics.TURN_CONTROL, new Control(room, generation, turn, Kind.START, "test", 0, 0));
        UnitId id = new UnitId(room, turn, generation, 0, 0);
        try (H264Encoder encoder = new H264Encoder(64, 64, 25, 500_000)) {
            for (int i = 0; i < 5 * seconds; i++) {
                byte[] pcm = new byte[2 * 4800];
                java.util.Arrays.fill(pcm, (byte) 7);
                boolean last = i == 5 * seconds - 1;
                KAFKA.send(
                        Topics.AUDIO_TTS,
                        new SpeechChunk(
                                id.withSeq(i),
                                pcm,
                                i * 4800L,
                                List.of(),
                                List.of(),
                                i == 0 ? "hello" : "",
                                Emotion.NEUTRAL,
                                0,
                                last,
                                last,
                                ""));
                List<byte[]> units = new ArrayList<>();
                for (int k = 0; k < 5; k++) {
                    units.add(encoder.encode(new int[64 * 64], k == 0));
                }
                KAFKA.send(
                        Topics.VIDEO_FRAMES,
                        new FrameGroup(id.withSeq(i), i * 4800L, 25, FrameGroup.Codec.H264, 64, 64, units, last, ""));
            }
        }
    }
}
