package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.TurnEvent;

/**
 * What an OPENED event says of a turn's urgency, in its figures.
 *
 * @param value of turns that wait, the higher is heard first; {@value #TALK} if nothing is said
 * @param cutsBelow an active turn of less than this is cut for it at once, unless somebody spoke it or more urgent ones
 *     wait; 0 cuts nothing
 */
record Priority(int value, int cutsBelow) {

    static final int TALK = 30;

    static Priority of(TurnEvent opened) {
        int value = figure(opened, "priority", TALK);
        return new Priority(value, Math.min(value, figure(opened, "cutsBelow", 0)));
    }

    private static int figure(TurnEvent event, String name, int otherwise) {
        return (int) Math.round(event.figures().getOrDefault(name, (double) otherwise));
    }
}
