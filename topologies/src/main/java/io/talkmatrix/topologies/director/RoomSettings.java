package io.talkmatrix.topologies.director;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a room's {@code director} map says, over the installation's settings. */
final class RoomSettings {

    private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m)?");

    private final DirectorSettings usual;
    private final Map<String, String> left;
    private final String language;

    /** @param language of texts, the room's own; empty means all languages that the room can be in */
    RoomSettings(DirectorSettings usual, Map<String, String> said, String language) {
        this.usual = usual;
        this.left = new HashMap<>(said);
        this.language = language;
    }

    DirectorSettings read() {
        DirectorSettings settings = new DirectorSettings(
                number("queue-cap", usual.queueCap()),
                time("comment-window", usual.commentWindow()),
                number("comment-keep", usual.commentKeep()),
                time("gift-window", usual.giftWindow()),
                time("enter-window", usual.enterWindow()),
                number("enter-keep", usual.enterKeep()),
                time("follow-window", usual.followWindow()),
                time("max-age", usual.maxAge()),
                decimal("similar", usual.similar()),
                time("similar-within", usual.similarWithin()),
                number("user-per-minute", usual.userPerMinute()),
                number("room-per-minute", usual.roomPerMinute()),
                time("open-ahead", usual.openAhead()),
                time("longest-silence", usual.longestSilence()),
                usual.tick(),
                text("thanks", usual.thanks()),
                text("welcome", usual.welcome()),
                text("followed", usual.followed()),
                lines("idle", usual.idle()));
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("director." + left.keySet() + " is not known");
        }
        return settings;
    }

    private int number(String key, int otherwise) {
        return (int) Math.rint(decimal(key, otherwise));
    }

    private double decimal(String key, double otherwise) {
        String value = left.remove(key);
        try {
            return value == null ? otherwise : Double.parseDouble(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("director." + key + " must be a number, it is " + value, e);
        }
    }

    private Duration time(String key, Duration otherwise) {
        String value = left.remove(key);
        if (value == null) {
            return otherwise;
        }
        Matcher matcher = TIME.matcher(value.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("director." + key + " must be a time such as 2s, it is " + value);
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double scale = unit.equals("ms") ? 1 : unit.equals("s") ? 1_000 : 60_000;
        return Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * scale));
    }

    private Map<String, String> text(String key, Map<String, String> otherwise) {
        String value = left.remove(key);
        return value == null ? otherwise : everywhere(value.strip());
    }

    private Map<String, List<String>> lines(String key, Map<String, List<String>> otherwise) {
        String value = left.remove(key);
        return value == null
                ? otherwise
                : everywhere(Arrays.stream(value.split("\\n"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    private <T> Map<String, T> everywhere(T value) {
        return language.isEmpty() ? Map.of("zh", value, "en", value) : Map.of(language, value);
    }
}
