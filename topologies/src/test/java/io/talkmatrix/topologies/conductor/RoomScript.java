package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One room driven by hand: what happens in it, and what the conductor wrote. */
final class RoomScript {

    static final long BEGIN = 1_000_000;
    static final String SINK = "sink";

    private final Conductor conductor = new Conductor(new ConductorSettings(
            2,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(100),
            Duration.ofMillis(100),
            Duration.ofMillis(1500),
            Duration.ofSeconds(30),
            Duration.ofMillis(700),
            Duration.ofSeconds(5)));
    private final List<String> written = new ArrayList<>();
    private final List<Control> controls = new ArrayList<>();
    private RoomState state = RoomState.empty().described(SINK, false);
    private long now = BEGIN;

    /** Milestones the conductor wrote, as {@code MILESTONE turn detail}. */
    List<String> written() {
        return written;
    }

    List<Control> controls() {
        return controls;
    }

    RoomState state() {
        return state;
    }

    long now() {
        return now;
    }

    void hasNoClockSink() {
        state = RoomState.empty();
    }

    void passes(long millis) {
        now += millis;
    }

    void tick() {
        apply(conductor.onTick("room", state, now));
    }

    void happens(String turn, Milestone milestone) {
        happens(turn, milestone, "any", -1);
    }

    void happens(String turn, Milestone milestone, String stage, long pts) {
        apply(conductor.on(state, event(turn, milestone, stage, pts, ""), now));
    }

    void fails(String turn, String reason) {
        apply(conductor.on(state, event(turn, Milestone.STAGE_FAILED, "tts", -1, reason), now));
    }

    void spokenAndPlayed(String turn, long length, long played) {
        happens(turn, Milestone.SPOKEN, "tts", length);
        happens(turn, Milestone.PLAYED, SINK, played);
    }

    /** An operator asks. */
    void asks(String id, Command.Kind kind, String turn) {
        asks(RandomRoom.command("room", id, kind, turn, now));
    }

    void asks(Command command) {
        apply(conductor.on(state, command, now));
    }

    void isOpened(String turn, int priority, int cutsBelow) {
        apply(conductor.on(state, RandomRoom.opened("room", turn, priority, cutsBelow, now), now));
    }

    /** The recognition stage asks for somebody who speaks. */
    void speaks(String id, Command.Kind kind) {
        asks(RandomRoom.command("room", id, kind, "", "asr", now));
    }

    void isSpoken(String turn, long startMillis, long endMillis) {
        apply(conductor.on(state, RandomRoom.spoken("room", turn, startMillis, endMillis, now), now));
    }

    void isDescribed(boolean closed) {
        apply(conductor.on(state, RandomRoom.described("room", SINK, closed), now));
    }

    private TurnEvent event(String turn, Milestone milestone, String stage, long pts, String detail) {
        return RandomRoom.event("room", turn, milestone, stage, pts, detail, now);
    }

    private void apply(Decision decision) {
        state = decision.state();
        controls.addAll(decision.controls());
        decision.events().forEach(e -> written.add((e.milestone() + " " + e.turn() + " " + e.detail()).trim()));
    }
}
