package io.talkmatrix.connect.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkmatrix.stage.LiveEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of a mapping: which messages it is for, and where in them is what. Places are JSON pointers (RFC 6901); of
 * several the first that is there counts. Immutable.
 *
 * @param when all of them must hold
 * @param places of {@code id}, {@code user}, {@code text}, {@code count} and {@code at}
 * @param extras attributes and their places
 */
record MappingRule(
        List<Condition> when, LiveEvent.Kind kind, Map<String, List<String>> places, Map<String, String> extras) {

    private static final Set<String> PLACES = Set.of("id", "user", "text", "count", "at");
    private static final int MOST_USER = 64;
    private static final int MOST_TEXT = 1_000;
    private static final int MOST_ATTRIBUTE = 200;
    private static final int MOST_COUNT = 1_000_000;
    private static final long SECONDS_UNTIL = 100_000_000_000L;
    private static final long BELIEVED_MILLIS = 24L * 3_600_000;

    /** That what is at a place has one of these values. */
    record Condition(String at, Set<String> values) {

        static Condition of(JsonNode node) {
            String at = node.path("at").asText("");
            List<String> values = EventMapping.texts(node.path("is"));
            if (!at.startsWith("/") || values.isEmpty()) {
                throw new IllegalArgumentException(
                        "a condition is {\"at\": \"/pointer\", \"is\": [values]}, not " + node);
            }
            return new Condition(at, Set.copyOf(values));
        }

        boolean matches(JsonNode message) {
            return values.contains(message.at(at).asText("\0"));
        }
    }

    static MappingRule of(JsonNode node) {
        List<Condition> when = new ArrayList<>();
        node.path("when").forEach(condition -> when.add(Condition.of(condition)));
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (String place : PLACES) {
            places.put(place, EventMapping.texts(node.path(place)));
        }
        Map<String, String> extras = new LinkedHashMap<>();
        node.path("attributes")
                .fields()
                .forEachRemaining(
                        entry -> extras.put(entry.getKey(), entry.getValue().asText()));
        String kind = node.path("kind").asText("");
        try {
            return new MappingRule(when, LiveEvent.Kind.valueOf(kind), places, extras);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a rule's kind is COMMENT, GIFT, ENTER, FOLLOW or LIKE, not '" + kind + "'", e);
        }
    }

    boolean matches(JsonNode message) {
        return when.stream().allMatch(condition -> condition.matches(message));
    }

    boolean needsText() {
        return switch (kind) {
            case COMMENT, GIFT -> true;
            case ENTER, FOLLOW, LIKE -> false;
        };
    }

    private Optional<JsonNode> at(JsonNode message, String place) {
        return places.get(place).stream()
                .map(message::at)
                .filter(found -> found.isValueNode()
                        && !found.isNull()
                        && !found.asText().isBlank())
                .findFirst();
    }

    Optional<String> id(JsonNode message) {
        return at(message, "id").map(found -> bounded(found.asText(), 128)).filter(id -> !id.equals("0"));
    }

    String user(JsonNode message) {
        return at(message, "user")
                .map(found -> bounded(found.asText(), MOST_USER))
                .orElse("");
    }

    String text(JsonNode message) {
        return at(message, "text")
                .map(found -> bounded(found.asText(), MOST_TEXT))
                .orElse("");
    }

    int count(JsonNode message) {
        long count = at(message, "count").map(found -> found.asLong(1)).orElse(1L);
        return (int) Math.max(1, Math.min(MOST_COUNT, count));
    }

    /** When it happened, if that is within a day of now; platforms write seconds or milliseconds. */
    long atMillis(JsonNode message, long nowMillis) {
        long said = at(message, "at").map(found -> found.asLong(0)).orElse(0L);
        long millis = said < SECONDS_UNTIL ? said * 1000 : said;
        return Math.abs(millis - nowMillis) <= BELIEVED_MILLIS ? millis : nowMillis;
    }

    Map<String, String> attributes(JsonNode message) {
        Map<String, String> found = new LinkedHashMap<>();
        extras.forEach((name, pointer) -> {
            JsonNode value = message.at(pointer);
            if (value.isValueNode() && !value.isNull()) {
                found.put(name, bounded(value.asText(), MOST_ATTRIBUTE));
            }
        });
        return found;
    }

    /** Without control characters, and of bounded length. */
    static String bounded(String text, int most) {
        String clean = text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}]+", " ").strip();
        // Whole code points: half of one is not text any more.
        return clean.codePointCount(0, clean.length()) <= most
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, most));
    }
}
