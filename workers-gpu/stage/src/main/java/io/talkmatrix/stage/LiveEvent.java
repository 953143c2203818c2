package io.talkmatrix.stage;

import java.util.Map;

/**
 * Something that happened in a live room, on {@code live.comments}.
 *
 * @param room room id
 * @param platform where it comes from
 * @param platformId the platform's own id of the event, for dropping duplicates
 * @param kind what happened
 * @param user display name
 * @param text words of a comment, name of a gift, else empty
 * @param count how many (gifts, likes), at least 1
 * @param attributes platform-specific values
 * @param atMillis when it happened, ms since the epoch
 */
public record LiveEvent(
        String room,
        String platform,
        String platformId,
        Kind kind,
        String user,
        String text,
        int count,
        Map<String, String> attributes,
        long atMillis)
        implements Event {

    public LiveEvent {
        attributes = Map.copyOf(attributes);
    }

    /** Id of the turn that it is if it is taken up. */
    public String turn() {
        return TurnIds.of(atMillis, room, platform + '/' + platformId, 0);
    }

    public enum Kind {
        COMMENT,
        GIFT,
        ENTER,
        FOLLOW,
        LIKE
    }
}
