package io.talkmatrix.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The schemas of this version, read from the class path; {@code UnitId} and {@code Emotion} are shared by name. */
final class AvroSchemas {

    private static final List<String> IN_ORDER_OF_REFERENCE = List.of(
            "UnitId",
            "Emotion",
            "AudioChunk",
            "Utterance",
            "ReplySegment",
            "SpeechChunk",
            "FrameGroup",
            "Command",
            "Control",
            "TurnEvent",
            "LiveEvent",
            "Room",
            "RoomHistory",
            "TurnTimeline",
            "DeadLetter");

    private static final Map<String, Schema> BY_NAME = load();

    private AvroSchemas() {}

    static Schema named(String name) {
        Schema schema = BY_NAME.get(name);
        if (schema == null) {
            throw new IllegalArgumentException("there is no schema " + name + ", only " + BY_NAME.keySet());
        }
        return schema;
    }

    private static Map<String, Schema> load() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        Schema.Parser parser = new Schema.Parser();
        for (String name : IN_ORDER_OF_REFERENCE) {
            String path = "/io/talkmatrix/avro/" + name + ".avsc";
            try (InputStream in = AvroSchemas.class.getResourceAsStream(path)) {
                if (in == null) {
                    throw new IllegalStateException("the schema " + path + " is not on the class path");
                }
                schemas.put(name, parser.parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the schema " + path, e);
            }
        }
        return schemas;
    }
}
