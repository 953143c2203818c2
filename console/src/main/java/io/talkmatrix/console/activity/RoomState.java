package io.talkmatrix.console.activity;

/** What a room does, as people see it. */
public enum RoomState {
    IDLE,
    /** Somebody speaks to it. */
    LISTENING,
    /** A question is accepted and nothing of the answer is heard yet. */
    THINKING,
    SPEAKING,
    /** The host fell silent because somebody may be speaking. */
    PAUSED
}
