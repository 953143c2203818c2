package io.talkmatrix.schemas;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Lighting;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.stage.TurnEvent;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Mappings of everything that is about a room or a turn without being a stage's output. */
final class RoomMappings {

    static final Mapping<AudioChunk> AUDIO_CHUNK = Mapping.of(
            AudioChunk.class,
            (value, out) -> out.put("room", value.room())
                    .put("stream", value.stream())
                    .put("seq", value.seq())
                    .put("captureMillis", value.captureMillis())
                    .bytes("pcm", value.pcm())
                    .constant("endpointing", value.endpointing())
                    .put("endOfStream", value.endOfStream()),
            in -> new AudioChunk(
                    in.text("room"),
                    in.text("stream"),
                    in.number("seq"),
                    in.number("captureMillis"),
                    in.bytes("pcm"),
                    in.constant("endpointing", AudioChunk.Endpointing.class),
                    in.flag("endOfStream")));

    static final Mapping<Command> COMMAND = Mapping.of(
            Command.class,
            (value, out) -> out.put("room", value.room())
                    .put("commandId", value.commandId())
                    .constant("kind", value.kind())
                    .put("turn", value.turn())
                    .put("arguments", value.arguments())
                    .put("who", value.who())
                    .put("why", value.why())
                    .put("atMillis", value.atMillis()),
            in -> new Command(
                    in.text("room"),
                    in.text("commandId"),
                    in.constant("kind", Command.Kind.class),
                    in.text("turn"),
                    in.textMap("arguments"),
                    in.text("who"),
                    in.text("why"),
                    in.number("atMillis")));

    static final Mapping<Control> CONTROL = Mapping.of(
            Control.class,
            (value, out) -> out.put("room", value.room())
                    .put("turn", value.turn())
                    .put("generation", value.generation())
                    .put("activeTurn", value.activeTurn())
                    .constant("kind", value.kind())
                    .put("reason", value.reason())
                    .put("ptsSamples", value.ptsSamples())
                    .put("atMillis", value.atMillis()),
            in -> new Control(
                    in.text("room"),
                    in.text("turn"),
                    in.integer("generation"),
                    in.text("activeTurn"),
                    in.constant("kind", Control.Kind.class),
                    in.text("reason"),
                    in.number("ptsSamples"),
                    in.number("atMillis")));

    static final Mapping<TurnEvent> TURN_EVENT = Mapping.of(
            TurnEvent.class,
            (value, out) -> out.put("room", value.room())
                    .put("turn", value.turn())
                    .put("generation", value.generation())
                    .put("stage", value.stage())
                    .constant("milestone", value.milestone())
                    .put("segment", value.segment())
                    .put("ptsSamples", value.ptsSamples())
                    .put("engine", value.engine())
                    .put("device", value.device())
                    .put("degraded", value.degraded())
                    .put("detail", value.detail())
                    .put("figures", value.figures())
                    .put("atMillis", value.atMillis()),
            in -> new TurnEvent(
                    in.text("room"),
                    in.text("turn"),
                    in.integer("generation"),
                    in.text("stage"),
                    in.constant("milestone", TurnEvent.Milestone.class),
                    in.integer("segment"),
                    in.number("ptsSamples"),
                    in.text("engine"),
                    in.text("device"),
                    in.text("degraded"),
                    in.text("detail"),
                    in.map("figures", Double.class::cast),
                    in.number("atMillis")));

    static final Mapping<LiveEvent> LIVE_EVENT = Mapping.of(
            LiveEvent.class,
            (value, out) -> out.put("room", value.room())
                    .put("platform", value.platform())
                    .put("platformId", value.platformId())
                    .constant("kind", value.kind())
                    .put("user", value.user())
                    .put("text", value.text())
                    .put("count", value.count())
                    .put("attributes", value.attributes())
                    .put("atMillis", value.atMillis()),
            in -> new LiveEvent(
                    in.text("room"),
                    in.text("platform"),
                    in.text("platformId"),
                    in.constant("kind", LiveEvent.Kind.class),
                    in.text("user"),
                    in.text("text"),
                    in.integer("count"),
                    in.textMap("attributes"),
                    in.number("atMillis")));

    static final Mapping<Room> ROOM = Mapping.of(
            Room.class,
            (value, out) -> out.put("room", value.room())
                    .put("title", value.title())
                    .constant("state", value.state())
                    .put("avatar", value.avatar())
                    .put("voice", value.voice())
                    .put("language", value.language())
                    .put("persona", value.persona())
                    .put("knowledge", value.knowledge())
                    .put("script", value.script())
                    .put("outputs", value.outputs())
                    .put("clockSink", value.clockSink())
                    .put("engines", value.engines())
                    .put("profile", value.profile())
                    .put("seed", value.seed())
                    .put("updatedAtMillis", value.updatedAtMillis())
                    .put("scene", value.scene().toMap())
                    .put("director", value.director())
                    .put("light", value.light().toMap()),
            in -> new Room(
                    in.text("room"),
                    in.text("title"),
                    in.constant("state", Room.State.class),
                    in.text("avatar"),
                    in.textMap("voice"),
                    in.text("language"),
                    in.text("persona"),
                    in.texts("knowledge"),
                    in.texts("script"),
                    in.texts("outputs"),
                    in.text("clockSink"),
                    in.textMap("engines"),
                    in.text("profile"),
                    in.number("seed"),
                    in.number("updatedAtMillis"),
                    Scene.of(in.textMap("scene")),
                    in.textMap("director"),
                    Lighting.of(in.textMap("light"))));

    static final Mapping<DeadLetter> DEAD_LETTER = Mapping.of(
            DeadLetter.class,
            (value, out) -> out.put("topic", value.topic())
                    .put("partition", value.partition())
                    .put("offset", value.offset())
                    .bytes("key", value.key())
                    .bytes("value", value.value())
                    .list("headers", value.headers(), header -> header(header, out.elementSchemaOf("headers")))
                    .put("stage", value.stage())
                    .put("reason", value.reason())
                    .put("errorClass", value.errorClass())
                    .put("atMillis", value.atMillis()),
            in -> new DeadLetter(
                    in.text("topic"),
                    in.integer("partition"),
                    in.number("offset"),
                    in.bytesOrNull("key"),
                    in.bytesOrNull("value"),
                    in.records(
                            "headers",
                            header -> new DeadLetter.Header(header.text("name"), header.bytesOrNull("value"))),
                    in.text("stage"),
                    in.text("reason"),
                    in.text("errorClass"),
                    in.number("atMillis")));

    private RoomMappings() {}

    private static GenericRecord header(DeadLetter.Header header, Schema schema) {
        return AvroRecord.of(schema)
                .put("name", header.name())
                .bytes("value", header.value())
                .done();
    }
}
