package io.talkmatrix.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Records of {@code _schemas} as Confluent writes them, so that a real registry can take the topic over: JSON keys with a
 * {@code keytype}, a null value where something is gone. Records of other key types are left alone.
 */
final class SchemaRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A record of the topic: key and value bytes, the value null for a tombstone. */
    record Encoded(byte[] key, byte[] value) {}

    private SchemaRecords() {}

    static Encoded schema(RegisteredSchema schema) {
        ObjectNode value = object().put("subject", schema.subject())
                .put("version", schema.version())
                .put("id", schema.id())
                .put("schema", schema.schema())
                .put("deleted", schema.deleted());
        return new Encoded(schemaKey(schema.subject(), schema.version()), bytes(value));
    }

    static Encoded schemaGone(RegisteredSchema schema) {
        return new Encoded(schemaKey(schema.subject(), schema.version()), null);
    }

    /** @param subject null for the registry's own level */
    static Encoded config(String subject, Compatibility level) {
        return new Encoded(configKey(subject), bytes(object().put("compatibilityLevel", level.name())));
    }

    static Encoded configGone(String subject) {
        return new Encoded(configKey(subject), null);
    }

    /** Plays one record into the state. */
    static void apply(byte[] key, byte[] value, RegistryState state) {
        if (key == null) {
            throw new IllegalStateException("_schemas has a record without a key: it was not written by a registry");
        }
        JsonNode keyNode = read(key);
        String subject =
                keyNode.path("subject").isTextual() ? keyNode.path("subject").asText() : null;
        switch (keyNode.path("keytype").asText()) {
            case "SCHEMA" -> applySchema(subject, keyNode.path("version").asInt(), value, state);
            case "CONFIG" -> applyConfig(subject, value, state);
            case "DELETE_SUBJECT" -> {
                if (value != null) {
                    state.softlyDeleteUpTo(subject, read(value).path("version").asInt());
                }
            }
            default -> { // NOOP, MODE and what later registries may write mean nothing here
            }
        }
    }

    private static void applySchema(String subject, int version, byte[] value, RegistryState state) {
        if (value == null) {
            state.remove(subject, version);
            return;
        }
        JsonNode node = read(value);
        state.put(new RegisteredSchema(
                subject,
                version,
                node.path("id").asInt(),
                node.path("schema").asText(),
                node.path("deleted").asBoolean()));
    }

    private static void applyConfig(String subject, byte[] value, RegistryState state) {
        if (value == null) {
            state.removeConfig(subject);
        } else {
            state.putConfig(
                    subject,
                    Compatibility.valueOf(read(value).path("compatibilityLevel").asText()));
        }
    }

    /** The order of the fields is part of the key: compaction compares bytes. */
    private static byte[] schemaKey(String subject, int version) {
        return bytes(object().put("keytype", "SCHEMA")
                .put("subject", subject)
                .put("version", version)
                .put("magic", 1));
    }

    private static byte[] configKey(String subject) {
        return bytes(object().put("keytype", "CONFIG").put("subject", subject).put("magic", 0));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "_schemas has a record that is not JSON: it was not written by a registry", e);
        }
    }
}
