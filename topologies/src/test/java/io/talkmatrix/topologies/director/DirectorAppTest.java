package io.talkmatrix.topologies.director;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.moderation.WordList;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.testkit.KafkaFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The director against a real broker: what it opened is opened once, also when another one takes over. */
class DirectorAppTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    @Test
    void anotherDirectorGoesOnWhereTheFirstOneStoppedAndOpensNothingTwice() throws InterruptedException {
        String room = KAFKA.newRoom();
        KAFKA.send(Topics.ROOMS, RoomSimulation.room(room, List.of(), Map.of(), "zh", Room.State.OPEN));
        try (DirectorApp first = start("first")) {
            comment(room, "1", "第一个问题是什么？");
            KAFKA.await(Topics.TEXT_ASR, room, said -> said.size() == 1);
            decided(room, turn(room, 0), Milestone.STARTED, "");
            comment(room, "2", "第二个问题怎么样？");
            comment(room, "3", "第二个问题怎么样？！");
            KAFKA.await(Topics.TURN_EVENTS, room, all -> has(all, "SIMILAR"));
            assertThat(first.running()).isTrue();
        }
        try (DirectorApp second = start("second")) {
            decided(room, turn(room, 0), Milestone.TURN_ENDED, "COMPLETED");
            KAFKA.await(Topics.TEXT_ASR, room, said -> said.size() == 2);
            comment(room, "1", "第一个问题是什么？");
            KAFKA.await(Topics.TURN_EVENTS, room, all -> has(all, "SEEN_BEFORE"));
            assertThat(second.failure()).isEmpty();
        }

        assertThat(KAFKA.read(Topics.TEXT_ASR, room))
                .extracting(Utterance::text)
                .containsExactly("第一个问题是什么？", "第二个问题怎么样？");
    }

    private static DirectorApp start(String folder) throws InterruptedException {
        return DirectorApp.start(
                Map.of("bootstrap.servers", KAFKA.connection().bootstrapServers()),
                KAFKA.registry(),
                DirectorSettings.defaults(),
                () -> WordList.EMPTY,
                KAFKA.folder(folder),
                KafkaFixture.DEADLINE);
    }

    private static String turn(String room, int number) {
        return KAFKA.read(Topics.TEXT_ASR, room).get(number).id().turn();
    }

    private static void comment(String room, String id, String text) {
        KAFKA.send(
                Topics.LIVE_COMMENTS,
                new LiveEvent(
                        room,
                        "test",
                        id,
                        LiveEvent.Kind.COMMENT,
                        "u" + id,
                        text,
                        1,
                        Map.of(),
                        System.currentTimeMillis()));
    }

    private static void decided(String room, String turn, Milestone milestone, String detail) {
        KAFKA.send(
                Topics.TURN_EVENTS,
                new TurnEvent(room, turn, 0, "conductor", milestone, -1, -1, "", "", "", detail, Map.of(), 0));
    }

    private static boolean has(List<Received<TurnEvent>> events, String reason) {
        return events.stream().anyMatch(it -> it.event().detail().startsWith(reason));
    }
}
