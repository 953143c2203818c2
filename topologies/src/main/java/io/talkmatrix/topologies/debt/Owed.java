package io.talkmatrix.topologies.debt;

/**
 * What a stage owes.
 *
 * @param seconds of media that others wait for
 * @param sinceMillis since when the oldest of it is asked for, ms since the epoch; {@link #NEVER} if nothing is owed
 * @param turns how many turns it is
 */
public record Owed(double seconds, long sinceMillis, int turns) {

    /** Later than any time. */
    public static final long NEVER = Long.MAX_VALUE;

    public static final Owed NOTHING = new Owed(0, NEVER, 0);

    Owed plus(Owed other) {
        return new Owed(
                seconds + other.seconds, Math.min(sinceMillis, other.sinceMillis), Math.addExact(turns, other.turns));
    }

    /** Age of the oldest, seconds; 0 if nothing is owed. */
    public double oldestSeconds(long nowMillis) {
        return sinceMillis == NEVER ? 0 : Math.max(0, nowMillis - sinceMillis) / 1000.0;
    }
}
