package io.talkmatrix.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.DeadLetter;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.HttpRegistryClient;
import io.talkmatrix.schemas.RegistryClientConfig;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.talk.ReplyReport;
import io.talkmatrix.standalone.talk.TalkRequest;
import io.talkmatrix.standalone.talk.TalkTurn;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole process dies while the host speaks; the next one on the same data folder goes on as if it had only slept. */
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledMidTurnTest {

    private static final String QUESTION = "How long does shipping take?";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<Topic<? extends Event>> WRITTEN =
            List.of(Topics.TEXT_ASR, Topics.TEXT_REPLY, Topics.AUDIO_TTS, Topics.VIDEO_FRAMES, Topics.TURN_EVENTS);

    @TempDir
    Path folder;

    @Test
    void theTurnEndsExactlyOnceNothingIsLostAndTheNextTurnCompletes() throws Exception {
        Path data = folder.resolve("data");
        Process process = startProcess(data);
        String room = "talk-killed";
        List<String> seen;
        String turn;
        try (Stack other = StackProcess.factory().attachOrStart(StackProcess.settings(data), progress());
                EventTail<TurnEvent> milestones = other.tail(Topics.TURN_EVENTS, room)) {
            turn = ask(other, room);
            await(milestones, event -> event.milestone() == Milestone.FIRST_AUDIO);
            seen = places(other, room);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(seen).anyMatch(place -> place.startsWith("audio.tts"));

        try (Stack again = StackProcess.start(data)) {
            try (EventTail<TurnEvent> milestones = again.tail(Topics.TURN_EVENTS, room)) {
                TurnEvent end = await(milestones, event -> event.milestone() == Milestone.TURN_ENDED);
                assertThat(end.turn()).isEqualTo(turn);
                assertThat(end.detail()).isEqualTo("FAILED(ROOM_CLOSED)");
            }
            writeGarbage(again, "talk-garbage");
            ReplyReport reply = talk(again);
            assertThat(reply.outcome()).isEqualTo("COMPLETED");
            assertThat(reply.frames()).isPositive();

            assertThat(places(again, room)).containsAll(seen);
            assertThat(ends(again, room, turn)).hasSize(1);
            assertThat(letters(again)).extracting(DeadLetter::topic).containsExactly("text.asr", "text.asr");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("reply.mp4", "reply.vtt", "reply.json")
                    .noneMatch(name -> name.endsWith(".part"));
        }
    }

    private Process startProcess(Path data) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx800m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StackProcess.class.getName(),
                        data.toString())
                .redirectError(new File(folder.toFile(), "process.log"))
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.equals(StackProcess.READY)) {
            line = said.readLine();
        }
        assertThat(line)
                .as(() -> "the process got ready; it said " + read(folder.resolve("process.log")))
                .isNotNull();
        return process;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Opens the room as the sink of a talk would, but never plays: the turn stays open. */
    private String ask(Stack stack, String room) throws Exception {
        long now = System.currentTimeMillis();
        UnitId id = new UnitId(room, TurnIds.of(now, room, "typed", now), 0, 0, 0);
        try (EventProducer producer = stack.producer("test")) {
            send(producer, Topics.ROOMS, request(room).describeRoom(now, TalkTurn.SINK));
            send(
                    producer,
                    Topics.TURN_EVENTS,
                    new TurnEvent(
                            id.room(), id.turn(), 0, "test", Milestone.OPENED, -1, -1, "", "", "", "", Map.of(), now));
            send(producer, Topics.TEXT_ASR, question(id, now));
        }
        return id.turn();
    }

    private static Utterance question(UnitId id, long now) {
        return new Utterance(id, QUESTION, true, "en", Utterance.Source.TYPED, "", now, now, 0, "");
    }

    private static <E extends Event> void send(EventProducer producer, Topic<E> topic, E event) throws Exception {
        producer.send(topic, event).get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private static TurnEvent await(EventTail<TurnEvent> tail, Predicate<TurnEvent> wanted) {
        long end = System.nanoTime() + SOON.toNanos();
        List<Milestone> others = new ArrayList<>();
        while (System.nanoTime() < end) {
            for (Received<TurnEvent> received : tail.poll(Duration.ofSeconds(1))) {
                if (wanted.test(received.event())) {
                    return received.event();
                }
                others.add(received.event().milestone());
            }
        }
        throw new AssertionError("within " + SOON + " only " + others + " were seen");
    }

    private static List<String> places(Stack stack, String room) {
        List<String> places = new ArrayList<>();
        for (Topic<? extends Event> topic : WRITTEN) {
            places.addAll(places(stack, topic, room));
        }
        return places;
    }

    private static <E extends Event> List<String> places(Stack stack, Topic<E> topic, String room) {
        try (EventTail<E> tail = stack.tail(topic, room)) {
            return tail.readToEnd(SOON).stream()
                    .map(at -> at.topic() + '-' + at.partition() + '@' + at.offset())
                    .toList();
        }
    }

    private static List<TurnEvent> ends(Stack stack, String room, String turn) {
        try (EventTail<TurnEvent> tail = stack.tail(Topics.TURN_EVENTS, room)) {
            return tail.readToEnd(SOON).stream()
                    .map(Received::event)
                    .filter(event -> event.turn().equals(turn) && event.milestone() == Milestone.TURN_ENDED)
                    .toList();
        }
    }

    private static List<DeadLetter> letters(Stack stack) {
        try (EventTail<DeadLetter> tail = stack.tailOfAll(Topics.DEAD_LETTERS)) {
            return tail.readToEnd(SOON).stream().map(Received::event).toList();
        }
    }

    /** A schema id nobody gave, and an event that breaks off. */
    private static void writeGarbage(Stack stack, String room) throws Exception {
        byte[] unknown = ByteBuffer.allocate(16).put((byte) 0).putInt(987_654).array();
        byte[] whole;
        try (HttpRegistryClient registry = new HttpRegistryClient(RegistryClientConfig.of(stack.registryUrl()))) {
            UnitId id = new UnitId(room, "turn", 0, 0, 0);
            whole = new EventSerializer<>(Topics.TEXT_ASR, registry).serialize("text.asr", question(id, 0));
        }
        byte[] truncated = Arrays.copyOf(whole, whole.length / 2);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (byte[] garbage : List.of(unknown, truncated)) {
                producer.send(new ProducerRecord<>(
                                Topics.TEXT_ASR.name(), room.getBytes(StandardCharsets.UTF_8), garbage))
                        .get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private ReplyReport talk(Stack stack) throws InterruptedException {
        return new TalkTurn(stack, request("talk-next"), progress()).run();
    }

    private TalkRequest request(String room) {
        return new TalkRequest(
                Optional.empty(),
                Optional.of(QUESTION),
                Optional.empty(),
                folder.resolve("reply.mp4"),
                Optional.of("none"),
                Optional.empty(),
                Optional.of("en"),
                Optional.empty(),
                "edge",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.of(room),
                false,
                true);
    }

    private static Progress progress() {
        return new Progress(System.err, false);
    }
}
