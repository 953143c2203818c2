package io.talkmatrix.schemas;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedPhoneme;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.stage.Viseme;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Mappings of the stages' outputs, all of which carry a unit's identity. */
final class TurnUnitMappings {

    static final Mapping<Utterance> UTTERANCE = Mapping.of(
            Utterance.class,
            (value, out) -> out.put("id", id(value.id(), out))
                    .put("text", value.text())
                    .put("isFinal", value.isFinal())
                    .put("language", value.language())
                    .constant("source", value.source())
                    .put("speaker", value.speaker())
                    .put("startMillis", value.startMillis())
                    .put("endMillis", value.endMillis())
                    .put("averageLogProbability", value.averageLogProbability())
                    .put("degraded", value.degraded())
                    .put("stablePrefix", value.stablePrefix())
                    .put("speculative", value.speculative())
                    .put("directions", value.directions()),
            in -> new Utterance(
                    id(in),
                    in.text("text"),
                    in.flag("isFinal"),
                    in.text("language"),
                    in.constant("source", Utterance.Source.class),
                    in.text("speaker"),
                    in.number("startMillis"),
                    in.number("endMillis"),
                    in.real("averageLogProbability"),
                    in.text("degraded"),
                    in.integer("stablePrefix"),
                    in.flag("speculative"),
                    in.textMap("directions")));

    static final Mapping<ReplySegment> REPLY_SEGMENT = Mapping.of(
            ReplySegment.class,
            (value, out) -> out.put("id", id(value.id(), out))
                    .put("text", value.text())
                    .put("language", value.language())
                    .constant("emotion", value.emotion())
                    .put("intensity", value.intensity())
                    .constant("source", value.source())
                    .put("sourceDetail", value.sourceDetail())
                    .put("last", value.last())
                    .put("degraded", value.degraded()),
            in -> new ReplySegment(
                    id(in),
                    in.text("text"),
                    in.text("language"),
                    in.constant("emotion", Emotion.class),
                    in.real("intensity"),
                    in.constant("source", ReplySegment.Source.class),
                    in.text("sourceDetail"),
                    in.flag("last"),
                    in.text("degraded")));

    static final Mapping<SpeechChunk> SPEECH_CHUNK = Mapping.of(
            SpeechChunk.class,
            (value, out) -> out.put("id", id(value.id(), out))
                    .bytes("pcm", value.pcm())
                    .put("ptsSamples", value.ptsSamples())
                    .list("phonemes", value.phonemes(), phoneme -> phoneme(phoneme, out.elementSchemaOf("phonemes")))
                    .list("visemes", value.visemes(), viseme -> viseme(viseme, out.elementSchemaOf("visemes")))
                    .put("text", value.text())
                    .constant("emotion", value.emotion())
                    .put("intensity", value.intensity())
                    .put("lastOfSegment", value.lastOfSegment())
                    .put("lastOfTurn", value.lastOfTurn())
                    .put("degraded", value.degraded()),
            in -> new SpeechChunk(
                    id(in),
                    in.bytes("pcm"),
                    in.number("ptsSamples"),
                    in.records("phonemes", TurnUnitMappings::phoneme),
                    in.records("visemes", TurnUnitMappings::viseme),
                    in.text("text"),
                    in.constant("emotion", Emotion.class),
                    in.real("intensity"),
                    in.flag("lastOfSegment"),
                    in.flag("lastOfTurn"),
                    in.text("degraded")));

    static final Mapping<FrameGroup> FRAME_GROUP = Mapping.of(
            FrameGroup.class,
            (value, out) -> out.put("id", id(value.id(), out))
                    .put("ptsSamples", value.ptsSamples())
                    .put("framesPerSecond", value.framesPerSecond())
                    .constant("codec", value.codec())
                    .put("width", value.width())
                    .put("height", value.height())
                    .list("frames", value.frames(), ByteBuffer::wrap)
                    .put("lastOfTurn", value.lastOfTurn())
                    .put("degraded", value.degraded()),
            in -> new FrameGroup(
                    id(in),
                    in.number("ptsSamples"),
                    in.integer("framesPerSecond"),
                    in.constant("codec", FrameGroup.Codec.class),
                    in.integer("width"),
                    in.integer("height"),
                    in.list("frames", AvroFields::bytes),
                    in.flag("lastOfTurn"),
                    in.text("degraded")));

    private TurnUnitMappings() {}

    private static GenericRecord id(UnitId id, AvroRecord out) {
        return AvroRecord.of(out.schemaOf("id"))
                .put("room", id.room())
                .put("turn", id.turn())
                .put("generation", id.generation())
                .put("segment", id.segment())
                .put("seq", id.seq())
                .done();
    }

    private static UnitId id(AvroFields unit) {
        AvroFields id = unit.record("id");
        return new UnitId(
                id.text("room"), id.text("turn"), id.integer("generation"), id.integer("segment"), id.integer("seq"));
    }

    private static GenericRecord phoneme(TimedPhoneme phoneme, Schema schema) {
        return AvroRecord.of(schema)
                .put("symbol", phoneme.symbol())
                .put("startSamples", phoneme.startSamples())
                .put("endSamples", phoneme.endSamples())
                .done();
    }

    private static TimedPhoneme phoneme(AvroFields in) {
        return new TimedPhoneme(in.text("symbol"), in.number("startSamples"), in.number("endSamples"));
    }

    private static GenericRecord viseme(TimedViseme viseme, Schema schema) {
        return AvroRecord.of(schema)
                .constant("viseme", viseme.viseme())
                .put("startSamples", viseme.startSamples())
                .put("endSamples", viseme.endSamples())
                .done();
    }

    private static TimedViseme viseme(AvroFields in) {
        return new TimedViseme(in.constant("viseme", Viseme.class), in.number("startSamples"), in.number("endSamples"));
    }
}
