package io.talkmatrix.stage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a room's host is lit, over the day. Between two moments of the day lamps move and change colour evenly; one moment
 * alone holds always.
 *
 * @param preset {@code off}, or one of {@link LightPresets#names}; gives the moments if none are named
 * @param moments what is named besides the preset, by minute of the day
 * @param soften how far shadows under nose and chin are lifted, 0–1
 * @param followsProduct whether fill and rim light take on the colour of the scene's product picture
 * @param utcOffsetMinutes the room's clock against UTC, −840 to 840
 * @param daySeconds how long the day lasts, 10–86400; less than 86400 is for shows and trials
 */
public record Lighting(
        String preset,
        Map<Integer, Lamps> moments,
        double soften,
        boolean followsProduct,
        int utcOffsetMinutes,
        int daySeconds) {

    public static final int MINUTES_OF_DAY = 1440;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final String NONE = "off";

    /** The picture's own light. */
    public static final Lighting OFF = new Lighting(NONE, Map.of(), 0, false, 0, SECONDS_OF_DAY);

    private static final int MOST_MOMENTS = 48;
    private static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)");

    public Lighting {
        moments = Map.copyOf(moments);
        check(preset.equals(NONE) || LightPresets.names().contains(preset), "preset", preset, names());
        check(moments.size() <= MOST_MOMENTS, "moments", moments.size(), "at most " + MOST_MOMENTS);
        moments.keySet()
                .forEach(minute -> check(
                        minute >= 0 && minute < MINUTES_OF_DAY, "minute", minute, "0 to " + (MINUTES_OF_DAY - 1)));
        check(soften >= 0 && soften <= 1, "soften", soften, "0 to 1");
        check(Math.abs(utcOffsetMinutes) <= 840, "utcOffset", utcOffsetMinutes, "-840 to 840 minutes");
        check(daySeconds >= 10 && daySeconds <= SECONDS_OF_DAY, "daySeconds", daySeconds, "10 to " + SECONDS_OF_DAY);
    }

    /** A preset by itself. */
    public static Lighting of(String preset) {
        return new Lighting(preset, Map.of(), preset.equals(NONE) ? 0 : LightPresets.SOFTEN, false, 0, SECONDS_OF_DAY);
    }

    /** {@code off} and all presets. */
    public static List<String> names() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(NONE), LightPresets.names().stream())
                .toList();
    }

    /** True if the host is shown in the picture's own light. */
    public boolean off() {
        return preset.equals(NONE) && moments.isEmpty();
    }

    /**
     * How far the day has come at a moment, 0 to less than 1.
     *
     * @param epochMillis ms since the epoch
     */
    public double dayShare(long epochMillis) {
        long day = 1000L * daySeconds;
        return (double) Math.floorMod(epochMillis + 60_000L * utcOffsetMinutes, day) / day;
    }

    /** The lamps at a share of the day; empty if {@link #off}. */
    public Optional<Lamps> at(double dayShare) {
        NavigableMap<Integer, Lamps> all =
                new TreeMap<>(moments.isEmpty() && !off() ? LightPresets.moments(preset) : moments);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        double minute = dayShare * MINUTES_OF_DAY;
        Map.Entry<Integer, Lamps> before = all.floorEntry((int) minute);
        Map.Entry<Integer, Lamps> after = all.higherEntry((int) minute);
        Map.Entry<Integer, Lamps> from = before == null ? all.lastEntry() : before;
        Map.Entry<Integer, Lamps> to = after == null ? all.firstEntry() : after;
        double length = Math.floorMod(to.getKey() - from.getKey(), MINUTES_OF_DAY);
        double passed = (minute - from.getKey() + MINUTES_OF_DAY) % MINUTES_OF_DAY;
        return Optional.of(length == 0 ? from.getValue() : from.getValue().towards(to.getValue(), passed / length));
    }

    /** As {@code rooms} keeps it: only what differs from {@link #OFF}. */
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        put(map, "preset", preset, NONE);
        put(map, "soften", Double.toString(soften), "0.0");
        put(map, "follow", followsProduct ? "product" : "", "");
        put(map, "utcOffset", Integer.toString(utcOffsetMinutes), "0");
        put(map, "daySeconds", Integer.toString(daySeconds), Integer.toString(SECONDS_OF_DAY));
        moments.forEach((minute, lamps) ->
                map.put(String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60), lamps.toString()));
        return map;
    }

    /**
     * The other way round; entries that are not known here are left out.
     *
     * @throws IllegalArgumentException a value is not allowed
     */
    public static Lighting of(Map<String, String> map) {
        Map<Integer, Lamps> moments = new TreeMap<>();
        map.forEach((key, value) -> {
            Matcher clock = CLOCK.matcher(key);
            if (clock.matches()) {
                moments.put(
                        60 * Integer.parseInt(clock.group(1)) + Integer.parseInt(clock.group(2)), Lamps.parse(value));
            }
        });
        return new Lighting(
                map.getOrDefault("preset", NONE),
                moments,
                number(map, "soften", 0),
                map.getOrDefault("follow", "").equals("product"),
                (int) number(map, "utcOffset", 0),
                (int) number(map, "daySeconds", SECONDS_OF_DAY));
    }

    private static double number(Map<String, String> map, String key, double usual) {
        String text = map.get(key);
        try {
            return text == null ? usual : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("light." + key + "=" + text + " is no number", e);
        }
    }

    private static void put(Map<String, String> map, String key, String value, String usual) {
        if (!value.equals(usual)) {
            map.put(key, value);
        }
    }

    private static void check(boolean allowed, String key, Object value, Object range) {
        if (!allowed) {
            throw new IllegalArgumentException("light." + key + "=" + value + " is not allowed: " + range);
        }
    }
}
