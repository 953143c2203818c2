package io.talkmatrix.connect.events;

import io.talkmatrix.stage.LiveEvent;

/** What became of a message. */
sealed interface Mapped {

    /**
     * An event.
     *
     * @param named true if the platform gave it an id, so that a second one is a duplicate
     */
    record Event(LiveEvent event, boolean named) implements Mapped {}

    /** Something that is no event of a viewer's, such as statistics. */
    record Ignored() implements Mapped {}

    /** @param reason for people; never the words of a viewer */
    record Unusable(String reason) implements Mapped {}
}
