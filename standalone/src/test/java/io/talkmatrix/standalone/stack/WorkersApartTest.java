package io.talkmatrix.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.ops.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stages with their real, smallest models, all in one process and each in processes of its own. */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersApartTest {

    private static final String ROOM = "apart";
    private static final String SINK = "test";
    private static final long CAPTURED = 1_700_000_000_000L;
    private static final int CHUNK_BYTES = 3200;
    private static final Duration SOON = Duration.ofSeconds(180);
    /** "go forward ten meters", 16 kHz, of Debian's pocketsphinx-testdata. */
    private static final Path QUESTION = Path.of("/usr/share/pocketsphinx/test/data/goforward.raw");

    @TempDir
    Path folder;

    /** Everything a turn left behind but times and figures. */
    private record Turn(
            List<Utterance> heard, List<ReplySegment> said, List<SpeechChunk> spoken, List<FrameGroup> drawn) {}

    @Test
    void aTurnThroughProcessesOfTheirOwnIsTheSameAsInOne() throws Exception {
        Turn together;
        try (Stack stack = start("together", Placement.HERE)) {
            together = turn(stack);
        }
        Turn apart;
        List<ProcessHandle> processes;
        try (Stack stack = start("apart", Placement.parse("asr=1,reply=1,tts=2,face=1"))) {
            processes = stack.workerProcesses().values().stream()
                    .map(pid -> ProcessHandle.of(pid).orElseThrow())
                    .toList();
            apart = turn(stack);
        }

        assertThat(together.said()).isNotEmpty();
        assertThat(apart.heard())
                .extracting(Utterance::id, Utterance::text, Utterance::isFinal)
                .isEqualTo(together.heard().stream()
                        .map(u -> org.assertj.core.groups.Tuple.tuple(u.id(), u.text(), u.isFinal()))
                        .toList());
        assertThat(apart.said()).isEqualTo(together.said());
        assertThat(apart.spoken()).usingRecursiveComparison().isEqualTo(together.spoken());
        assertThat(apart.drawn()).usingRecursiveComparison().isEqualTo(together.drawn());
        assertThat(processes).hasSize(5).noneMatch(ProcessHandle::isAlive);
    }

    private Stack start(String name, Placement placement) throws InterruptedException {
        return new StackFactory(new SimpleMeterRegistry(), new RunningStack(), CommandProcess::program)
                .start(
                        StackProcess.settings(folder.resolve(name)),
                        StackProcess.choice(),
                        placement,
                        new Progress(System.err, false));
    }

    /** Asks as a file does, in a room whose sink hears the turn once all of it is made: however slow that is, none is late. */
    private static Turn turn(Stack stack) throws Exception {
        try (EventProducer producer = stack.producer(SINK)) {
            send(
                    producer,
                    Topics.ROOMS,
                    Room.of(ROOM).toBuilder().clockSink(SINK).build());
            byte[] pcm = question();
            for (int seq = 0; seq * CHUNK_BYTES < pcm.length; seq++) {
                int until = Math.min(pcm.length, (seq + 1) * CHUNK_BYTES);
                send(
                        producer,
                        Topics.AUDIO_IN,
                        new AudioChunk(
                                ROOM,
                                "test",
                                seq,
                                CAPTURED + seq * 100L,
                                Arrays.copyOfRange(pcm, seq * CHUNK_BYTES, until),
                                AudioChunk.Endpointing.STREAM_END,
                                until == pcm.length));
            }
            hear(stack, producer);
        }
        return new Turn(
                read(stack, Topics.TEXT_ASR).stream().filter(Utterance::isFinal).toList(),
                read(stack, Topics.TEXT_REPLY),
                read(stack, Topics.AUDIO_TTS),
                read(stack, Topics.VIDEO_FRAMES));
    }

    private static byte[] question() throws IOException {
        return Files.readAllBytes(QUESTION);
    }

    private static <E extends Event> void send(EventProducer producer, Topic<E> topic, E event) throws Exception {
        producer.send(topic, event).get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    /** The sink: hears what is drawn, and the rest once all of it is. */
    private static void hear(Stack stack, EventProducer producer) throws Exception {
        Map<Milestone, TurnEvent> seen = new EnumMap<>(Milestone.class);
        try (EventTail<TurnEvent> events = stack.tail(Topics.TURN_EVENTS, ROOM);
                EventTail<FrameGroup> pictures = stack.tail(Topics.VIDEO_FRAMES, ROOM)) {
            long end = System.nanoTime() + SOON.toNanos();
            for (boolean drawn = false; !drawn; ) {
                for (Received<FrameGroup> received : pictures.poll(Duration.ofSeconds(1))) {
                    FrameGroup group = received.event();
                    send(producer, Topics.TURN_EVENTS, played(group.id(), group.ptsSamples()));
                    drawn |= group.lastOfTurn();
                }
                events.poll(Duration.ZERO)
                        .forEach(event -> seen.put(event.event().milestone(), event.event()));
                failIfLate(end, seen);
            }
            TurnEvent spoken = await(events, seen, Milestone.SPOKEN);
            UnitId all = new UnitId(ROOM, spoken.turn(), spoken.generation(), 0, 0);
            send(producer, Topics.TURN_EVENTS, played(all, spoken.ptsSamples()));
            assertThat(await(events, seen, Milestone.TURN_ENDED).detail()).isEqualTo("COMPLETED");
        }
    }

    private static TurnEvent played(UnitId unit, long ptsSamples) {
        return new TurnEvent(
                ROOM,
                unit.turn(),
                unit.generation(),
                SINK,
                Milestone.PLAYED,
                -1,
                ptsSamples,
                "",
                "",
                "",
                "",
                Map.of(),
                System.currentTimeMillis());
    }

    private static TurnEvent await(EventTail<TurnEvent> events, Map<Milestone, TurnEvent> seen, Milestone wanted) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!seen.containsKey(wanted)) {
            events.poll(Duration.ofSeconds(1))
                    .forEach(event -> seen.put(event.event().milestone(), event.event()));
            failIfLate(end, seen);
        }
        return seen.get(wanted);
    }

    private static void failIfLate(long endNanos, Map<Milestone, TurnEvent> seen) {
        if (System.nanoTime() > endNanos) {
            throw new AssertionError("the turn did not come to its end within " + SOON + ": " + seen);
        }
    }

    private static <E extends Event> List<E> read(Stack stack, Topic<E> topic) {
        try (EventTail<E> tail = stack.tail(topic, ROOM)) {
            return tail.readToEnd(SOON).stream().map(Received::event).toList();
        }
    }
}
