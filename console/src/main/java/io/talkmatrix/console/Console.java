package io.talkmatrix.console;

import io.talkmatrix.console.live.LiveRooms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether this process serves the console, and on what. Closed until {@code up} opens it, and again while that stops.
 * Safe for use from any thread. Owns nothing of what is served.
 */
@ApplicationScoped
public class Console {

    /**
     * What is served.
     *
     * @param backend rooms, turns, commands
     * @param live picture and sound
     * @param catalogue voices, faces, files to choose from
     * @param settings bounds
     */
    public record Served(ConsoleBackend backend, LiveRooms live, Catalogue catalogue, ConsoleSettings settings) {}

    private final AtomicReference<Served> served = new AtomicReference<>();

    /** From now on requests are answered. */
    public void open(Served what) {
        served.set(what);
    }

    /** From now on requests are refused with 503; what is under way ends by itself. */
    public void close() {
        served.set(null);
    }

    public Optional<Served> served() {
        return Optional.ofNullable(served.get());
    }
}
