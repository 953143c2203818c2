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
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.ops.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stages with their real, smallest models, all in one process and each in processes of its own. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersApartTest {

    private static final String ROOM = "apart";
    private static final long CAPTURED = 1_700_000_000_000L;
    private static final int CHUNK_BYTES = 3200;
    private static final Duration SOON = Duration.ofSeconds(90);
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

    /** Asks as a file does, in a room that goes by the wall clock. */
    private static Turn turn(Stack stack) throws Exception {
        try (EventProducer producer = stack.producer("test")) {
            send(producer, Topics.ROOMS, Room.of(ROOM));
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
        }
        awaitEnd(stack);
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

    private static void awaitEnd(Stack stack) {
        long end = System.nanoTime() + SOON.toNanos();
        List<Milestone> seen = new ArrayList<>();
        try (EventTail<TurnEvent> tail = stack.tail(Topics.TURN_EVENTS, ROOM)) {
            while (System.nanoTime() < end) {
                for (Received<TurnEvent> received : tail.poll(Duration.ofSeconds(1))) {
                    seen.add(received.event().milestone());
                    if (received.event().milestone() == Milestone.TURN_ENDED) {
                        assertThat(received.event().detail()).isEqualTo("COMPLETED");
                        return;
                    }
                }
            }
        }
        throw new AssertionError("the turn did not end within " + SOON + ", only " + seen + " was seen");
    }

    private static <E extends Event> List<E> read(Stack stack, Topic<E> topic) {
        try (EventTail<E> tail = stack.tail(topic, ROOM)) {
            return tail.readToEnd(SOON).stream().map(Received::event).toList();
        }
    }
}
