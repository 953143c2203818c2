package io.talkmatrix.schemas;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Renders {@code docs/topics.md} from the catalogue and the schemas. */
final class TopicsDocument {

    private final StringBuilder out = new StringBuilder();
    private final Set<Schema> described = new LinkedHashSet<>();

    static String render() {
        return new TopicsDocument().whole();
    }

    private String whole() {
        out.append("# Topics\n\n")
                .append("Made from `Topics` and `schemas/src/main/avro` by `TopicsDocumentTest`; do not edit.\n\n")
                .append("Every key is the room id in UTF-8, every topic has the same partition count (")
                .append(Topics.DEFAULT_PARTITIONS)
                .append(" unless chosen otherwise, once), and a room's partition is murmur2 of its key, so one room is"
                        + " one partition everywhere. Values are Avro in the Confluent wire format under the subject"
                        + " `<topic>-value`. Headers: `")
                .append(RecordHeaders.EPOCH)
                .append("` (8 bytes big-endian: assignment epoch of the writer), `")
                .append(RecordHeaders.KIND)
                .append("` (`TAKEOVER` on a marker without a value), `")
                .append(RecordHeaders.TRACEPARENT)
                .append("` (W3C trace).\n\n")
                .append("| topic | value | cleanup | kept | cap per partition | largest message | what it is for |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (Topic<?> topic : Topics.all()) {
            boolean compacted = topic.cleanup() == Topic.Cleanup.COMPACT;
            row(
                    "`" + topic.name() + "`",
                    link(topic.type().getSimpleName()),
                    compacted ? "compact" : "delete",
                    compacted ? "the latest of each room" : kept(topic),
                    compacted ? "" : (topic.retentionBytes() >> 20) + " MiB",
                    (topic.maxMessageBytes() >> 10) + " KiB",
                    topic.doc());
        }
        out.append("\n# Records\n");
        Deque<Schema> waiting = new ArrayDeque<>();
        Topics.all().forEach(topic -> waiting.add(EventCodec.of(topic.type()).schema()));
        while (!waiting.isEmpty()) {
            Schema schema = waiting.poll();
            if (described.add(schema)) {
                describe(schema, waiting);
            }
        }
        return out.toString();
    }

    private void describe(Schema schema, Deque<Schema> waiting) {
        out.append("\n## ")
                .append(schema.getName())
                .append("\n\n")
                .append(schema.getDoc())
                .append("\n\n");
        if (schema.getType() == Schema.Type.ENUM) {
            out.append(schema.getEnumSymbols().stream()
                            .map(symbol -> "`" + symbol + "`")
                            .collect(Collectors.joining(", ")))
                    .append(". Symbols a reader does not know become `")
                    .append(schema.getEnumDefault())
                    .append("`.\n");
            return;
        }
        out.append("| field | type | what |\n|---|---|---|\n");
        for (Schema.Field field : schema.getFields()) {
            row("`" + field.name() + "`", type(field.schema(), waiting), field.doc());
        }
    }

    private static String type(Schema schema, Deque<Schema> waiting) {
        return switch (schema.getType()) {
            case RECORD, ENUM -> {
                waiting.add(schema);
                yield link(schema.getName());
            }
            case ARRAY -> "list of " + type(schema.getElementType(), waiting);
            case MAP -> "map of " + type(schema.getValueType(), waiting);
            case UNION ->
                schema.getTypes().stream().map(member -> type(member, waiting)).collect(Collectors.joining(" or "));
            case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
                schema.getType().getName();
        };
    }

    private static String kept(Topic<?> topic) {
        long hours = topic.retention().toHours();
        return hours >= 48 ? hours / 24 + " days" : hours + " h";
    }

    private static String link(String name) {
        return "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")";
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
