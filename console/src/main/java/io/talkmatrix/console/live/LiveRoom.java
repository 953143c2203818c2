package io.talkmatrix.console.live;

import java.util.Optional;

/** One open room as its viewers have it. Safe for use from any thread. */
public interface LiveRoom {

    String id();

    /**
     * Lets a viewer in: it gets the format, the fragments since the last picture that needs no earlier one, the state, and
     * then whatever comes.
     *
     * @throws RoomFullException the room has as many viewers as it may
     * @throws IllegalStateException this sink makes no fragments
     */
    Subscription subscribe(Viewer viewer);

    /** Lets somebody in who sends what leaves the room in a form of its own. */
    Subscription listen(StepListener listener);

    /** What is seen now, as a JPEG of the stream's size; at most a second old. Empty while the room has no picture yet. */
    Optional<byte[]> thumbnail();

    LiveState state();
}
