package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Room;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTableTest {

    private final List<String> forgotten = new ArrayList<>();
    private final RoomTable rooms = new RoomTable(forgotten::add);

    @Test
    void closedRoomsAreForgottenOldestFirstAndOpenOnesAreNot() {
        rooms.apply(Milestones.described("open", Room.State.OPEN, "", "default"));
        for (int i = 0; i < RoomTable.CLOSED_KEPT + 2; i++) {
            rooms.apply(Milestones.described("r" + i, Room.State.OPEN, "", "default"));
            rooms.apply(Milestones.described("r" + i, Room.State.CLOSED, "", "default"));
        }

        assertThat(forgotten).containsExactly("r0", "r1");
        assertThat(rooms.all()).hasSize(RoomTable.CLOSED_KEPT + 1);
        assertThat(rooms.closed("r2")).isTrue();
        assertThat(rooms.closed("r0")).isFalse();
    }

    @Test
    void aRoomThatOpensAgainIsNoClosedRoom() {
        rooms.apply(Milestones.described("r", Room.State.CLOSED, "", "default"));
        rooms.apply(Milestones.described("r", Room.State.OPEN, "", "default"));
        for (int i = 0; i <= RoomTable.CLOSED_KEPT; i++) {
            rooms.apply(Milestones.described("c" + i, Room.State.CLOSED, "", "default"));
        }

        assertThat(forgotten).containsExactly("c0");
        assertThat(rooms.settings("r").state()).isEqualTo(Room.State.OPEN);
    }
}
