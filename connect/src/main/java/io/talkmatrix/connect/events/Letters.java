package io.talkmatrix.connect.events;

import io.talkmatrix.schemas.DeadLetter;
import io.talkmatrix.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Dead letters of unusable messages, at most ten a second: a flood is counted, not stored. For one thread. */
final class Letters {

    private static final int MOST_A_SECOND = 10;

    private final String room;
    private final String connector;
    private final Clock clock;
    private long second;
    private int written;
    private long left;

    Letters(String room, String connector, Clock clock) {
        this.room = room;
        this.connector = connector;
        this.clock = clock;
    }

    /** @param reason never the words of a viewer */
    Optional<DeadLetter> of(String message, String reason) {
        long now = clock.millis();
        if (now / 1000 != second) {
            second = now / 1000;
            written = 0;
        }
        if (written == MOST_A_SECOND) {
            left++;
            return Optional.empty();
        }
        written++;
        String kept = message.substring(0, Math.min(message.length(), EventMapping.MOST_CHARACTERS / 4));
        return Optional.of(new DeadLetter(
                Topics.LIVE_COMMENTS.name(),
                -1,
                -1,
                room.getBytes(StandardCharsets.UTF_8),
                kept.getBytes(StandardCharsets.UTF_8),
                List.of(),
                "live-events " + connector,
                "a message from the platform could not be used: " + reason,
                "",
                now));
    }

    /** Messages for which there was no letter. */
    long left() {
        return left;
    }
}
