package io.talkmatrix.face;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Directions;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.Playhead;
import io.talkmatrix.stage.Room;
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
import java.util.Optional;

/** A room whose turns can be cut, and that keeps what is written. */
final class FakeRoom implements StageRoom, Turns, StageOutput {

    final List<FrameGroup> groups = new ArrayList<>();
    final List<TurnEvent> events = new ArrayList<>();
    private final Room settings;
    private int emitsUntilCut = Integer.MAX_VALUE;
    private boolean cut;
    private long heard;
    private Optional<Directions.Mood> mood = Optional.empty();
    private final List<Directions.Act> acts = new ArrayList<>();
    private List<Written> before = List.of();

    FakeRoom() {
        this(Room.of("r1"));
    }

    FakeRoom(Room settings) {
        this.settings = settings;
    }

    /** The turn is cut once so many groups were written. */
    void cutAfter(int groups) {
        emitsUntilCut = groups;
        cut = groups == 0;
    }

    void carryOn() {
        emitsUntilCut = Integer.MAX_VALUE;
        cut = false;
    }

    /** Another worker had drawn this when the room came here. */
    void takenOver(List<FrameGroup> drawn) {
        before = drawn.stream().map(Written::of).toList();
    }

    @Override
    public List<Written> written(String turn) {
        return before.stream().filter(group -> group.id().turn().equals(turn)).toList();
    }

    /** From now on so much of every turn was heard. */
    void heard(long samples) {
        heard = samples;
    }

    /** Somebody asks for a feeling. */
    void ask(Emotion emotion, float intensity) {
        mood = Optional.of(new Directions.Mood(emotion, intensity));
    }

    /** Somebody asks for a performance. */
    void ask(String clip, long atMillis) {
        acts.add(new Directions.Act(acts.size() + 1, clip, 1, atMillis));
    }

    @Override
    public Directions directions() {
        return new Directions() {
            @Override
            public Optional<Mood> mood() {
                return mood;
            }

            @Override
            public List<Act> acts(long number) {
                return acts.stream().filter(act -> act.number() > number).toList();
            }
        };
    }

    @Override
    public Playhead playhead() {
        return new Playhead() {
            @Override
            public long leadSamples(String turn) {
                return 0;
            }

            @Override
            public long playedSamples(String turn) {
                return heard;
            }

            @Override
            public boolean awaitLead(String turn, long samples, Duration deadline) {
                return true;
            }
        };
    }

    @Override
    public String id() {
        return settings.room();
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
    public Clock clock() {
        return Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);
    }

    @Override
    public int generation() {
        return 0;
    }

    @Override
    public boolean stale(String turn, int generation) {
        return cut;
    }

    @Override
    public Cancellation watch(String turn, int generation) {
        return new Cancellation() {
            @Override
            public boolean cancelled() {
                return cut;
            }

            @Override
            public void onCancel(Runnable action) {
                throw new AssertionError("the face asks, it is not told");
            }

            @Override
            public void close() {
                // nothing to release
            }
        };
    }

    @Override
    public boolean awaitStart(String turn, int generation, Duration deadline) {
        throw new AssertionError("the face does not wait for a turn to start");
    }

    @Override
    public void emit(TurnUnit unit) {
        groups.add((FrameGroup) unit);
        cut = groups.size() >= emitsUntilCut;
    }

    @Override
    public void report(TurnEvent event) {
        events.add(event);
    }

    @Override
    public void request(Command command) {
        throw new AssertionError("the face asks the conductor for nothing");
    }
}
