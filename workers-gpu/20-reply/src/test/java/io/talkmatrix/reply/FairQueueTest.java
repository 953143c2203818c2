package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private static final int WORK_MILLIS = 200;
    private static final int EVERY_MILLIS = 2_000;
    private static final int ROOMS = 8;
    private static final int UNTIL_MILLIS = 60_000;

    @Test
    void roomsTakeTurnsAndKeepTheirOwnOrder() {
        FairQueue<String> queue = new FairQueue<>();
        for (String job : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
            queue.add(job.substring(0, 1), job);
        }

        List<String> order = new ArrayList<>();
        for (String job = queue.poll(); job != null; job = queue.poll()) {
            order.add(job);
        }

        assertThat(order).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void whatIsWithdrawnDoesNotComeUp() {
        FairQueue<String> queue = new FairQueue<>();
        queue.add("a", "a1");
        queue.add("b", "b1");

        assertThat(queue.remove("b", "b1")).isTrue();
        assertThat(queue.remove("b", "b1")).isFalse();
        assertThat(queue.empty()).isFalse();
        assertThat(queue.waiting("a")).isEqualTo(1);
        assertThat(queue.poll()).isEqualTo("a1");
        assertThat(queue.poll()).isNull();
    }

    @Test
    void readingAheadWaitsForAnswersAndEndsWhenOneWaits() {
        List<Runnable> threads = new ArrayList<>();
        List<String> order = new ArrayList<>();
        ModelQueue queue = new ModelQueue(1, threads::add);
        Cancellation reading = new WhileIdle(Cancellation.none(), queue);
        queue.readAhead("a", () -> order.add("reading a, cancelled " + reading.cancelled()));
        queue.readAhead("a", () -> order.add("reading a again"));
        assertThat(reading.cancelled()).isFalse();
        queue.answer("b", () -> order.add("answer b"));
        queue.answer("c", () -> order.add("answer c"));
        assertThat(reading.cancelled()).isTrue();

        threads.get(0).run();

        assertThat(order).containsExactly("answer b", "answer c", "reading a, cancelled false");
        assertThat(threads).hasSize(1);
    }

    /** One worker on a virtual clock: the flood makes another room wait for the piece in work and one of its own at most. */
    @Test
    void aFloodingRoomMovesTheOthersByOnePieceOfWorkAtMost() {
        long calm = longestWait(0);
        long flooded = longestWait(50);

        assertThat(flooded - calm).isLessThanOrEqualTo(2 * WORK_MILLIS);
    }

    /** @return longest time in ms between a job of a well-behaved room and its beginning */
    private static long longestWait(int flood) {
        record Job(String room, long since) {}
        Map<Long, List<Job>> arrivals = new HashMap<>();
        for (int room = 0; room < ROOMS; room++) {
            for (long at = room * 37L; at < UNTIL_MILLIS; at += EVERY_MILLIS) {
                arrivals.computeIfAbsent(at, time -> new ArrayList<>()).add(new Job("room" + room, at));
            }
        }
        for (long at = 0; at < UNTIL_MILLIS && flood > 0; at += EVERY_MILLIS) {
            for (int i = 0; i < flood; i++) {
                arrivals.computeIfAbsent(at, time -> new ArrayList<>()).add(new Job("flood", at));
            }
        }
        FairQueue<Job> queue = new FairQueue<>();
        Deque<Long> free = new ArrayDeque<>(List.of(0L));
        long longest = 0;
        for (long now = 0; now < UNTIL_MILLIS; now++) {
            arrivals.getOrDefault(now, List.of()).forEach(job -> queue.add(job.room(), job));
            if (free.peekFirst() <= now) {
                Job job = queue.poll();
                if (job != null) {
                    free.pollFirst();
                    free.addLast(now + WORK_MILLIS);
                    longest = job.room().equals("flood") ? longest : Math.max(longest, now - job.since());
                }
            }
        }
        return longest;
    }
}
