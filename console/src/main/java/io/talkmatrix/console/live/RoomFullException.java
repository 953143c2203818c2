package io.talkmatrix.console.live;

/** A room has as many viewers as it may. */
public class RoomFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RoomFullException(String room, int most) {
        super("room " + room + " already has " + most + " viewers (talkmatrix.live.viewers-per-room)");
    }
}
