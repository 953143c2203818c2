package io.talkmatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.testkit.DeliveryTrial.Stop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {

    private static final int ROOMS = 5;
    private static final int CLAUSES = 3;
    private static final int CHUNKS = 5;

    /** What is committed is committed by an orderly stop alone, so that after a crash everything is read again. */
    private static final RuntimeSettings NEVER_COMMITTING = new RuntimeSettings(
            32,
            4096,
            1 << 24,
            64,
            1024,
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Duration.ofSeconds(6),
            Duration.ofSeconds(1));

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    @ParameterizedTest
    @EnumSource(Stop.class)
    void restartedWorkerLosesNothingRepeatsNothingAndKeepsTheOrder(Stop stop) {
        DeliveryTrial<Utterance, ReplySegment> trial = new DeliveryTrial<>(
                KAFKA,
                () -> new ScriptedStage<>("answer-" + stop, Utterance.class, (room, utterance, out) -> {
                    for (int clause = 0; clause < CLAUSES; clause++) {
                        out.emit(Samples.segment(utterance, clause, clause == CLAUSES - 1));
                    }
                }),
                Topics.TEXT_ASR,
                Topics.TEXT_REPLY,
                NEVER_COMMITTING,
                utterance -> IntStream.range(0, CLAUSES)
                        .mapToObj(clause -> utterance.id().at(clause, 0))
                        .toList());

        Observed<Utterance, ReplySegment> observed = trial.run(rooms(room -> Samples.utterances(room, 40)), 20, stop);

        new AtLeastOnce().check(observed);
        new PerRoomOrder().check(observed);
        new NoDuplicateIdentity().check(observed);
    }

    @ParameterizedTest
    @EnumSource(Stop.class)
    void inputThatWasOnlyInMemoryIsReadAgain(Stop stop) {
        DeliveryTrial<AudioChunk, Utterance> trial = new DeliveryTrial<>(
                KAFKA,
                () -> new SentenceStage("sentences-" + stop, CHUNKS),
                Topics.AUDIO_IN,
                Topics.TEXT_ASR,
                NEVER_COMMITTING,
                chunk -> SentenceStage.expected(chunk, CHUNKS));

        Observed<AudioChunk, Utterance> observed = trial.run(rooms(DeliveryTest::chunks), 2 * CHUNKS + 3, stop);

        new AtLeastOnce().check(observed);
        new PerRoomOrder().check(observed);
        new NoDuplicateIdentity().check(observed);
        observed.outputs().values().forEach(utterances -> assertThat(utterances)
                .extracting(Utterance::text)
                .containsExactly("[0, 1, 2, 3, 4]", "[5, 6, 7, 8, 9]", "[10, 11, 12, 13, 14]", "[15, 16, 17, 18, 19]"));
    }

    private static <I> Map<String, List<I>> rooms(Function<String, List<I>> inputs) {
        Map<String, List<I>> rooms = new LinkedHashMap<>();
        for (int i = 0; i < ROOMS; i++) {
            String room = KAFKA.newRoom();
            rooms.put(room, inputs.apply(room));
        }
        return rooms;
    }

    private static List<AudioChunk> chunks(String room) {
        return IntStream.range(0, 4 * CHUNKS)
                .mapToObj(seq -> new AudioChunk(
                        room, "stream", seq, seq * 100L, new byte[3200], AudioChunk.Endpointing.VAD, false))
                .toList();
    }
}
