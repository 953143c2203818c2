package io.talkmatrix.topologies.director;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.topologies.RoomProcessor;

/** The {@link Director} as what a {@link RoomProcessor} runs. */
record DirectorRooms(Director director) implements RoomProcessor.Core<DirectorState> {

    static final String STORE = "director-rooms";

    @Override
    public DirectorState empty() {
        return DirectorState.EMPTY;
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof TurnEvent milestone
                ? Director.concerns(milestone)
                : event instanceof LiveEvent || event instanceof Command || event instanceof Room;
    }

    @Override
    public RoomProcessor.Change<DirectorState> on(DirectorState before, Event event, long now) {
        if (event instanceof LiveEvent live) {
            return change(director.on(before, live, now));
        } else if (event instanceof TurnEvent milestone) {
            return change(director.on(before, milestone, now));
        }
        return change(
                event instanceof Command command
                        ? director.on(before, command, now)
                        : director.on(before, (Room) event, now));
    }

    @Override
    public RoomProcessor.Change<DirectorState> onTick(String room, DirectorState before, long now) {
        return change(director.onTick(room, before, now));
    }

    @Override
    public boolean sleeps(DirectorState state) {
        return state.sleeps(director.plan(state.room()));
    }

    /** Others read these topics too, and see nothing behind an open transaction. */
    private static RoomProcessor.Change<DirectorState> change(Direction direction) {
        return new RoomProcessor.Change<>(
                direction.state(), direction.written(), !direction.written().isEmpty());
    }
}
