package io.talkmatrix.connect.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkmatrix.stage.LiveEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes events of a platform's or a bridge's JSON by rules, which are JSON themselves: see {@code docs/go-live.md} and the
 * ready-made ones beside this class. Messages are data of strangers: whatever is in them, an event or a reason comes out.
 * Safe for use from any thread.
 */
final class EventMapping {

    static final int MOST_CHARACTERS = 256 << 10;
    private static final int MOST_EVENTS = 500;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(MOST_CHARACTERS)
                            .build())
                    .build())
            .build();

    private final String platform;
    private final String platformAt;
    private final List<String> unwraps;
    private final List<MappingRule> rules;
    private final List<MappingRule.Condition> ignored;
    private final String refusal;
    private final Clock clock;
    private final Supplier<String> ids;

    private EventMapping(JsonNode rules, Clock clock, Supplier<String> ids) {
        platform = rules.path("platform").asText("");
        platformAt = rules.path("platformAt").asText("");
        unwraps = texts(rules.path("unwrap"));
        List<MappingRule> all = new ArrayList<>();
        rules.path("rules").forEach(rule -> all.add(MappingRule.of(rule)));
        this.rules = List.copyOf(all);
        List<MappingRule.Condition> none = new ArrayList<>();
        rules.path("ignore").forEach(condition -> none.add(MappingRule.Condition.of(condition)));
        ignored = List.copyOf(none);
        refusal = rules.path("otherwise").asText("it is of a kind that the mapping does not know");
        this.clock = clock;
        this.ids = ids;
        if (platform.isBlank() || this.rules.isEmpty()) {
            throw new IllegalArgumentException("a mapping needs a platform and at least one rule");
        }
    }

    /**
     * Reads rules.
     *
     * @param ids gives an id to events whose platform gave them none
     * @throws IllegalArgumentException naming what is wrong with them
     */
    static EventMapping of(String rules, Clock clock, Supplier<String> ids) {
        try {
            return new EventMapping(JSON.readTree(rules), clock, ids);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the mapping is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }

    /** What a message says; a JSON array is several messages. */
    List<Mapped> map(String room, String message) {
        if (message.length() > MOST_CHARACTERS) {
            return List.of(new Mapped.Unusable("it has more than " + MOST_CHARACTERS + " characters"));
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(message);
        } catch (JsonProcessingException e) {
            return List.of(new Mapped.Unusable("it is not JSON that can be read"));
        }
        if (!tree.isArray()) {
            return List.of(one(room, tree));
        }
        List<Mapped> all = new ArrayList<>();
        for (JsonNode each : tree) {
            if (all.size() == MOST_EVENTS) {
                all.add(new Mapped.Unusable("it holds more than " + MOST_EVENTS + " events; the rest is left out"));
                break;
            }
            all.add(one(room, each));
        }
        return all;
    }

    private Mapped one(String room, JsonNode outer) {
        if (!outer.isObject()) {
            return new Mapped.Unusable("it is not a JSON object");
        }
        JsonNode message = outer;
        for (String pointer : unwraps) {
            Optional<JsonNode> inner = unwrapped(message, pointer);
            if (inner.isEmpty()) {
                return new Mapped.Unusable("what is at " + pointer + " is not JSON that can be read");
            }
            message = inner.get();
        }
        for (MappingRule rule : rules) {
            if (rule.matches(message)) {
                return event(room, rule, message);
            }
        }
        for (MappingRule.Condition condition : ignored) {
            if (condition.matches(message)) {
                return new Mapped.Ignored();
            }
        }
        return new Mapped.Unusable(refusal);
    }

    /** The object with a field whose text is JSON replaced by what that says. */
    private static Optional<JsonNode> unwrapped(JsonNode message, String pointer) {
        JsonNode packed = message.at(pointer);
        if (!packed.isTextual()) {
            return packed.isObject() ? Optional.of(message) : Optional.empty();
        }
        try {
            String field = pointer.substring(1);
            ObjectNode copy = message.deepCopy();
            return Optional.of(copy.set(field, JSON.readTree(packed.asText())));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Mapped event(String room, MappingRule rule, JsonNode message) {
        Optional<String> id = rule.id(message);
        String text = rule.text(message);
        if (text.isBlank() && rule.needsText()) {
            return new Mapped.Unusable("its " + rule.kind() + " has no words");
        }
        String named = platformAt.isEmpty() ? "" : message.at(platformAt).asText("");
        Map<String, String> attributes = new LinkedHashMap<>(rule.attributes(message));
        LiveEvent event = new LiveEvent(
                room,
                named.isBlank() ? platform : MappingRule.bounded(named, 32),
                id.orElseGet(ids),
                rule.kind(),
                rule.user(message),
                text,
                rule.count(message),
                attributes,
                rule.atMillis(message, clock.millis()));
        return new Mapped.Event(event, id.isPresent());
    }
}
