package io.talkmatrix.runtime;

import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.Map;

/** Rooms and milestones for tests. */
final class Milestones {

    static final String ROOM = "room";
    static final String SINK = "live";

    private Milestones() {}

    static TurnEvent of(String turn, String stage, Milestone milestone, long pts, long atMillis) {
        return new TurnEvent(ROOM, turn, 0, stage, milestone, 0, pts, "", "", "", "", Map.of(), atMillis);
    }

    static Room described(String room, Room.State state, String clockSink, String avatar) {
        return Room.of(room).toBuilder()
                .state(state)
                .avatar(avatar)
                .clockSink(clockSink)
                .build();
    }
}
