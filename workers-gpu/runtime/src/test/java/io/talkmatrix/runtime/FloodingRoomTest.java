package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FloodingRoomTest {

    private static final int ROOMS = 150;
    private static final long WORK_MILLIS = 400;
    private static final long MINUTES = 5 * 60_000L;
    private static final String FLOOD = "flood";

    /** 50 of the 64 threads are busy on average. */
    private static VirtualRooms rooms(boolean flooding) {
        VirtualRooms rooms = new VirtualRooms(RuntimeSettings.defaults(), WORK_MILLIS);
        for (int room = 0; room < ROOMS; room++) {
            Random random = new Random(room);
            for (long at = random.nextInt(1_200); at < MINUTES; at += 600 + random.nextInt(1_200)) {
                rooms.arrive("room-" + room, at);
            }
        }
        for (long at = 0; flooding && at < MINUTES; at += 5) {
            rooms.arrive(FLOOD, at);
        }
        rooms.run();
        return rooms;
    }

    private static double p95(VirtualRooms rooms) {
        List<Long> sorted = IntStream.range(0, ROOMS)
                .boxed()
                .flatMap(room -> rooms.latencies("room-" + room).stream())
                .sorted()
                .toList();
        return sorted.get(sorted.size() * 95 / 100);
    }

    @Test
    void aFloodingRoomMovesTheOthersNinetyFifthPercentileByLessThanATenth() {
        VirtualRooms quiet = rooms(false);
        VirtualRooms flooded = rooms(true);

        assertThat(p95(flooded)).isLessThan(1.1 * p95(quiet));
        assertThat(flooded.refused())
                .as("inputs of the flooding room that found its queue full")
                .isPositive();
        assertThat(flooded.latencies(FLOOD)).isNotEmpty();
    }
}
