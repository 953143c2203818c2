package io.talkmatrix.connect.stream;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.time.Clock;
import java.time.Duration;

/** How far a turn was heard, by its room's clock sink: a task that takes over goes on there. */
final class Heard {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final long LATELY_MILLIS = 60_000;

    private Heard() {}

    /** @return samples at 24 kHz; 0 if nothing is known */
    static long of(KafkaConnection kafka, RegistryClient registry, Clock clock, String room, String turn) {
        try (EventTail<TurnEvent> tail = EventTail.ofRoom(kafka, registry, Topics.TURN_EVENTS, room)) {
            tail.fromTime(clock.millis() - LATELY_MILLIS);
            return tail.readToEnd(DEADLINE).stream()
                    .map(Received::event)
                    .filter(event -> event.milestone() == Milestone.PLAYED
                            && event.turn().equals(turn))
                    .mapToLong(TurnEvent::ptsSamples)
                    .max()
                    .orElse(0);
        }
    }
}
