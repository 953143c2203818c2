package io.talkmatrix.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private static final String SHORT = "short";
    private static final String LONG = "long";

    private final FairQueue<String> queue = new FairQueue<>(100, 1000);

    @Test
    void roomsTakeTurnsAndKeepTheirOwnOrder() {
        for (String item : List.of("a1", "a2", "a3", "b1", "c1", "c2")) {
            queue.offer(item.substring(0, 1), SHORT, 0, item);
        }

        assertThat(queue.take(2, 0)).containsExactlyInAnyOrder("a1", "b1");
        assertThat(queue.take(1, 0)).containsExactly("c1");
        assertThat(queue.take(2, 0)).containsExactlyInAnyOrder("a2", "c2");
        assertThat(queue.take(2, 0)).containsExactly("a3");
        assertThat(queue.take(2, 0)).isEmpty();
    }

    @Test
    void placesThatNobodyElseWantsGoToTheRoomThatWaits() {
        queue.offer("a", SHORT, 0, "a1");
        queue.offer("a", SHORT, 0, "a2");
        queue.offer("a", SHORT, 0, "a3");
        queue.offer("b", SHORT, 0, "b1");

        assertThat(queue.ready(8)).isEqualTo(4);
        assertThat(queue.take(3, 0)).containsExactlyInAnyOrder("a1", "b1", "a2");
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void onlyOneShapeRunsAndNoRoomIsOvertakenByItsOwnRequests() {
        queue.offer("a", LONG, 0, "a-long");
        queue.offer("a", SHORT, 0, "a-short");
        queue.offer("b", SHORT, 0, "b-short");
        queue.offer("c", LONG, 0, "c-long");

        assertThat(queue.take(4, 0)).containsExactlyInAnyOrder("a-long", "c-long");
        assertThat(queue.take(4, 0)).containsExactlyInAnyOrder("b-short", "a-short");
    }

    @Test
    void tooManyAreRefusedOfARoomAndOfAll() {
        FairQueue<String> small = new FairQueue<>(2, 3);

        assertThat(small.offer("a", SHORT, 0, "1")).isTrue();
        assertThat(small.offer("a", SHORT, 0, "2")).isTrue();
        assertThat(small.offer("a", SHORT, 0, "3")).isFalse();
        assertThat(small.offer("b", SHORT, 0, "4")).isTrue();
        assertThat(small.offer("c", SHORT, 0, "5")).isFalse();
        assertThat(small.take(9, 0)).containsExactlyInAnyOrder("1", "4", "2");
        assertThat(small.offer("c", SHORT, 0, "6")).isTrue();
    }

    /**
     * Thirty-one rooms ask at random times, a model serves two requests every 10 ms, on a virtual clock. One more room
     * asks as often as all others together, or a hundred times as often, its queue always full: the others must not
     * notice the difference.
     */
    @Test
    void aFloodingRoomHardlySlowsTheOthers() {
        double busy = p95(10);
        double flooded = p95(1000);

        assertThat(flooded).as("P95 of the other rooms' waiting, ms").isLessThan(busy * 1.1);
    }

    private static double p95(int floodPerSecond) {
        FairQueue<long[]> queue = new FairQueue<>(8, 10_000);
        SplittableRandom random = new SplittableRandom(7);
        List<Double> waited = new ArrayList<>();
        double flood = 0;
        for (long now = 0; now < 60_000; now++) {
            for (int room = 0; room < 31; room++) {
                if (random.nextDouble() < 0.18 / 31) {
                    queue.offer("room-" + room, SHORT, now, new long[] {room, now});
                }
            }
            for (flood += floodPerSecond / 1000.0; flood >= 1; flood--) {
                queue.offer("flood", SHORT, now, new long[] {-1, now});
            }
            if (now % 10 == 0) {
                for (long[] served : queue.take(2, now * 1_000_000)) {
                    if (served[0] >= 0) {
                        waited.add((double) (now + 10 - served[1]));
                    }
                }
            }
        }
        double[] sorted = waited.stream().mapToDouble(w -> w).sorted().toArray();
        assertThat(sorted.length).isGreaterThan(5_000);
        return Arrays.stream(sorted).skip(sorted.length * 95L / 100).findFirst().orElseThrow();
    }
}
