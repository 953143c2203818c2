package io.talkmatrix.topologies.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Turns;
import io.talkmatrix.testkit.KafkaFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConductorAppTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    @Test
    void turnsOpenWhenTheConductorStopsAreEndedOnceByTheNextOne() throws InterruptedException {
        String room = KAFKA.newRoom();
        Turns turns = KAFKA.tables().control().turns(room);
        try (ConductorApp first = start("first")) {
            send(room, "a", Milestone.OPENED, -1);
            assertThat(turns.awaitStart("a", 0, KafkaFixture.DEADLINE)).isTrue();
            send(room, "b", Milestone.OPENED, -1);
            KAFKA.await(Topics.TURN_EVENTS, room, events -> has(events, Milestone.QUEUED, "b"));
        }
        send(room, "a", Milestone.SPOKEN, 24_000);
        send(room, "a", Milestone.PLAYED, 24_000);
        try (ConductorApp second = start("second")) {
            assertThat(turns.awaitStart("b", 0, KafkaFixture.DEADLINE)).isTrue();
            KAFKA.send(Topics.ROOM_COMMANDS, RandomRoom.command(room, "c1", Command.Kind.CLOSE_ROOM, "", now()));
            KAFKA.await(Topics.TURN_EVENTS, room, events -> has(events, Milestone.TURN_ENDED, "b"));
            assertThat(second.running()).isTrue();
        }

        assertThat(KAFKA.read(Topics.TURN_EVENTS, room))
                .filteredOn(event -> event.milestone() == Milestone.TURN_ENDED)
                .extracting(event -> event.turn() + " " + event.detail())
                .containsExactly("a COMPLETED", "b FAILED(ROOM_CLOSED)");
        assertThat(turns.stale("a", 0)).isTrue();
        assertThat(turns.stale("b", 0)).isTrue();
    }

    @Test
    void openedTurnIsStartedForEveryoneWhoFollowsTheTable() throws InterruptedException {
        List<Long> micros = new ArrayList<>();
        try (ConductorApp app = start("latency")) {
            for (int i = 0; i < 100; i++) {
                String room = KAFKA.newRoom();
                long began = System.nanoTime();
                send(room, "a", Milestone.OPENED, -1);
                assertThat(KAFKA.tables().control().turns(room).awaitStart("a", 0, KafkaFixture.DEADLINE))
                        .isTrue();
                micros.add((System.nanoTime() - began) / 1_000);
            }
        }
        Collections.sort(micros);
        System.getLogger("test")
                .log(
                        System.Logger.Level.INFO,
                        "OPENED to START, P50 {0} µs, P95 {1} µs",
                        Long.toString(micros.get(50)),
                        Long.toString(micros.get(95)));
    }

    private static ConductorApp start(String folder) throws InterruptedException {
        return ConductorApp.start(
                Map.of("bootstrap.servers", KAFKA.connection().bootstrapServers()),
                KAFKA.registry(),
                ConductorSettings.defaults(),
                KAFKA.folder(folder),
                KafkaFixture.DEADLINE);
    }

    private static void send(String room, String turn, Milestone milestone, long pts) {
        KAFKA.send(Topics.TURN_EVENTS, RandomRoom.event(room, turn, milestone, "sink", pts, "", now()));
    }

    private static boolean has(List<Received<TurnEvent>> events, Milestone milestone, String turn) {
        return events.stream()
                .map(Received::event)
                .anyMatch(
                        event -> event.milestone() == milestone && event.turn().equals(turn));
    }

    private static long now() {
        return 1_750_000_000_000L;
    }
}
