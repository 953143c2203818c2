package io.talkmatrix.testkit.trial;

/**
 * How long a trial's stages take for a unit.
 *
 * @param millis in milliseconds, 0–60000
 * @param steady each unit takes just that and the stages obey; otherwise it is the most, and some misbehave
 */
public record Pace(int millis, boolean steady) {

    /** No time at all. */
    public static final Pace AT_ONCE = new Pace(0, false);

    public Pace {
        if (millis < 0 || millis > 60_000) {
            throw new IllegalArgumentException("a unit takes 0 to 60000 ms, not " + millis);
        }
    }

    /** Up to so long, differently from turn to turn. */
    public static Pace upTo(int millis) {
        return new Pace(millis, false);
    }

    /** Just so long. */
    public static Pace steady(int millis) {
        return new Pace(millis, true);
    }

    /** As {@link #toString} writes it. */
    static Pace parse(String text) {
        return new Pace(Integer.parseInt(text.substring(1)), text.startsWith("="));
    }

    @Override
    public String toString() {
        return (steady ? "=" : "<") + millis;
    }
}
