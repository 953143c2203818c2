package io.talkmatrix.console.stand;

import io.talkmatrix.console.replay.Past;
import io.talkmatrix.stage.TurnEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A past that a test tells, and replays that end when it says so. */
public final class ScriptedPast implements Past {

    public final List<TurnEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, Replay> replays = new ConcurrentHashMap<>();

    @Override
    public List<TurnEvent> events(String room, String turn) {
        return events.stream()
                .filter(event -> event.room().equals(room) && event.turn().equals(turn))
                .toList();
    }

    @Override
    public synchronized Optional<Replay> replay(String room, String turn, String fromStage) {
        if (replays.values().stream().anyMatch(replay -> replay.state() == State.RUNNING)) {
            return Optional.empty();
        }
        String id = "replay.console-" + replays.size();
        replays.put(id, new Replay(id, room, turn, fromStage, State.RUNNING, List.of(), false, "starting"));
        return Optional.of(replays.get(id));
    }

    @Override
    public Optional<Replay> find(String id) {
        return Optional.ofNullable(replays.get(id));
    }

    /** Ids of those that run. */
    public List<String> running() {
        return new ArrayList<>(replays.values())
                .stream()
                        .filter(replay -> replay.state() == State.RUNNING)
                        .map(Replay::id)
                        .toList();
    }

    /** Ends one. */
    public void end(String id, boolean same, String... report) {
        replays.computeIfPresent(
                id,
                (key, was) ->
                        new Replay(id, was.room(), was.turn(), was.fromStage(), State.DONE, List.of(report), same, ""));
    }
}
