package io.talkmatrix.runtime;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Directions;
import io.talkmatrix.stage.HostVoice;
import io.talkmatrix.stage.Playhead;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.Turns;
import io.talkmatrix.stage.Written;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A session's view of its room. What waits in it lets other rooms work meanwhile.
 *
 * @param hostVoice silent but for the stage that listens
 * @param inLine whether an input of this turn lies behind the one that is handled
 * @param published what was already written when this worker took the room over
 */
record LaneRoom(
        String id,
        Tables tables,
        RoomThreads threads,
        Clock clock,
        HostVoice hostVoice,
        Predicate<String> inLine,
        Published published)
        implements StageRoom, Turns, Playhead {

    @Override
    public Room settings() {
        return tables.rooms().settings(id);
    }

    @Override
    public Turns turns() {
        return this;
    }

    @Override
    public Playhead playhead() {
        return this;
    }

    @Override
    public RoomHistory history() {
        return tables.history().of(id);
    }

    @Override
    public Watch onHistory(Runnable action) {
        return tables.history().watch(id, action);
    }

    @Override
    public Directions directions() {
        return tables.directions().of(id);
    }

    @Override
    public List<Written> written(String turn) {
        return published.of(turn).stream()
                .filter(unit -> unit.id().room().equals(id))
                .toList();
    }

    @Override
    public int generation() {
        return control().generation();
    }

    @Override
    public Optional<String> active() {
        return control().active();
    }

    @Override
    public boolean paused() {
        return control().paused();
    }

    @Override
    public boolean stale(String turn, int generation) {
        return control().stale(turn, generation);
    }

    @Override
    public Cancellation watch(String turn, int generation) {
        return control().watch(turn, generation);
    }

    @Override
    public boolean awaitStart(String turn, int generation, Duration deadline) throws InterruptedException {
        RoomControl control = tables.control().control(id);
        return control.awaitStart(turn, Duration.ZERO, inLine)
                || threads.whileOthersWork(() -> control.awaitStart(turn, deadline, inLine));
    }

    @Override
    public long leadSamples(String turn) {
        return play().leadSamples(turn);
    }

    @Override
    public long playedSamples(String turn) {
        return play().playedSamples(turn);
    }

    @Override
    public boolean awaitLead(String turn, long samples, Duration deadline) throws InterruptedException {
        Playhead play = play();
        return play.awaitLead(turn, samples, Duration.ZERO)
                || threads.whileOthersWork(() -> play.awaitLead(turn, samples, deadline));
    }

    private Turns control() {
        return tables.control().turns(id);
    }

    private Playhead play() {
        return tables.plays().of(id);
    }
}
