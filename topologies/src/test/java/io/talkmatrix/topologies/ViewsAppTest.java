package io.talkmatrix.topologies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.RoomHistory.Exchange;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.testkit.KafkaFixture;
import io.talkmatrix.topologies.debt.MediaDebt;
import io.talkmatrix.topologies.timeline.TimelineMetrics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ViewsAppTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MediaDebt debt = new MediaDebt(meters, Clock.systemUTC());

    @Test
    void conversationGoesOnInTheNextProcessThatHasNothingButTheLog() throws InterruptedException {
        String room = KAFKA.newRoom();
        Script script = new Script(room);
        try (ViewsApp first = start("first")) {
            turn(script, "a");
            KAFKA.await(Topics.ROOM_HISTORY, room, histories -> last(histories) == 1);
            assertThat(first.running()).isTrue();
        }
        KAFKA.send(Topics.TEXT_ASR, script.asked("b", "And then?"));
        try (ViewsApp second = start("second")) {
            turn(script, "b");
            List<Received<RoomHistory>> histories = KAFKA.await(Topics.ROOM_HISTORY, room, all -> last(all) == 2);

            assertThat(histories.get(histories.size() - 1).event().exchanges())
                    .extracting(Exchange::question, Exchange::answer)
                    .containsExactly(tuple("What?", "This."), tuple("And then?", "This."));
            assertThat(second.failure()).isEmpty();
        }
        List<TurnTimeline> timelines = KAFKA.read(Topics.TURN_TIMELINES, room);
        assertThat(timelines).extracting(TurnTimeline::turn).containsExactly("a", "b");
        assertThat(meters.get("talkmatrix.turn.first.sound").timer().count()).isEqualTo(2);
    }

    @Test
    void whatWasLeftOwedIsStillOwedInTheNextProcessAndSoundThatNobodyHearsIsToo() throws InterruptedException {
        String room = KAFKA.newRoom();
        Script script = new Script(room);
        try (ViewsApp first = start("owing")) {
            KAFKA.send(Topics.TEXT_REPLY, script.says("a", 0, "One, two, three."));
            awaitOwed("tts", 1);
            assertThat(first.failure()).isEmpty();
        }
        assertThat(debt.watched()).isFalse();
        KAFKA.send(Topics.AUDIO_IN, new AudioChunk(room, "mic", 0, 0, new byte[3200], Endpointing.VAD, false));

        try (ViewsApp second = start("owing too")) {
            awaitOwed("tts", 1);
            awaitOwed("asr", 1);
            assertThat(debt.read().get("asr").owedSeconds()).isEqualTo(.1);
            KAFKA.send(Topics.TURN_EVENTS, script.ended("a", "FAILED(ROOM_CLOSED)", 2_000));
            awaitOwed("tts", 0);
            assertThat(second.failure()).isEmpty();
        }
    }

    private void awaitOwed(String stage, int turns) throws InterruptedException {
        long end = System.nanoTime() + KafkaFixture.DEADLINE.toNanos();
        while (debt.read().get(stage).turns() != turns) {
            assertThat(System.nanoTime()).as("%s", debt.read()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private ViewsApp start(String folder) throws InterruptedException {
        return ViewsApp.start(
                Map.of("bootstrap.servers", KAFKA.connection().bootstrapServers()),
                KAFKA.registry(),
                new TimelineMetrics(meters),
                debt,
                KAFKA.folder(folder),
                KafkaFixture.DEADLINE);
    }

    private static void turn(Script script, String turn) {
        KAFKA.send(Topics.TURN_EVENTS, script.event("api", turn, Milestone.OPENED, 1_000));
        KAFKA.send(Topics.TEXT_ASR, script.asked(turn, "What?"));
        KAFKA.send(Topics.TEXT_REPLY, script.says(turn, 0, "This."));
        KAFKA.send(Topics.TURN_EVENTS, script.event("live", turn, Milestone.PLAYING, 1_500));
        KAFKA.send(Topics.TURN_EVENTS, script.ended(turn, "COMPLETED", 3_000));
    }

    private static int last(List<Received<RoomHistory>> histories) {
        return histories.isEmpty()
                ? 0
                : histories.get(histories.size() - 1).event().exchanges().stream()
                        .filter(exchange -> !exchange.answer().isEmpty())
                        .toList()
                        .size();
    }
}
