package io.talkmatrix.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** The Confluent REST API as a function from a call to a JSON answer. */
final class Routes {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectMapper json = new ObjectMapper();
    private final Registry registry;

    Routes(Registry registry) {
        this.registry = registry;
    }

    /** @throws RegistryError for everything that is refused */
    JsonNode answer(Call call) {
        List<String> path = call.path();
        if (path.isEmpty()) {
            return NODES.objectNode();
        }
        JsonNode answer =
                switch (path.get(0)) {
                    case "subjects" -> subjects(call);
                    case "schemas" -> schemas(call);
                    case "config" -> config(call);
                    case "compatibility" -> compatibility(call);
                    case "mode" ->
                        call.method().equals("GET") ? NODES.objectNode().put("mode", "READWRITE") : null;
                    default -> null;
                };
        if (answer == null) {
            throw new RegistryError(404, 404, "HTTP 404 Not Found: " + call.method() + " /" + String.join("/", path));
        }
        return answer;
    }

    private JsonNode subjects(Call call) {
        if (call.is("GET", "subjects")) {
            return strings(registry.subjects(call.flag("deleted"), call.query().getOrDefault("subjectPrefix", "")));
        }
        if (call.path().size() < 2) {
            return null;
        }
        String subject = call.path().get(1);
        if (call.is("POST", "subjects", "*")) {
            return version(registry.lookup(subject, schema(call), call.flag("deleted")));
        }
        if (call.is("DELETE", "subjects", "*")) {
            return numbers(registry.deleteSubject(subject, call.flag("permanent")));
        }
        if (call.is("GET", "subjects", "*", "versions")) {
            return numbers(registry.versions(subject, call.flag("deleted")).stream()
                    .map(RegisteredSchema::version)
                    .toList());
        }
        if (call.is("POST", "subjects", "*", "versions")) {
            return NODES.objectNode().put("id", registry.register(subject, schema(call)));
        }
        if (call.is("GET", "subjects", "*", "versions", "*")) {
            return version(registry.version(subject, call.path().get(3), call.flag("deleted")));
        }
        if (call.is("GET", "subjects", "*", "versions", "*", "schema")) {
            return parsed(registry.version(subject, call.path().get(3), call.flag("deleted"))
                    .schema());
        }
        if (call.is("DELETE", "subjects", "*", "versions", "*")) {
            return NODES.numberNode(registry.deleteVersion(subject, call.path().get(3), call.flag("permanent")));
        }
        return null;
    }

    private JsonNode schemas(Call call) {
        if (call.is("GET", "schemas", "types")) {
            return strings(List.of("AVRO"));
        }
        if (call.is("GET", "schemas", "ids", "*")) {
            return NODES.objectNode().put("schema", withId(call).get(0).schema());
        }
        if (call.is("GET", "schemas", "ids", "*", "schema")) {
            return parsed(withId(call).get(0).schema());
        }
        if (call.is("GET", "schemas", "ids", "*", "subjects")) {
            return strings(withId(call).stream()
                    .filter(found -> call.flag("deleted") || !found.deleted())
                    .map(RegisteredSchema::subject)
                    .distinct()
                    .toList());
        }
        if (call.is("GET", "schemas", "ids", "*", "versions")) {
            ArrayNode versions = NODES.arrayNode();
            withId(call).stream()
                    .filter(found -> call.flag("deleted") || !found.deleted())
                    .forEach(found -> versions.add(
                            NODES.objectNode().put("subject", found.subject()).put("version", found.version())));
            return versions;
        }
        return null;
    }

    private List<RegisteredSchema> withId(Call call) {
        String id = call.path().get(2);
        try {
            return registry.withId(Integer.parseInt(id));
        } catch (NumberFormatException e) {
            throw RegistryError.schemaNotFound(id);
        }
    }

    private JsonNode config(Call call) {
        String subject = call.path().size() > 1 ? call.path().get(1) : null;
        if (call.is("GET", "config")) {
            return NODES.objectNode()
                    .put("compatibilityLevel", registry.globalLevel().name());
        }
        if (call.is("GET", "config", "*")) {
            return NODES.objectNode()
                    .put(
                            "compatibilityLevel",
                            registry.level(subject, call.flag("defaultToGlobal"))
                                    .name());
        }
        if (call.is("PUT", "config") || call.is("PUT", "config", "*")) {
            Compatibility level = level(body(call).path("compatibility").asText());
            registry.setLevel(subject, level);
            return NODES.objectNode().put("compatibility", level.name());
        }
        if (call.is("DELETE", "config", "*")) {
            return NODES.objectNode()
                    .put("compatibilityLevel", registry.removeLevel(subject).name());
        }
        return null;
    }

    private JsonNode compatibility(Call call) {
        String version = null;
        if (call.is("POST", "compatibility", "subjects", "*", "versions", "*")) {
            version = call.path().get(4);
        } else if (!call.is("POST", "compatibility", "subjects", "*", "versions")) {
            return null;
        }
        List<String> problems = registry.problems(call.path().get(2), schema(call), version);
        ObjectNode answer = NODES.objectNode().put("is_compatible", problems.isEmpty());
        if (call.flag("verbose")) {
            answer.set("messages", strings(problems));
        }
        return answer;
    }

    private String schema(Call call) {
        JsonNode body = body(call);
        String type = body.path("schemaType").asText("AVRO");
        if (!"AVRO".equals(type) && !body.path("schemaType").isNull()) {
            throw RegistryError.invalidSchema("this registry keeps Avro only, not " + type);
        }
        if (body.path("references").size() > 0) {
            throw RegistryError.invalidSchema("this registry keeps no references between schemas");
        }
        if (!body.path("schema").isTextual()) {
            throw RegistryError.invalidSchema("the request has no schema");
        }
        return body.path("schema").asText();
    }

    private JsonNode body(Call call) {
        try {
            return json.readTree(call.body());
        } catch (JsonProcessingException e) {
            throw new RegistryError(400, 400, "the request body is not JSON");
        }
    }

    private JsonNode parsed(String schema) {
        try {
            return json.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a registered schema is JSON", e);
        }
    }

    private static Compatibility level(String name) {
        try {
            return Compatibility.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw RegistryError.invalidCompatibility(name);
        }
    }

    private static JsonNode version(RegisteredSchema schema) {
        return NODES.objectNode()
                .put("subject", schema.subject())
                .put("version", schema.version())
                .put("id", schema.id())
                .put("schema", schema.schema());
    }

    private static JsonNode strings(Collection<String> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static JsonNode numbers(Collection<Integer> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
