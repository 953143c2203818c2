package io.talkmatrix.console.live;

import io.talkmatrix.media.live.Step;
import java.util.List;

/**
 * Somebody who gets what leaves a room as its playout lets it out, to send it in a form of its own. Called for one room by
 * one thread at a time, in order, with the room held: must return at once.
 */
public interface StepListener {

    /**
     * Comes first.
     *
     * @param units Annex B access units up to the picture that is seen now, the first of which needs none before it; empty
     *     before the first picture
     */
    void begins(List<byte[]> units);

    /** The next piece. */
    void step(Step step);

    /** Of the turn that was playing nothing may leave any more, not even what was handed out before. */
    void cut();

    /** The room is no longer open; nothing follows. Not called after the {@link Subscription} was closed. */
    void closed();
}
