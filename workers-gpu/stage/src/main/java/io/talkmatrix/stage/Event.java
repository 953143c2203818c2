package io.talkmatrix.stage;

/** Everything that travels on a topic. The room id is the record key, so one room is one partition everywhere. */
public sealed interface Event
        permits AudioChunk, TurnUnit, Command, Control, TurnEvent, LiveEvent, Room, RoomHistory, TurnTimeline {

    /** Room id: 1–64 characters of {@code [A-Za-z0-9._-]}. */
    String room();
}
