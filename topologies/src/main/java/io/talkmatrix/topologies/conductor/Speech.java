package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.TurnEvent;

/**
 * How a turn was asked.
 *
 * @param spoken true if the recognition stage heard it; typed and commented turns wait for their place, spoken ones do not
 * @param startMillis capture time of its first sound, −1 if unknown
 * @param endMillis capture time of its last sound, −1 if unknown
 */
record Speech(boolean spoken, long startMillis, long endMillis) {

    /** Stage that opens spoken turns and asks on behalf of whoever speaks. */
    static final String STAGE = "asr";

    static final Speech NONE = new Speech(false, -1, -1);

    static Speech of(TurnEvent opened) {
        return opened.stage().equals(STAGE)
                ? new Speech(true, figure(opened, "speechStartMillis"), figure(opened, "speechEndMillis"))
                : NONE;
    }

    /** True if {@code next} began less than so many milliseconds after this one ended; false where either is unknown. */
    boolean continuedBy(Speech next, long withinMillis) {
        return endMillis >= 0 && next.startMillis >= 0 && next.startMillis - endMillis < withinMillis;
    }

    private static long figure(TurnEvent event, String name) {
        return Math.round(event.figures().getOrDefault(name, -1.0));
    }
}
