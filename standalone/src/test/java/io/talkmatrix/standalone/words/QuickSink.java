package io.talkmatrix.standalone.words;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.testkit.KafkaFixture;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Voice and sink in one: whatever was written is heard to its end at once. */
final class QuickSink implements AutoCloseable {

    static final String NAME = "quick";

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long LENGTH = 240;
    private static final long JOIN_MILLIS = 10_000;

    private final KafkaFixture kafka;
    private final Thread thread;
    private volatile boolean closed;
    private volatile RuntimeException failure;

    QuickSink(KafkaFixture kafka) {
        this.kafka = kafka;
        EventTail<ReplySegment> tail = EventTail.ofAll(kafka.connection(), kafka.registry(), Topics.TEXT_REPLY);
        thread = new Thread(() -> follow(tail), "quick-sink");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow(EventTail<ReplySegment> tail) {
        try (tail) {
            while (!closed) {
                for (Received<ReplySegment> received : tail.poll(POLL)) {
                    if (received.event().last()) {
                        UnitId id = received.event().id();
                        kafka.send(Topics.TURN_EVENTS, event(id, "tts", Milestone.SPOKEN, LENGTH));
                        kafka.send(Topics.TURN_EVENTS, event(id, NAME, Milestone.PLAYED, LENGTH));
                    }
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    static TurnEvent event(UnitId id, String stage, Milestone milestone, long pts) {
        return new TurnEvent(
                id.room(),
                id.turn(),
                id.generation(),
                stage,
                milestone,
                -1,
                pts,
                "",
                "",
                "",
                "",
                Map.of(),
                System.currentTimeMillis());
    }

    /** Why it does not follow any more, if so. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(JOIN_MILLIS);
    }
}
