package io.talkmatrix.standalone.up;

import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Room;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.stack.Stack;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The rooms that {@code up} serves when it starts. */
final class Rooms {

    private static final Duration READ = Duration.ofSeconds(30);
    private static final long SEND_SECONDS = 15;

    private Rooms() {}

    /** Rooms that pages can watch, open ones, by id. */
    static Map<String, Room> served(Stack stack) {
        Map<String, Room> rooms = new LinkedHashMap<>();
        try (EventTail<Room> tail = stack.tailOfAll(Topics.ROOMS)) {
            for (Received<Room> received : tail.readToEnd(READ)) {
                Room room = received.event();
                if (room.state() == Room.State.OPEN && room.clockSink().equals(LiveRooms.SINK)) {
                    rooms.put(room.room(), room);
                } else {
                    rooms.remove(room.room());
                }
            }
        }
        return rooms;
    }

    /**
     * Opens the room that the command line describes, or a first one if there is none; leaves the others as they are.
     *
     * @return what is served now
     */
    static List<Room> open(Stack stack, RoomRequest request, String profile, long nowMillis)
            throws InterruptedException {
        Map<String, Room> rooms = served(stack);
        if (!request.silent() || rooms.isEmpty()) {
            Room room = request.over(Optional.ofNullable(rooms.get(request.id())), profile, nowMillis);
            save(stack, room);
            rooms.put(room.room(), room);
        }
        return List.copyOf(rooms.values());
    }

    private static void save(Stack stack, Room room) throws InterruptedException {
        try (EventProducer producer = stack.producer("up")) {
            producer.send(Topics.ROOMS, room).get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UserError(
                    Kind.UNAVAILABLE, "room " + room.room() + " could not be written: " + e.getMessage(), e);
        }
    }
}
