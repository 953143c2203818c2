package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.TurnEvent.Milestone;

/**
 * An accepted turn that has not ended.
 *
 * @param turn turn id
 * @param speech how it was asked
 * @param priority turns that wait are heard in its order, higher ones first
 * @param sinceMillis when it began to wait, or was started if it is the active one, ms since the epoch
 * @param progressMillis when something new was last heard of it, ms since the epoch
 * @param reached bit set of milestones seen, so that a repeated one is no progress
 * @param sound what is known of its sound
 */
record OpenTurn(
        String turn, Speech speech, int priority, long sinceMillis, long progressMillis, long reached, Sound sound) {

    static OpenTurn opened(String turn, Speech speech, int priority, long nowMillis) {
        return new OpenTurn(turn, speech, priority, nowMillis, nowMillis, 0, Sound.NONE);
    }

    OpenTurn started(long nowMillis) {
        return new OpenTurn(turn, speech, priority, nowMillis, nowMillis, reached, sound);
    }

    OpenTurn reached(Milestone milestone, long nowMillis) {
        return has(milestone)
                ? this
                : new OpenTurn(turn, speech, priority, sinceMillis, nowMillis, reached | bit(milestone), sound);
    }

    /** Takes over what became known of the sound; news are progress. */
    OpenTurn with(Sound news, long nowMillis) {
        return news.equals(sound) ? this : new OpenTurn(turn, speech, priority, sinceMillis, nowMillis, reached, news);
    }

    /** After a pause of the turn itself: its progress and its sound stood still. */
    OpenTurn stoodStill(long millis, long nowMillis) {
        return new OpenTurn(
                turn,
                speech,
                priority,
                sinceMillis,
                Math.min(nowMillis, progressMillis + millis),
                reached,
                sound.later(millis, nowMillis));
    }

    /** After a pause of the turn it waits for. */
    OpenTurn waitedInPause(long millis, long nowMillis) {
        return new OpenTurn(
                turn, speech, priority, Math.min(nowMillis, sinceMillis + millis), progressMillis, reached, sound);
    }

    boolean has(Milestone milestone) {
        return (reached & bit(milestone)) != 0;
    }

    private static long bit(Milestone milestone) {
        return 1L << milestone.ordinal();
    }
}
