package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.StageRoom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTableTest {

    private final HistoryTable table = new HistoryTable();

    @Test
    void whoWatchesARoomHearsOfItUntilClosed() {
        List<Integer> seen = new ArrayList<>();
        StageRoom.Watch watch =
                table.watch("a", () -> seen.add(table.of("a").exchanges().size()));
        StageRoom.Watch second = table.watch("a", () -> seen.add(-1));

        table.apply(said("a"));
        table.apply(said("b"));
        assertThat(seen).containsExactly(1, -1);

        second.close();
        table.apply(said("a"));
        watch.close();
        watch.close();
        table.apply(said("a"));
        assertThat(seen).containsExactly(1, -1, 1);
    }

    private static RoomHistory said(String room) {
        return new RoomHistory(
                room, List.of(new RoomHistory.Exchange("turn", "who are you", "A host.", "en", false, 0)));
    }
}
