package io.talkmatrix.console.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON texts of {@link Viewer}. Safe for use from any thread. */
final class Texts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Texts() {}

    static String init(String mime) {
        return write(Map.of("type", "init", "mime", mime));
    }

    static String closed() {
        return write(Map.of("type", "closed"));
    }

    static String state(String state, String turn, double at) {
        return write(of("state", turn, at, "state", state));
    }

    /** {@code start}, {@code pause}, {@code resume} or {@code end}. */
    static String moment(String type, String turn, double at) {
        return write(of(type, turn, at));
    }

    static String generation(String type, String turn, int generation, double at) {
        return write(of(type, turn, at, "generation", generation));
    }

    static String subtitle(String turn, int segment, String text, double at) {
        Map<String, Object> json = of("subtitle", turn, at, "segment", segment);
        json.put("text", text);
        return write(json);
    }

    private static Map<String, Object> of(String type, String turn, double at) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("turn", turn);
        json.put("at", at);
        return json;
    }

    private static Map<String, Object> of(String type, String turn, double at, String key, Object value) {
        Map<String, Object> json = of(type, turn, at);
        json.put(key, value);
        return json;
    }

    private static String write(Map<String, Object> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings and numbers is always JSON", e);
        }
    }
}
