package io.talkmatrix.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A constant added to a stage's enum and not to its schema would fail at the first record that uses it. */
class EnumSymbolsTest {

    static Stream<Arguments> enums() {
        return Stream.of(
                Arguments.of("AudioChunk", "endpointing", AudioChunk.Endpointing.class),
                Arguments.of("Utterance", "source", Utterance.Source.class),
                Arguments.of("ReplySegment", "source", ReplySegment.Source.class),
                Arguments.of("ReplySegment", "emotion", Emotion.class),
                Arguments.of("FrameGroup", "codec", FrameGroup.Codec.class),
                Arguments.of("Command", "kind", Command.Kind.class),
                Arguments.of("Control", "kind", Control.Kind.class),
                Arguments.of("TurnEvent", "milestone", TurnEvent.Milestone.class),
                Arguments.of("LiveEvent", "kind", LiveEvent.Kind.class),
                Arguments.of("Room", "state", Room.State.class));
    }

    @ParameterizedTest
    @MethodSource("enums")
    void symbolsAreTheConstantsInOrder(String record, String field, Class<? extends Enum<?>> type) {
        assertSymbols(AvroSchemas.named(record).getField(field).schema(), type);
    }

    @ParameterizedTest
    @MethodSource("visemes")
    void visemesAreTheConstantsInOrder(Schema schema) {
        assertSymbols(schema, Viseme.class);
    }

    static Stream<Schema> visemes() {
        return Stream.of(AvroSchemas.named("SpeechChunk")
                .getField("visemes")
                .schema()
                .getElementType()
                .getField("viseme")
                .schema());
    }

    private static void assertSymbols(Schema schema, Class<? extends Enum<?>> type) {
        List<String> known = new ArrayList<>(schema.getEnumSymbols());
        known.remove("UNKNOWN");

        assertThat(known)
                .containsExactlyElementsOf(
                        Stream.of(type.getEnumConstants()).map(Enum::name).toList());
    }
}
