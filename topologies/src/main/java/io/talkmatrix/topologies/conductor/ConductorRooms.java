package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.topologies.RoomProcessor;
import java.util.ArrayList;
import java.util.List;

/** The {@link Conductor} as what a {@link RoomProcessor} runs. */
record ConductorRooms(Conductor conductor) implements RoomProcessor.Core<RoomState> {

    static final String STORE = "conductor-rooms";

    @Override
    public RoomState empty() {
        return RoomState.empty();
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof TurnEvent || event instanceof Command || event instanceof Room;
    }

    @Override
    public RoomProcessor.Change<RoomState> on(RoomState before, Event event, long now) {
        if (event instanceof TurnEvent milestone) {
            return change(conductor.on(before, milestone, now));
        }
        return change(
                event instanceof Command command
                        ? conductor.on(before, command, now)
                        : conductor.on(before, (Room) event, now));
    }

    @Override
    public RoomProcessor.Change<RoomState> onTick(String room, RoomState before, long now) {
        return change(conductor.onTick(room, before, now));
    }

    @Override
    public boolean sleeps(RoomState state) {
        return state.idle();
    }

    /** Everybody waits for a word of the conductor's. */
    private static RoomProcessor.Change<RoomState> change(Decision decision) {
        List<Event> written = new ArrayList<>(decision.controls());
        written.addAll(decision.events());
        return new RoomProcessor.Change<>(
                decision.state(), written, !decision.controls().isEmpty());
    }
}
