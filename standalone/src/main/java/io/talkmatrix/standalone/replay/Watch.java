package io.talkmatrix.standalone.replay;

import io.talkmatrix.stage.Event;
import io.talkmatrix.standalone.stack.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the replayed stages have made so far, by room, for whoever waits for more of it. Safe for use from any thread. */
final class Watch {

    private final Map<String, Take> takes = new HashMap<>();
    private final Map<String, Long> latestNanos = new HashMap<>();
    private final List<String> troubles = new ArrayList<>();

    synchronized void add(Event event) {
        takes.computeIfAbsent(event.room(), room -> new Take()).add(event);
        latestNanos.put(event.room(), System.nanoTime());
        notifyAll();
    }

    /** Something broke that the replay cannot go on without. */
    synchronized void broken(String trouble) {
        troubles.add(trouble);
        notifyAll();
    }

    /** What broke, in order. */
    synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** Looks at a room's take; what is returned must not be the take or part of it. */
    synchronized <T> T of(String room, Function<Take, T> look) {
        return look.apply(takes.computeIfAbsent(room, id -> new Take()));
    }

    /** The take, once nothing adds to it any more. */
    synchronized Take take(String room) {
        return takes.computeIfAbsent(room, id -> new Take());
    }

    /**
     * Waits until a room's take is as wanted.
     *
     * @param quiet how long nothing may come of the room
     * @return false if nothing came for that long, or something broke
     */
    synchronized boolean await(String room, Predicate<Take> wanted, Duration quiet) throws InterruptedException {
        long since = System.nanoTime();
        while (!wanted.test(take(room))) {
            long latest = Math.max(since, latestNanos.getOrDefault(room, since));
            long leftMillis = (latest + quiet.toNanos() - System.nanoTime() + 999_999) / 1_000_000;
            if (leftMillis <= 0 || !troubles.isEmpty()) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    /** True if the stage has done its part of the turn, or a stage failed in it. */
    static boolean through(Take take, String turn, Role last) {
        return take.find(turn)
                .map(made -> made.through(last) || !made.failure().isEmpty())
                .orElse(false);
    }
}
