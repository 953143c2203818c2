package io.talkmatrix.console.live;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Rooms that were spoken in before they were seen: what was said until then is read again on a thread of its own, so that
 * nobody waits for it. Those that come while it reads are read together, next. Safe for use from any thread.
 *
 * @param <R> a room
 */
final class LateRooms<R> implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LateRooms.class.getName());
    private static final int CLOSE_SECONDS = 5;

    private final Consumer<Map<String, R>> reader;
    private final Map<String, R> waiting = new HashMap<>();
    /** One reads and one waits, which will find all that came until it begins. */
    private final ThreadPoolExecutor thread;

    /** @param reader reads what was said in these rooms, within a deadline; a failure is logged */
    LateRooms(Consumer<Map<String, R>> reader) {
        this.reader = reader;
        thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                work -> {
                    Thread reading = new Thread(work, "live-late-rooms");
                    reading.setDaemon(true);
                    return reading;
                },
                new DiscardPolicy());
    }

    void add(Map<String, R> late) {
        if (late.isEmpty()) {
            return;
        }
        synchronized (waiting) {
            waiting.putAll(late);
        }
        thread.execute(this::read);
    }

    private void read() {
        Map<String, R> rooms;
        synchronized (waiting) {
            rooms = Map.copyOf(waiting);
            waiting.clear();
        }
        if (rooms.isEmpty()) {
            return;
        }
        try {
            reader.accept(rooms);
        } catch (RuntimeException e) {
            if (!thread.isShutdown()) {
                LOG.log(
                        Level.WARNING,
                        "what was said in rooms {0} before they were seen could not be read: {1}",
                        rooms.keySet(),
                        e.getMessage());
            }
        }
    }

    /** Ends what is being read; what waits is not read any more. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "rooms are still being read back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
