package io.talkmatrix.console.sockets;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** How many microphones each room listens to. Safe for use from any thread. */
@ApplicationScoped
public class Microphones {

    private final Map<String, Integer> open = new HashMap<>();

    /** @return false if the room has as many as it may */
    synchronized boolean enter(String room, int most) {
        int now = open.getOrDefault(room, 0);
        if (now >= most) {
            return false;
        }
        open.put(room, now + 1);
        return true;
    }

    synchronized void leave(String room) {
        open.computeIfPresent(room, (id, count) -> count == 1 ? null : count - 1);
    }
}
