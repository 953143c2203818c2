package io.talkmatrix.console.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.talkmatrix.console.ConsoleSettings;
import io.talkmatrix.console.activity.CommentView;
import io.talkmatrix.console.activity.RoomNews;
import io.talkmatrix.console.activity.TurnView;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.testkit.KafkaFixture;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaBackendTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private final String room = KAFKA.newRoom();
    private final BlockingQueue<RoomNews> news = new LinkedBlockingQueue<>(1_000);
    private KafkaBackend backend;

    @BeforeEach
    void open() {
        backend = backend();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void aRoomOfTheTopicIsListedUntilItIsClosed() throws Exception {
        done(backend.save(Room.of(room), "by test"));
        try (KafkaBackend other = backend()) {
            assertThat(other.room(room))
                    .as("read when another page server starts")
                    .contains(Room.of(room));
        }

        done(backend.save(Room.of(room).closed(1), "by test"));

        assertThat(backend.room(room)).isEmpty();
        assertThat(backend.rooms()).extracting(Room::room).doesNotContain(room);
    }

    @Test
    void aStoppedRoomIsRememberedADeletedOneIsNotAndEachChangeIsAudited() throws Exception {
        Room live = live();
        done(backend.save(live, "made by test"));
        done(backend.save(live.closed(2), "stopped by test"));
        assertThat(backend.stopped()).extracting(Room::room).contains(room);
        try (KafkaBackend other = backend()) {
            assertThat(other.stopped()).extracting(Room::room).contains(room);
        }
        done(backend.save(live.deleted(3), "deleted by test"));

        assertThat(backend.stopped()).extracting(Room::room).doesNotContain(room);
        assertThat(KAFKA.read(Topics.TURN_EVENTS, room))
                .extracting(event -> event.milestone() + " " + event.detail())
                .containsExactly(
                        "ROOM_CHANGED made by test", "ROOM_CHANGED stopped by test", "ROOM_CHANGED deleted by test");
    }

    @Test
    void aCommentShowsWithWhatTheDirectorSaysOfIt() throws Exception {
        done(backend.save(Room.of(room), "by test"));
        LiveEvent event = new LiveEvent(room, "p", "1", LiveEvent.Kind.COMMENT, "小王", "多少钱", 1, Map.of(), 5);
        backend.follow(room, news::add);
        KAFKA.send(
                Topics.TURN_EVENTS,
                new TurnEvent(
                        room,
                        event.turn(),
                        0,
                        "director",
                        Milestone.PASSED_OVER,
                        -1,
                        -1,
                        "",
                        "",
                        "",
                        "SIMILAR",
                        Map.of(),
                        6));
        done(backend.happened(event));

        RoomNews heard;
        do {
            heard = news.poll(KafkaFixture.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            assertThat(heard).as("the comment with its verdict").isNotNull();
        } while (!(heard instanceof RoomNews.Commented commented
                && commented.comment().verdict().equals("PASSED_OVER")
                && !commented.comment().text().isEmpty()));
        assertThat(backend.snapshot(room).comments())
                .extracting(CommentView::text, CommentView::reason)
                .containsExactly(tuple("多少钱", "SIMILAR"));
        assertThat(backend.snapshot(room).turns()).isEmpty();
    }

    @Test
    void aTypedQuestionIsOpenedBeforeItIsWritten() throws Exception {
        done(backend.save(Room.of(room), "by test"));
        backend.follow(room, news::add);

        String turn = done(backend.ask(Room.of(room), "多少钱？"));

        TurnEvent opened = KAFKA.await(Topics.TURN_EVENTS, room, all -> all.size() > 1)
                .get(1)
                .event();
        assertThat(opened.milestone()).isEqualTo(Milestone.OPENED);
        assertThat(opened.turn()).isEqualTo(turn);
        Utterance typed =
                KAFKA.await(Topics.TEXT_ASR, room, all -> !all.isEmpty()).get(0).event();
        assertThat(typed.source()).isEqualTo(Utterance.Source.TYPED);
        assertThat(typed.language()).isEqualTo("zh");
        assertThat(typed.isFinal()).isTrue();
        awaitTurn("多少钱？");
        assertThat(backend.snapshot(room).turns())
                .extracting(TurnView::question)
                .containsExactly("多少钱？");
    }

    @Test
    void twoQuestionsOfOneMomentAreTwoTurns() throws Exception {
        done(backend.save(Room.of(room), "by test"));

        assertThat(done(backend.ask(Room.of(room), "one"))).isNotEqualTo(done(backend.ask(Room.of(room), "two")));
    }

    @Test
    void soundAndCommandsReachTheirTopics() throws Exception {
        AudioChunk chunk = new AudioChunk(room, "mic-1", 0, 5, new byte[640], AudioChunk.Endpointing.VAD, false);
        Command command = new Command(room, "c1", Command.Kind.INTERRUPT, "", Map.of(), "api", "stopped", 5);

        done(backend.hear(chunk));
        done(backend.send(command));

        assertThat(KAFKA.read(Topics.AUDIO_IN, room)).singleElement().satisfies(heard -> {
            assertThat(heard.stream()).isEqualTo("mic-1");
            assertThat(heard.pcm()).hasSize(640);
        });
        assertThat(KAFKA.read(Topics.ROOM_COMMANDS, room)).containsExactly(command);
    }

    @Test
    void whatTheConductorSaysShowsInTheRoomAndItsStages() throws Exception {
        done(backend.save(Room.of(room), "by test"));
        backend.follow(room, news::add);
        KAFKA.send(Topics.TURN_CONTROL, new Control(room, 0, "t", Control.Kind.START, "", 0, 1));

        RoomNews heard;
        do {
            heard = news.poll(KafkaFixture.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            assertThat(heard).as("the room's new state").isNotNull();
        } while (!(heard instanceof RoomNews.Stated));

        assertThat(((RoomNews.Stated) heard).activeTurn()).isEqualTo("t");
        assertThat(backend.stages()).extracting(stage -> stage.stage()).containsExactly("asr", "reply", "tts", "face");
        assertThat(backend.failure()).isEmpty();
    }

    private void awaitTurn(String question) throws InterruptedException {
        RoomNews heard;
        do {
            heard = news.poll(KafkaFixture.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            assertThat(heard).as("the turn " + question).isNotNull();
        } while (!(heard instanceof RoomNews.Turned turned
                && turned.turn().question().equals(question)));
    }

    private Room live() {
        return Room.of(room).toBuilder()
                .clockSink(LiveRooms.SINK)
                .seed(1)
                .updatedAtMillis(1)
                .build();
    }

    private KafkaBackend backend() {
        return new KafkaBackend(
                KAFKA.connection(),
                KAFKA.registry(),
                KAFKA.tables(),
                ConsoleSettings.defaults(),
                Map::of,
                Map::of,
                Clock.systemUTC());
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(KafkaFixture.DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }
}
