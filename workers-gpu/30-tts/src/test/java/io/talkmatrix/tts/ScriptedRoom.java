package io.talkmatrix.tts;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.Turns;
import io.talkmatrix.stage.Written;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A room and an output that remember; {@link #cutAfter} chunks the turn is cut. The clock moves 10 ms a look. */
final class ScriptedRoom implements StageRoom, Turns, StageOutput {

    final List<SpeechChunk> chunks = new ArrayList<>();
    final List<TurnEvent> events = new ArrayList<>();
    int cutAfter = Integer.MAX_VALUE;
    Runnable beforeEmit = () -> {};
    List<SpeechChunk> saidBefore = List.of(); // by the worker that had the room
    private final Room settings;
    private long millis;

    ScriptedRoom() {
        this(Map.of(), Map.of());
    }

    ScriptedRoom(Map<String, String> voice, Map<String, String> engines) {
        settings = Room.of("studio").toBuilder()
                .voice(voice)
                .engines(engines)
                .seed(7)
                .build();
    }

    private boolean cut() {
        return chunks.size() >= cutAfter;
    }

    @Override
    public String id() {
        return "studio";
    }

    @Override
    public Room settings() {
        return settings;
    }

    @Override
    public Turns turns() {
        return this;
    }

    @Override
    public List<Written> written(String turn) {
        return saidBefore.stream()
                .filter(chunk -> chunk.id().turn().equals(turn))
                .map(Written::of)
                .toList();
    }

    @Override
    public Clock clock() {
        millis += 10;
        return Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    @Override
    public int generation() {
        return 0;
    }

    @Override
    public boolean stale(String turn, int generation) {
        return cut();
    }

    @Override
    public Cancellation watch(String turn, int generation) {
        return new Cancellation() {
            @Override
            public boolean cancelled() {
                return cut();
            }

            @Override
            public void onCancel(Runnable action) {
                throw new UnsupportedOperationException("not used by this stage");
            }

            @Override
            public void close() {
                // nothing to release
            }
        };
    }

    @Override
    public boolean awaitStart(String turn, int generation, Duration deadline) {
        throw new UnsupportedOperationException("not used by this stage");
    }

    @Override
    public void emit(TurnUnit unit) {
        beforeEmit.run();
        chunks.add((SpeechChunk) unit);
    }

    @Override
    public void report(TurnEvent event) {
        events.add(event);
    }

    @Override
    public void request(Command command) {
        throw new UnsupportedOperationException("not used by this stage");
    }
}
