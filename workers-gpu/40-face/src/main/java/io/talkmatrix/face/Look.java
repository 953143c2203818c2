package io.talkmatrix.face;

import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Scene;

/** What a room shows: whose face, and in what scene. Rooms with equal looks share a loaded avatar. */
public record Look(String avatar, Scene scene) {

    public static Look of(Room room) {
        return new Look(room.avatar(), room.scene());
    }
}
