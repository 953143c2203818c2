package io.talkmatrix.face;

import io.talkmatrix.stage.Room;
import java.util.OptionalLong;

/** Keeps what is seen of a room's host between turns, where sinks find it. Safe for use from any thread. */
public interface IdleStore {

    /** The seed to render with if the room's clips are not there, or were made from something else; empty if they are. */
    OptionalLong wants(Room room, Avatar avatar);

    void keep(Room room, Avatar avatar, IdleClips clips);

    /** Where nobody shows anything between turns. */
    static IdleStore none() {
        return new IdleStore() {
            @Override
            public OptionalLong wants(Room room, Avatar avatar) {
                return OptionalLong.empty();
            }

            @Override
            public void keep(Room room, Avatar avatar, IdleClips clips) {
                throw new IllegalStateException("nobody wanted idle clips");
            }
        };
    }
}
