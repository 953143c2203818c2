package io.talkmatrix.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JSON object of a request, read field by field, so that what is refused is named. */
final class RoomForm {

    private static final int SHOWN = 60;

    private final JsonNode root;

    private RoomForm(JsonNode root) {
        this.root = root;
    }

    /** @throws ProblemException it is no JSON object or holds a field that is not known */
    static RoomForm parse(ObjectMapper mapper, String body, Set<String> known) {
        JsonNode root;
        try {
            root = mapper.readTree(body);
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("the body is no JSON: " + e.getOriginalMessage());
        }
        if (root == null || !root.isObject()) {
            throw ProblemException.badRequest("the body must be a JSON object");
        }
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw ProblemException.badField(quoted(name), "is not known; known are " + known);
            }
        }
        return new RoomForm(root);
    }

    /** The value, or {@code otherwise} if the field is not there. */
    String text(String field, String otherwise, int longest) {
        JsonNode value = root.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        return checked(field, value, longest);
    }

    Optional<String> text(String field, int longest) {
        return root.has(field) ? Optional.of(checked(field, root.path(field), longest)) : Optional.empty();
    }

    /** A whole number, or {@code otherwise} if the field is not there. */
    int number(String field, int otherwise, int least, int most) {
        JsonNode value = root.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            throw ProblemException.badField(field, "must be a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /** A number, or {@code otherwise} if the field is not there. */
    double decimal(String field, double otherwise, double least, double most) {
        JsonNode value = root.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
            throw ProblemException.badField(field, "must be a number from " + least + " to " + most);
        }
        return value.doubleValue();
    }

    List<String> texts(String field, List<String> otherwise, int most, int longest) {
        JsonNode value = root.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isArray() || value.size() > most) {
            throw ProblemException.badField(field, "must be a list of at most " + most + " strings");
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            all.add(checked(field + "[" + i + "]", value.get(i), longest));
        }
        return all;
    }

    Map<String, String> map(String field, Map<String, String> otherwise, int most, int longest) {
        JsonNode value = root.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isObject() || value.size() > most) {
            throw ProblemException.badField(field, "must be an object of at most " + most + " strings");
        }
        Map<String, String> all = new LinkedHashMap<>();
        value.fields().forEachRemaining(entry -> {
            String text = checked(field + "." + entry.getKey(), entry.getValue(), longest);
            if (!text.isEmpty()) {
                all.put(entry.getKey(), text);
            }
        });
        return all;
    }

    /** Somebody else's text inside a message: short, one line. */
    static String quoted(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static String checked(String field, JsonNode value, int longest) {
        if (!value.isTextual()) {
            throw ProblemException.badField(field, "must be a string");
        }
        String text = value.textValue().strip();
        if (text.length() > longest) {
            throw ProblemException.badField(
                    field, "has " + text.length() + " characters; at most " + longest + " are allowed");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
            throw ProblemException.badField(field, "holds control characters");
        }
        return text;
    }
}
