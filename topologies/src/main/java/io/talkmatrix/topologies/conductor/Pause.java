package io.talkmatrix.topologies.conductor;

/**
 * A pause of the active turn. It has two holders, whoever speaks and whoever operates the room: neither ends the other's.
 *
 * @param sinceMillis when it began, ms since the epoch
 * @param speechUntilMillis until when speech that nothing was recognized in holds it, 0 if it does not
 * @param othersUntilMillis until when a page, an operator or a program holds it, 0 if none does
 */
record Pause(long sinceMillis, long speechUntilMillis, long othersUntilMillis) {

    static Pause begun(long nowMillis) {
        return new Pause(nowMillis, 0, 0);
    }

    Pause bySpeech(long untilMillis) {
        return new Pause(sinceMillis, untilMillis, othersUntilMillis);
    }

    Pause byOthers(long untilMillis) {
        return new Pause(sinceMillis, speechUntilMillis, untilMillis);
    }

    /** True if nobody holds it any more at this time. */
    boolean over(long nowMillis) {
        return nowMillis >= Math.max(speechUntilMillis, othersUntilMillis);
    }
}
