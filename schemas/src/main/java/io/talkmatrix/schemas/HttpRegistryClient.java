package io.talkmatrix.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * A client of the Confluent schema registry's REST API, for a real one as for our own. Answers are kept for the life of
 * the client, up to 1,000 schemas.
 */
public final class HttpRegistryClient implements RegistryClient {

    private static final int MOST_SCHEMAS = 1_000;

    private record Registered(String subject, Schema schema) {}

    private final ObjectMapper json = new ObjectMapper();
    private final RegistryHttp http;
    private final Map<Registered, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    public HttpRegistryClient(RegistryClientConfig config) {
        this.http = new RegistryHttp(config);
    }

    @Override
    public int idOf(String subject, Schema schema) {
        var key = new Registered(subject, schema);
        Integer known = ids.get(key);
        return known == null ? register(key) : known;
    }

    @Override
    public Schema schemaOf(int id) {
        Schema known = schemas.get(id);
        return known == null ? fetch(id) : known;
    }

    @Override
    public void close() {
        http.close();
    }

    private int register(Registered key) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("schema", key.schema().toString())
                .toString();
        String path = "/subjects/" + URLEncoder.encode(key.subject(), StandardCharsets.UTF_8) + "/versions";
        RegistryHttp.Answer answer = http.post(path, body);
        String what = "register " + key.schema().getName() + " under " + key.subject();
        if (answer.status() == 409) {
            throw new RegistryException("the registry refuses to " + what
                    + ": it is not compatible with the versions there. " + message(answer));
        }
        JsonNode id = ok(answer, what).path("id");
        if (!id.isInt()) {
            throw new RegistryException("the registry's answer to " + what + " has no id");
        }
        remember(ids, key, id.intValue());
        return id.intValue();
    }

    private Schema fetch(int id) {
        String what = "read schema id " + id;
        RegistryHttp.Answer answer = http.get("/schemas/ids/" + Integer.toUnsignedString(id));
        if (answer.status() == 404) {
            throw new UnknownSchemaException("the registry does not know it (" + message(answer) + ")", id);
        }
        JsonNode body = ok(answer, what);
        String type = body.path("schemaType").asText("AVRO");
        if (!"AVRO".equals(type)) {
            throw new UnknownSchemaException("the registry has it as " + type + ", not as Avro", id);
        }
        try {
            Schema schema = new Schema.Parser().parse(body.path("schema").asText());
            remember(schemas, id, schema);
            return schema;
        } catch (SchemaParseException e) {
            throw new RegistryException("the registry's answer to " + what + " is no Avro schema", e);
        }
    }

    private JsonNode ok(RegistryHttp.Answer answer, String what) {
        if (answer.status() / 100 != 2) {
            throw new RegistryException("the registry refuses to " + what + ": " + message(answer));
        }
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new RegistryException("the registry's answer to " + what + " is not JSON", e);
        }
    }

    private String message(RegistryHttp.Answer answer) {
        try {
            JsonNode body = json.readTree(answer.body());
            return "HTTP " + answer.status() + ", code "
                    + body.path("error_code").asInt() + ", "
                    + body.path("message").asText();
        } catch (JsonProcessingException e) {
            return "HTTP " + answer.status() + " without a JSON message";
        }
    }

    private static <K, V> void remember(Map<K, V> cache, K key, V value) {
        if (cache.size() >= MOST_SCHEMAS) {
            cache.clear();
        }
        cache.put(key, value);
    }
}
