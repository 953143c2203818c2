package io.talkmatrix.topologies.conductor;

/**
 * A pause of the active turn. It has two holders, whoever speaks and whoever operates the room: neither ends the other's.
 *
 * @param sinceMillis when it began, ms since the epoch
 * @param speechUntilMillis until when speech that nothing was recognized in holds it, 0 if it does not
 * @param othersUntilMillis until when a page, an operator or a program holds it, 0 if none does
 * @param cutWhy set if words were recognized and only how the turn is cut waits for the speech to be opened as a turn
 * @param cutByMillis when it is cut without that, ms since the epoch
 */
record Pause(long sinceMillis, long speechUntilMillis, long othersUntilMillis, String cutWhy, long cutByMillis) {

    static Pause begun(long nowMillis) {
        return new Pause(nowMillis, 0, 0, "", 0);
    }

    Pause bySpeech(long untilMillis) {
        return new Pause(sinceMillis, untilMillis, othersUntilMillis, cutWhy, cutByMillis);
    }

    Pause byOthers(long untilMillis) {
        return new Pause(sinceMillis, speechUntilMillis, untilMillis, cutWhy, cutByMillis);
    }

    /** The speech was nothing. */
    Pause withoutSpeech() {
        return new Pause(sinceMillis, 0, othersUntilMillis, "", 0);
    }

    Pause cutLater(String why, long byMillis) {
        return waitsToCut() ? this : new Pause(sinceMillis, speechUntilMillis, othersUntilMillis, why, byMillis);
    }

    boolean waitsToCut() {
        return cutByMillis > 0;
    }

    boolean held() {
        return waitsToCut() || speechUntilMillis > 0 || othersUntilMillis > 0;
    }

    /** True if nobody holds it any more at this time. */
    boolean over(long nowMillis) {
        return !waitsToCut() && nowMillis >= Math.max(speechUntilMillis, othersUntilMillis);
    }
}
