package io.talkmatrix.topologies.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.testkit.KafkaFixture;
import io.talkmatrix.testkit.trial.Pace;
import io.talkmatrix.testkit.trial.Trial;
import io.talkmatrix.testkit.trial.TrialWorker;
import io.talkmatrix.topologies.conductor.ConductorApp;
import io.talkmatrix.topologies.conductor.ConductorSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker in a JVM of its own is killed, or stopped, in the middle of a turn: it is heard as if nothing had happened. */
@Timeout(value = 400, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TakenOverTest {

    private static final List<String> STAGES = List.of("reply", "tts", "face");
    private static final Map<String, Topic<? extends TurnUnit>> OUTPUTS =
            Map.of("reply", Topics.TEXT_REPLY, "tts", Topics.AUDIO_TTS, "face", Topics.VIDEO_FRAMES);
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Pace SLOW = Pace.steady(700);

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private static ConductorApp conductor;
    private static List<String> untouched;

    @BeforeAll
    static void start() throws Exception {
        conductor = ConductorApp.start(
                Map.of("bootstrap.servers", KAFKA.connection().bootstrapServers()),
                KAFKA.registry(),
                ConductorSettings.defaults(),
                KAFKA.folder("conductor"),
                KafkaFixture.DEADLINE);
        List<StageRunner<?>> runners = runnersBut("none");
        try (Trial.Conversation room = new Trial(KAFKA, "untouched", 4, 1).converse()) {
            awaitEnd(room.room(), room.ask());
            untouched = published(room.room());
        } finally {
            runners.forEach(StageRunner::close);
        }
    }

    @AfterAll
    static void stop() {
        conductor.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply", "tts", "face"})
    void aTurnWhoseWorkerIsKilledGoesOnWhereItWas(String stage) throws Exception {
        List<StageRunner<?>> others = runnersBut(stage);
        try (TrialWorker victim = TrialWorker.start(stage, KAFKA, SLOW);
                Trial.Conversation room = new Trial(KAFKA, "killed-" + stage, 4, 1).converse()) {
            victim.awaitReady();
            String turn = room.ask();
            awaitUnits(stage, room.room(), 1);
            victim.kill();
            assertThat(units(OUTPUTS.get(stage), room.room()).size())
                    .as("units written by the victim")
                    .isLessThan(of(stage, untouched));

            try (TrialWorker successor = TrialWorker.start(stage, KAFKA, Pace.AT_ONCE)) {
                successor.awaitReady();
                assertThat(awaitEnd(room.room(), turn)).containsExactly("COMPLETED");
            }
            awaitUnits("face", room.room(), of("face", untouched));
            assertThat(published(room.room())).isEqualTo(untouched);
        } finally {
            others.forEach(StageRunner::close);
        }
    }

    @Test
    void aWorkerThatSleptWhileAnotherOneWentOnIsNotHeardWhenItWakes() throws Exception {
        List<StageRunner<?>> others = runnersBut("tts");
        try (TrialWorker sleeper = TrialWorker.start("tts", KAFKA, SLOW);
                Trial.Conversation room = new Trial(KAFKA, "slept", 4, 1).converse()) {
            sleeper.awaitReady();
            String turn = room.ask();
            awaitUnits("tts", room.room(), 1);
            sleeper.signal("STOP");
            int written = units(Topics.AUDIO_TTS, room.room()).size();
            assertThat(written).isLessThan(of("tts", untouched));

            try (TrialWorker successor = TrialWorker.start("tts", KAFKA, SLOW)) {
                successor.awaitReady();
                awaitUnits("tts", room.room(), written + 1);
                sleeper.signal("CONT");

                assertThat(awaitEnd(room.room(), turn)).containsExactly("COMPLETED");
            }
            awaitUnits("face", room.room(), of("face", untouched));
            assertThat(published(room.room())).isEqualTo(untouched);
            assertThat(units(Topics.TURN_EVENTS, room.room()))
                    .extracting(TurnEvent::milestone)
                    .doesNotContain(TurnEvent.Milestone.STAGE_FAILED);
        } finally {
            others.forEach(StageRunner::close);
        }
    }

    private static List<StageRunner<?>> runnersBut(String stage) {
        List<StageRunner<?>> runners = new ArrayList<>();
        STAGES.stream()
                .filter(other -> !other.equals(stage))
                .forEach(other -> runners.add(TrialWorker.runner(other, Pace.AT_ONCE, KAFKA.context())));
        runners.forEach(StageRunner::start);
        return runners;
    }

    /** Everything that readers are given of a room, in order: what it is and what is in it. */
    private static List<String> published(String room) {
        List<String> all = new ArrayList<>();
        STAGES.forEach(stage -> units(OUTPUTS.get(stage), room)
                .forEach(unit -> all.add(
                        stage + " " + unit.id().segment() + "/" + unit.id().seq() + " " + inside(unit))));
        return all;
    }

    private static String inside(TurnUnit unit) {
        if (unit instanceof SpeechChunk chunk) {
            return chunk.ptsSamples() + " " + Arrays.hashCode(chunk.pcm());
        }
        if (unit instanceof FrameGroup group) {
            return group.ptsSamples() + " "
                    + group.frames().stream().map(Arrays::hashCode).toList();
        }
        return ((ReplySegment) unit).text();
    }

    private static int of(String stage, List<String> published) {
        return (int) published.stream().filter(unit -> unit.startsWith(stage)).count();
    }

    private static <E> List<E> units(Topic<E> topic, String room) {
        try (EventTail<E> tail = EventTail.ofRoom(KAFKA.connection(), KAFKA.registry(), topic, room)) {
            return tail.readToEnd(LONG).stream().map(Received::event).toList();
        }
    }

    private static void awaitUnits(String stage, String room, int count) {
        await(OUTPUTS.get(stage), room, units -> units.size() >= count);
    }

    /** Waits for the end of the turn. @return all ends that were written of it */
    private static List<String> awaitEnd(String room, String turn) {
        return ends(
                await(Topics.TURN_EVENTS, room, events -> !ends(events, turn).isEmpty()), turn);
    }

    private static List<String> ends(List<TurnEvent> events, String turn) {
        return events.stream()
                .filter(event -> event.turn().equals(turn) && event.milestone() == TurnEvent.Milestone.TURN_ENDED)
                .map(TurnEvent::detail)
                .toList();
    }

    private static <E> List<E> await(Topic<E> topic, String room, Predicate<List<E>> enough) {
        long end = System.nanoTime() + LONG.toNanos();
        List<E> all = new ArrayList<>();
        try (EventTail<E> tail = EventTail.ofRoom(KAFKA.connection(), KAFKA.registry(), topic, room)) {
            while (!enough.test(all)) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("what was waited for on " + topic.name() + " did not come, but " + all);
                }
                tail.poll(Duration.ofSeconds(1)).forEach(received -> all.add(received.event()));
            }
        }
        return all;
    }
}
