package io.talkmatrix.testkit;

import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.testkit.DeliveryTrial.Stop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {

    private static final int ROOMS = 5;
    private static final int TURNS = 40;
    private static final int CLAUSES = 3;

    /** What is committed is committed by an orderly stop alone, so that after a crash everything is read again. */
    private static final RuntimeSettings NEVER_COMMITTING = new RuntimeSettings(
            8,
            4096,
            1 << 24,
            64,
            1024,
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(6),
            Duration.ofSeconds(1));

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    @ParameterizedTest
    @EnumSource(Stop.class)
    void restartedWorkerLosesNothingRepeatsNothingAndKeepsTheOrder(Stop stop) {
        Map<String, List<Utterance>> inputs = new LinkedHashMap<>();
        for (int i = 0; i < ROOMS; i++) {
            String room = KAFKA.newRoom();
            inputs.put(room, Samples.utterances(room, TURNS));
        }
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
                DeliveryTest::expected);

        Observed<Utterance, ReplySegment> observed = trial.run(inputs, TURNS * CLAUSES / 2, stop);

        new AtLeastOnce().check(observed);
        new PerRoomOrder().check(observed);
        new NoDuplicateIdentity().check(observed);
    }

    private static List<UnitId> expected(Utterance utterance) {
        return IntStream.range(0, CLAUSES)
                .mapToObj(clause -> utterance.id().at(clause, 0))
                .toList();
    }
}
