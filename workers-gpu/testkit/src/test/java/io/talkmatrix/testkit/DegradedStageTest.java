package io.talkmatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.Received;
import io.talkmatrix.runtime.RunnerContext;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Degradation;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stage that lost its GPU: its second turn is made on the CPU, the third on the GPU again. */
class DegradedStageTest {

    private static final String LOST = "decoder.onnx runs on the CPU instead of cuda:0: CUDA failure 2: out of memory";
    private static final String GROUP = "degraded";

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private volatile String lost = "";

    @Test
    void whatIsMadeMeanwhileSaysWhyAndHealthAndMetricsDoToo() throws InterruptedException {
        String room = KAFKA.newRoom();
        RunnerContext context = KAFKA.context().degradedAs(stage -> stage.equals(GROUP) ? lost : "of another stage");
        try (StageRunner<Utterance> runner = new StageRunner<>(
                new ScriptedStage<>(GROUP, Utterance.class, (r, utterance, out) -> {
                    lost = utterance.text().endsWith("1") ? LOST : "";
                    ReplySegment words = Samples.segment(utterance, 0, true);
                    out.emit(words.withDegraded("knowledge: shop.csv cannot be read"));
                    out.report(event(utterance));
                }),
                Topics.TEXT_ASR,
                Topics.TEXT_REPLY,
                RuntimeSettings.defaults(),
                context)) {
            runner.start();
            runner.awaitReady(KafkaFixture.DEADLINE);

            List<Utterance> turns = Samples.utterances(room, 3);
            KAFKA.send(Topics.TEXT_ASR, turns.get(0));
            KAFKA.send(Topics.TEXT_ASR, turns.get(1));
            List<TurnEvent> milestones = KAFKA.await(Topics.TURN_EVENTS, room, all -> all.size() == 2).stream()
                    .map(Received::event)
                    .toList();
            assertThat(runner.health().ready()).isTrue();
            assertThat(runner.health().degraded()).isEqualTo(LOST);
            assertThat(now(context)).isEqualTo(1);

            KAFKA.send(Topics.TEXT_ASR, turns.get(2));
            KAFKA.await(Topics.TURN_EVENTS, room, all -> all.size() == 3);
            assertThat(runner.health().degraded()).isEmpty();
            assertThat(now(context)).isZero();

            assertThat(milestones).extracting(TurnEvent::degraded).containsExactly("", LOST);
            assertThat(KAFKA.read(Topics.TEXT_REPLY, room))
                    .extracting(ReplySegment::degraded)
                    .containsExactly(
                            "knowledge: shop.csv cannot be read",
                            "knowledge: shop.csv cannot be read; " + LOST,
                            "knowledge: shop.csv cannot be read");
            assertThat(turns(context, Degradation.DEVICE)).isEqualTo(1);
            assertThat(turns(context, Degradation.KNOWLEDGE)).isEqualTo(3);
        }
    }

    private static double now(RunnerContext context) {
        return context.meters()
                .get("talkmatrix.degraded")
                .tag("stage", GROUP)
                .gauge()
                .value();
    }

    private static double turns(RunnerContext context, Degradation kind) {
        return context.meters()
                .get("talkmatrix.degraded.turns")
                .tags("stage", GROUP, "reason", kind.label())
                .counter()
                .count();
    }

    private static TurnEvent event(Utterance utterance) {
        return new TurnEvent(
                utterance.room(),
                utterance.id().turn(),
                utterance.id().generation(),
                GROUP,
                Milestone.REPLIED,
                -1,
                -1,
                "scripted",
                "cpu",
                "",
                "",
                Map.of(),
                utterance.endMillis());
    }
}
