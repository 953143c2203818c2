package io.talkmatrix.stage;

import java.time.Clock;

/** What a session may know of its room. Safe for use from any thread. */
public interface StageRoom {

    String id();

    /** The room's latest settings; {@link Room#of} if the room was never described. */
    Room settings();

    /** The conductor's word, kept current while the session runs. */
    Turns turns();

    Clock clock();
}
