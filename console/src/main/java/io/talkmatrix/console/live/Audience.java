package io.talkmatrix.console.live;

import io.talkmatrix.media.live.LiveStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everybody who watches a room. Safe for use from any thread; nothing here waits for a viewer. */
final class Audience {

    private final String room;
    private final LiveSettings settings;
    private final LiveMetrics metrics;
    private final List<Seat> seats = new CopyOnWriteArrayList<>();

    Audience(String room, LiveSettings settings, LiveMetrics metrics) {
        this.room = room;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** A seat for a viewer, who gets whatever is sent from now on. */
    Seat seat(Viewer viewer) {
        if (seats.size() >= settings.viewersPerRoom()) {
            throw new RoomFullException(room, settings.viewersPerRoom());
        }
        Seat seat = turnedAway(viewer);
        seats.add(seat);
        metrics.viewers(1);
        return seat;
    }

    /** A seat that is not in the room. */
    Seat turnedAway(Viewer viewer) {
        return new Seat(viewer, settings.viewerQueueBytes(), settings.viewerDeadlineMillis() * 1_000_000L, this::left);
    }

    private void left(Seat seat) {
        if (seats.remove(seat)) {
            metrics.viewers(-1);
        }
    }

    int size() {
        return seats.size();
    }

    void text(String json, long nowNanos) {
        seats.forEach(seat -> seat.text(json, nowNanos));
    }

    void send(LiveStream.Part part, long nowNanos) {
        if (part instanceof LiveStream.Init init) {
            text(Texts.init(init.mime()), nowNanos);
        }
        seats.forEach(seat -> seat.media(part.message(), nowNanos));
        metrics.sent(part.message().length, seats.size());
    }

    /** Media that was not sent yet never is. */
    void forgetMedia() {
        seats.forEach(Seat::forgetMedia);
    }

    /** Drops whoever is too slow. */
    void check(long nowNanos) {
        seats.forEach(seat -> seat.check(nowNanos));
    }

    void close(long nowNanos) {
        text(Texts.closed(), nowNanos);
        seats.forEach(seat -> seat.drop("room " + room + " is closed"));
    }
}
