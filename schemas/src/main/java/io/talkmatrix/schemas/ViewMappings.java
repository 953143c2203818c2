package io.talkmatrix.schemas;

import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.RoomHistory.Exchange;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.TurnTimeline.Part;
import io.talkmatrix.stage.TurnTimeline.StageTime;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Mappings of what topologies derive from the other topics. */
final class ViewMappings {

    static final Mapping<RoomHistory> ROOM_HISTORY = Mapping.of(
            RoomHistory.class,
            (value, out) -> out.put("room", value.room())
                    .list(
                            "exchanges",
                            value.exchanges(),
                            exchange -> exchange(exchange, out.elementSchemaOf("exchanges"))),
            in -> new RoomHistory(in.text("room"), in.records("exchanges", ViewMappings::exchange)));

    static final Mapping<TurnTimeline> TURN_TIMELINE = Mapping.of(
            TurnTimeline.class,
            (value, out) -> out.put("room", value.room())
                    .put("turn", value.turn())
                    .put("source", value.source())
                    .put("answerSource", value.answerSource())
                    .put("language", value.language())
                    .put("outcome", value.outcome())
                    .list("parts", value.parts(), part -> part(part, out.elementSchemaOf("parts")))
                    .list("stages", value.stages(), stage -> stage(stage, out.elementSchemaOf("stages")))
                    .put("ttfaMillis", value.ttfaMillis())
                    .put("unexplainedMillis", value.unexplainedMillis())
                    .put("endedAtMillis", value.endedAtMillis()),
            in -> new TurnTimeline(
                    in.text("room"),
                    in.text("turn"),
                    in.text("source"),
                    in.text("answerSource"),
                    in.text("language"),
                    in.text("outcome"),
                    in.records(
                            "parts",
                            part -> new Part(
                                    part.text("name"), part.precise("fromMillis"), part.precise("untilMillis"))),
                    in.records("stages", ViewMappings::stage),
                    in.precise("ttfaMillis"),
                    in.precise("unexplainedMillis"),
                    in.number("endedAtMillis")));

    private ViewMappings() {}

    private static GenericRecord exchange(Exchange exchange, Schema schema) {
        return AvroRecord.of(schema)
                .put("turn", exchange.turn())
                .put("question", exchange.question())
                .put("answer", exchange.answer())
                .put("language", exchange.language())
                .put("interrupted", exchange.interrupted())
                .put("atMillis", exchange.atMillis())
                .done();
    }

    private static Exchange exchange(AvroFields in) {
        return new Exchange(
                in.text("turn"),
                in.text("question"),
                in.text("answer"),
                in.text("language"),
                in.flag("interrupted"),
                in.number("atMillis"));
    }

    private static GenericRecord part(Part part, Schema schema) {
        return AvroRecord.of(schema)
                .put("name", part.name())
                .put("fromMillis", part.fromMillis())
                .put("untilMillis", part.untilMillis())
                .done();
    }

    private static GenericRecord stage(StageTime stage, Schema schema) {
        return AvroRecord.of(schema)
                .put("stage", stage.stage())
                .put("engine", stage.engine())
                .put("device", stage.device())
                .put("degraded", stage.degraded())
                .put("startMillis", stage.startMillis())
                .put("firstOutputMillis", stage.firstOutputMillis())
                .put("endMillis", stage.endMillis())
                .put("queueMillis", stage.queueMillis())
                .put("brokerMillis", stage.brokerMillis())
                .done();
    }

    private static StageTime stage(AvroFields in) {
        return new StageTime(
                in.text("stage"),
                in.text("engine"),
                in.text("device"),
                in.text("degraded"),
                in.precise("startMillis"),
                in.precise("firstOutputMillis"),
                in.precise("endMillis"),
                in.precise("queueMillis"),
                in.precise("brokerMillis"));
    }
}
