package io.talkmatrix.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LateRoomsTest {

    private final BlockingQueue<Map<String, String>> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map<String, String>> read = new LinkedBlockingQueue<>();
    private final Semaphore broker = new Semaphore(0);

    @Test
    void nobodyWaitsForABrokerThatDoesNotAnswer() throws InterruptedException {
        try (LateRooms<String> rooms = new LateRooms<>(this::read)) {
            rooms.add(Map.of("a", "A"));
            assertThat(next(begun)).isEqualTo(Map.of("a", "A"));

            rooms.add(Map.of("b", "B"));
            rooms.add(Map.of());
            rooms.add(Map.of("c", "C"));

            assertThat(read).isEmpty();
            broker.release(2);
            assertThat(next(read)).isEqualTo(Map.of("a", "A"));
            assertThat(next(read)).as("what came meanwhile is read at once").isEqualTo(Map.of("b", "B", "c", "C"));
        }
        assertThat(begun).hasSize(1);
    }

    @Test
    void aReadingThatFailsDoesNotKeepTheNextFromBeingRead() throws InterruptedException {
        broker.release(1);
        try (LateRooms<String> rooms = new LateRooms<>(late -> {
            if (late.containsKey("bad")) {
                begun.add(late);
                throw new IllegalStateException("the broker is gone");
            }
            read(late);
        })) {
            rooms.add(Map.of("bad", ""));
            assertThat(next(begun)).containsKey("bad");
            rooms.add(Map.of("a", "A"));
            assertThat(next(read)).isEqualTo(Map.of("a", "A"));
        }
    }

    @Test
    void closingEndsWhatIsBeingRead() throws InterruptedException {
        LateRooms<String> rooms = new LateRooms<>(this::read);
        rooms.add(Map.of("a", "A"));
        next(begun);
        rooms.add(Map.of("b", "B"));

        rooms.close();

        assertThat(begun).isEmpty();
        assertThat(read).isEmpty();
        rooms.add(Map.of("c", "C"));
        assertThat(begun).isEmpty();
    }

    private void read(Map<String, String> late) {
        begun.add(late);
        try {
            broker.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        read.add(late);
    }

    private static Map<String, String> next(BlockingQueue<Map<String, String>> from) throws InterruptedException {
        Map<String, String> next = from.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
