package io.talkmatrix.console.stand;

import io.talkmatrix.console.ConsoleBackend;
import io.talkmatrix.console.activity.RoomActivity;
import io.talkmatrix.console.activity.RoomNews;
import io.talkmatrix.console.activity.RoomSnapshot;
import io.talkmatrix.console.activity.StageBoard;
import io.talkmatrix.console.activity.StageStatus;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnTimeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Rooms in memory; what is written is kept for the test to look at. */
public final class ScriptedBackend implements ConsoleBackend {

    /** A typed question. */
    public record Asked(String room, String text) {}

    public final BlockingQueue<AudioChunk> heard = new LinkedBlockingQueue<>(100_000);
    public final BlockingQueue<Command> commands = new LinkedBlockingQueue<>(1_000);
    public final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>(1_000);
    public final List<String> changes = new CopyOnWriteArrayList<>();
    public final BlockingQueue<LiveEvent> live = new LinkedBlockingQueue<>(1_000);
    private final Map<String, Room> stopped = new TreeMap<>();
    private final Map<String, Room> rooms = new TreeMap<>();
    private final Map<String, RoomActivity> activities = new HashMap<>();
    private final Map<String, List<Consumer<RoomNews>>> followers = new HashMap<>();
    private final StageBoard board = new StageBoard();

    /** Something happened. */
    public synchronized void happened(Event event) {
        if (event instanceof TurnEvent milestone) {
            board.take(milestone);
        }
        for (RoomNews news : activity(event.room()).take(event)) {
            List.copyOf(followers.getOrDefault(event.room(), List.of())).forEach(follower -> follower.accept(news));
        }
    }

    public synchronized int followers(String room) {
        return followers.getOrDefault(room, List.of()).size();
    }

    @Override
    public synchronized List<Room> rooms() {
        return List.copyOf(rooms.values());
    }

    @Override
    public synchronized Optional<Room> room(String id) {
        return Optional.ofNullable(rooms.get(id));
    }

    @Override
    public synchronized List<Room> stopped() {
        return List.copyOf(stopped.values());
    }

    @Override
    public synchronized CompletionStage<Void> save(Room room, String change) {
        changes.add(room.room() + ": " + change);
        stopped.remove(room.room());
        if (room.state() == Room.State.CLOSED && !room.clockSink().isEmpty()) {
            stopped.put(room.room(), room);
        }
        if (room.state() == Room.State.OPEN) {
            rooms.put(room.room(), room);
        } else {
            rooms.remove(room.room());
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> happened(LiveEvent event) {
        live.add(event);
        happened((Event) event);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> send(Command command) {
        commands.add(command);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<String> ask(Room room, String text) {
        asked.add(new Asked(room.room(), text));
        return CompletableFuture.completedFuture("turn-" + asked.size());
    }

    @Override
    public CompletionStage<Void> hear(AudioChunk chunk) {
        heard.add(chunk);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized RoomSnapshot snapshot(String room) {
        return activity(room).snapshot();
    }

    @Override
    public synchronized Optional<TurnTimeline> timeline(String room, String turn) {
        return activity(room).timeline(turn);
    }

    @Override
    public synchronized Following follow(String room, Consumer<RoomNews> listener) {
        listener.accept(new RoomNews.Known(activity(room).snapshot()));
        followers.computeIfAbsent(room, id -> new ArrayList<>()).add(listener);
        return () -> leave(room, listener);
    }

    private synchronized void leave(String room, Consumer<RoomNews> listener) {
        followers.get(room).remove(listener);
    }

    @Override
    public synchronized List<StageStatus> stages() {
        return board.status(
                Map.of("asr", "up", "reply", "up", "tts", "up"), Map.of("tts", 3.2), System.currentTimeMillis());
    }

    private RoomActivity activity(String room) {
        return activities.computeIfAbsent(room, id -> new RoomActivity(60));
    }
}
