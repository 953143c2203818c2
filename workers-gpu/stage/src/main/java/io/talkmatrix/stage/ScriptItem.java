package io.talkmatrix.stage;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One item of a room's script. Written as a line with its directions in brackets before the words:
 * {@code [emotion=happy intensity=0.8 action=wave picture=shoes.png wait=2s] 大家好！}
 *
 * @param text what is said, 1–{@value #LONGEST} characters
 * @param emotion how; empty to go by the words
 * @param intensity of the emotion, 0–1
 * @param action what the host does, for sinks and pages that know it; empty for nothing
 * @param picture what is shown beside the host, for sinks and pages that know it; empty for nothing
 * @param pause how long the script waits after it, at most {@link #LONGEST_WAIT}
 */
public record ScriptItem(
        String text, Optional<Emotion> emotion, float intensity, String action, String picture, Duration pause) {

    public static final int LONGEST = 2_000;
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final Pattern LINE = Pattern.compile("\\s*\\[([^\\]\\n]*=[^\\]\\n]*)\\]\\s*(.*)", Pattern.DOTALL);
    private static final Pattern DIRECTION = Pattern.compile("([a-z]+)=(\"[^\"]*\"|\\S+)");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m)?");

    public ScriptItem {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a script item has 1 to " + LONGEST + " characters of text, not "
                    + text.strip().length());
        }
        if (!(intensity >= 0 && intensity <= 1)) {
            throw new IllegalArgumentException("intensity is 0 to 1, not " + intensity);
        }
        if (pause.isNegative() || pause.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("wait is 0 to " + LONGEST_WAIT.toMinutes() + " min, not " + pause);
        }
        if (action.indexOf('"') >= 0 || picture.indexOf('"') >= 0) {
            throw new IllegalArgumentException("action and picture hold no quotation marks");
        }
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException says what is wrong with it
     */
    public static ScriptItem parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return of(line.strip(), Map.of());
        }
        Map<String, String> directions = new LinkedHashMap<>();
        String written = matcher.group(1);
        Matcher direction = DIRECTION.matcher(written);
        String left = direction.replaceAll("").strip();
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("directions are name=value with spaces between, but there is: " + left);
        }
        direction.reset();
        while (direction.find()) {
            String value = direction.group(2);
            directions.put(direction.group(1), value.startsWith("\"") ? value.substring(1, value.length() - 1) : value);
        }
        return of(matcher.group(2).strip(), directions);
    }

    /**
     * Makes an item of its parts.
     *
     * @param directions of {@code emotion}, {@code intensity}, {@code action}, {@code picture} and {@code wait}
     * @throws IllegalArgumentException says what is wrong with them
     */
    public static ScriptItem of(String text, Map<String, String> directions) {
        Map<String, String> left = new LinkedHashMap<>(directions);
        Optional<Emotion> emotion = Optional.ofNullable(left.remove("emotion"))
                .filter(name -> !name.isBlank())
                .map(ScriptItem::emotion);
        float intensity = intensity(left.remove("intensity"), emotion.isPresent());
        String action = text(left.remove("action"));
        String picture = text(left.remove("picture"));
        Duration pause = time(text(left.remove("wait")));
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "known directions are emotion, intensity, action, picture and wait, not " + left.keySet());
        }
        return new ScriptItem(text.strip(), emotion, intensity, action, picture, pause);
    }

    /** As {@link #parse} reads it. */
    public String line() {
        Map<String, String> directions = directions();
        if (!pause.isZero()) {
            directions.put("wait", pause.toMillis() % 1000 == 0 ? pause.toSeconds() + "s" : pause.toMillis() + "ms");
        }
        if (directions.isEmpty()) {
            return text;
        }
        return directions.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
                .collect(Collectors.joining(" ", "[", "] " + text));
    }

    /** Everything but the words and the pause, by name. */
    public Map<String, String> directions() {
        Map<String, String> directions = new LinkedHashMap<>();
        emotion.ifPresent(how -> {
            directions.put("emotion", how.name().toLowerCase(Locale.ROOT));
            directions.put("intensity", Float.toString(intensity));
        });
        if (!action.isEmpty()) {
            directions.put("action", action);
        }
        if (!picture.isEmpty()) {
            directions.put("picture", picture);
        }
        return directions;
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(Character::isWhitespace) ? '"' + value + '"' : value;
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }

    private static Emotion emotion(String name) {
        try {
            return Emotion.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("emotion is neutral, happy, sad, surprised or serious, not " + name, e);
        }
    }

    private static float intensity(String value, boolean withEmotion) {
        if (text(value).isEmpty()) {
            return withEmotion ? 0.5f : 0f;
        }
        try {
            return Float.parseFloat(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("intensity is a number from 0 to 1, not " + value, e);
        }
    }

    private static Duration time(String value) {
        if (value.isEmpty()) {
            return Duration.ZERO;
        }
        Matcher matcher = TIME.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("wait is a time such as 2s or 500ms, not " + value);
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double scale = unit.equals("ms") ? 1 : unit.equals("s") ? 1_000 : 60_000;
        return Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * scale));
    }
}
