package io.talkmatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.Received;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.schemas.DeadLetter;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.Partitions;
import io.talkmatrix.schemas.RecordHeaders;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.Utterance;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StageRunnerTest {

    private static final AtomicInteger GROUPS = new AtomicInteger();

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private final String group = "group-" + GROUPS.incrementAndGet();
    private final String room = KAFKA.newRoom();
    private final String other = KAFKA.newRoom();
    private final Set<String> rooms = Set.of(room, other); // a new group reads what other tests wrote, too
    private StageRunner<Utterance> runner;

    @AfterEach
    void stop() {
        runner.close();
    }

    @Test
    void bytesThatAreNoEventGoToTheDeadLettersAndTheRoomGoesOn() {
        start(StageRunnerTest::answer);
        byte[] good = new EventSerializer<>(Topics.TEXT_ASR, KAFKA.registry())
                .serialize(Topics.TEXT_ASR.name(), Samples.utterance(room, 0));
        byte[] unknownSchema = good.clone();
        unknownSchema[1] = 0x7f;
        byte[] truncated = Arrays.copyOf(good, good.length - 3);
        sendRaw(room, unknownSchema);
        sendRaw(room, truncated);
        sendRaw(room, new byte[] {42});
        KAFKA.send(Topics.TEXT_ASR, Samples.utterance(room, 1));

        awaitAnswers(1);
        assertThat(letters(3))
                .extracting(letter -> letter.value())
                .containsExactly(unknownSchema, truncated, new byte[] {42});
    }

    @Test
    void recordInTheWrongPartitionGoesToTheDeadLetters() {
        start(StageRunnerTest::answer);
        Utterance utterance = Samples.utterance(room, 0);
        byte[] value =
                new EventSerializer<>(Topics.TEXT_ASR, KAFKA.registry()).serialize(Topics.TEXT_ASR.name(), utterance);
        int right = Partitions.of(room, KAFKA.partitions());
        sendRaw((right + 1) % KAFKA.partitions(), room, value);

        assertThat(letters(1).get(0).reason()).contains("belongs to partition " + right);
    }

    @Test
    void inputThatTheStageCannotUseIsADeadLetterAndEndsItsTurn() {
        start((r, utterance, out) -> {
            if (utterance.text().endsWith("0")) {
                throw new BadInputException("no words");
            }
            answer(r, utterance, out);
        });
        sendTurns(2);

        awaitAnswers(1);
        assertThat(letters(1).get(0).reason()).isEqualTo("BAD_INPUT: no words");
        assertThat(failures(1)).containsExactly(Samples.turn(room, 0) + " BAD_INPUT");
    }

    @Test
    void failureOfTheStageEndsTheTurnAndTheRoomGoesOn() {
        start((r, utterance, out) -> {
            if (utterance.text().endsWith("0")) {
                throw new StageFailedException("model ran out of memory");
            }
            if (utterance.text().endsWith("1")) {
                throw new IllegalStateException("a bug");
            }
            answer(r, utterance, out);
        });
        sendTurns(3);

        awaitAnswers(1);
        assertThat(failures(2))
                .containsExactly(
                        Samples.turn(room, 0) + " model ran out of memory",
                        Samples.turn(room, 1) + " internal error (IllegalStateException)");
        assertThat(runner.health().live()).isTrue();
    }

    @Test
    void inputWrittenTwiceIsHandledOnce() {
        AtomicInteger handled = new AtomicInteger();
        start((r, utterance, out) -> {
            handled.incrementAndGet();
            answer(r, utterance, out);
        });
        KAFKA.send(Topics.TEXT_ASR, Samples.utterance(room, 0));
        KAFKA.send(Topics.TEXT_ASR, Samples.utterance(room, 0));
        KAFKA.send(Topics.TEXT_ASR, Samples.utterance(room, 1));

        awaitAnswers(2);
        assertThat(handled).hasValue(2);
    }

    @Test
    void cutCancelsRunningWorkAndDropsWhatIsLeftOfTheTurn() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        AtomicInteger cancelled = new AtomicInteger();
        start((r, utterance, out) -> {
            if (utterance.text().endsWith("0")) {
                try (Cancellation watch = r.turns().watch(utterance.id().turn(), 0)) {
                    CountDownLatch cut = new CountDownLatch(1);
                    watch.onCancel(cut::countDown);
                    working.countDown();
                    cut.await(KafkaFixture.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
                    cancelled.incrementAndGet();
                    watch.check();
                }
            }
            answer(r, utterance, out);
        });
        KAFKA.send(Topics.TEXT_ASR, Samples.utterance(room, 0));
        assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
        KAFKA.send(Topics.TURN_CONTROL, Samples.control(room, Samples.turn(room, 0), 1, Control.Kind.CUT));
        KAFKA.send(Topics.TEXT_ASR, Samples.utterance(room, 1));

        assertThat(awaitAnswers(1)).extracting(unit -> unit.id().turn()).containsExactly(Samples.turn(room, 1));
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void unitOfACutTurnIsRefusedWhenItIsWritten() {
        CountDownLatch refused = new CountDownLatch(1);
        start((r, utterance, out) -> {
            if (utterance.text().endsWith("0")) {
                try {
                    KAFKA.send(
                            Topics.TURN_CONTROL,
                            Samples.control(room, utterance.id().turn(), 1, Control.Kind.CUT));
                    assertThat(r.turns().awaitStart(utterance.id().turn(), 0, KafkaFixture.DEADLINE))
                            .isFalse();
                } catch (CancelledException e) {
                    answerRefused(r, utterance, out, refused);
                }
            } else {
                answer(r, utterance, out);
            }
        });
        sendTurns(2);

        assertThat(awaitAnswers(1)).extracting(unit -> unit.id().turn()).containsExactly(Samples.turn(room, 1));
        assertThat(refused.getCount()).isZero();
    }

    @Test
    void replyOfATurnStartedAfterACutCarriesTheGenerationOfItsStart() {
        KAFKA.send(Topics.TURN_CONTROL, Samples.control(room, Samples.turn(room, 0), 4, Control.Kind.START));
        start((r, utterance, out) -> {
            assertThat(r.turns().awaitStart(utterance.id().turn(), 0, KafkaFixture.DEADLINE))
                    .isTrue();
            answer(r, utterance, out);
        });
        sendTurns(1);

        assertThat(awaitAnswers(1)).extracting(unit -> unit.id().generation()).containsExactly(4);
    }

    @Test
    void turnThatWaitsForItsStartLetsTheOneThatWasStartedFirstGoBeforeIt() {
        start((r, utterance, out) -> {
            assertThat(r.turns().awaitStart(utterance.id().turn(), 0, KafkaFixture.DEADLINE))
                    .isTrue();
            answer(r, utterance, out);
        });
        sendTurns(3);
        KAFKA.send(Topics.TURN_CONTROL, Samples.control(room, Samples.turn(room, 2), 0, Control.Kind.START));
        awaitAnswers(1);
        KAFKA.send(Topics.TURN_CONTROL, Samples.control(room, Samples.turn(room, 0), 0, Control.Kind.START));
        awaitAnswers(2);
        KAFKA.send(Topics.TURN_CONTROL, Samples.control(room, Samples.turn(room, 1), 0, Control.Kind.START));

        assertThat(awaitAnswers(3))
                .extracting(unit -> unit.id().turn())
                .containsExactly(Samples.turn(room, 2), Samples.turn(room, 0), Samples.turn(room, 1));
    }

    @Test
    void roomWithTooMuchWaitingOverflowsWhileOtherRoomsGoOn() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        start(withQueueOf(2), (r, utterance, out) -> {
            if (r.id().equals(room)) {
                busy.countDown();
                gate.await(KafkaFixture.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            }
            answer(r, utterance, out);
        });
        List<Utterance> turns = Samples.utterances(room, 6);
        KAFKA.send(Topics.TEXT_ASR, turns.get(0));
        assertThat(busy.await(KafkaFixture.DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
                .as("the first one no longer waits")
                .isTrue();
        turns.subList(1, 6).forEach(utterance -> KAFKA.send(Topics.TEXT_ASR, utterance));
        KAFKA.send(Topics.TEXT_ASR, Samples.utterance(other, 0));
        KAFKA.await(Topics.TEXT_REPLY, other, units -> units.size() == 1);
        List<DeadLetter> overflow = letters(3);
        gate.countDown();

        assertThat(overflow).allSatisfy(letter -> assertThat(letter.reason()).startsWith("OVERLOAD"));
        assertThat(awaitAnswers(3)).extracting(ReplySegment::text).startsWith("question 0, clause 0");
    }

    @Test
    void outputCarriesTheTraceOfItsInputAndTheEpochOfItsWriter() {
        start(StageRunnerTest::answer);
        sendTurns(1);

        Received<ReplySegment> answer =
                KAFKA.await(Topics.TEXT_REPLY, room, units -> units.size() == 1).get(0);
        String trace = RecordHeaders.traceparent(answer.headers()).orElseThrow();
        assertThat(trace.substring(3, 35)).isEqualTo(Samples.turn(room, 0).replace("-", ""));
        assertThat(RecordHeaders.epoch(answer.headers())).isPresent();
    }

    private static void answerRefused(StageRoom r, Utterance utterance, StageOutput out, CountDownLatch refused)
            throws InterruptedException {
        try {
            answer(r, utterance, out);
        } catch (CancelledException e) {
            refused.countDown();
            throw e;
        }
    }

    private static void answer(StageRoom r, Utterance utterance, StageOutput out) throws InterruptedException {
        out.emit(Samples.segment(utterance, 0, true));
    }

    private void start(ScriptedStage.Work<Utterance> work) {
        start(RuntimeSettings.defaults(), work);
    }

    private void start(RuntimeSettings settings, ScriptedStage.Work<Utterance> work) {
        ScriptedStage.Work<Utterance> ours = (r, utterance, out) -> {
            if (rooms.contains(r.id())) {
                work.handle(r, utterance, out);
            }
        };
        runner = new StageRunner<>(
                new ScriptedStage<>(group, Utterance.class, ours),
                Topics.TEXT_ASR,
                Topics.TEXT_REPLY,
                settings,
                KAFKA.context());
        runner.start();
    }

    private static RuntimeSettings withQueueOf(int cap) {
        RuntimeSettings d = RuntimeSettings.defaults();
        return new RuntimeSettings(
                d.threads(),
                cap,
                d.maxInFlightBytes(),
                d.maxUnacknowledged(),
                d.seenPerRoom(),
                d.commitInterval(),
                d.maxHold(),
                d.roomIdle(),
                d.drain(),
                d.sendTimeout(),
                d.sessionTimeout(),
                d.heartbeat());
    }

    private void sendTurns(int count) {
        Samples.utterances(room, count).forEach(utterance -> KAFKA.send(Topics.TEXT_ASR, utterance));
    }

    private void sendRaw(String key, byte[] value) {
        sendRaw(Partitions.of(key, KAFKA.partitions()), key, value);
    }

    private void sendRaw(int partition, String key, byte[] value) {
        try (KafkaProducer<byte[], byte[]> raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.connection().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            raw.send(new ProducerRecord<>(
                    Topics.TEXT_ASR.name(), partition, key.getBytes(StandardCharsets.UTF_8), value));
        }
    }

    private List<ReplySegment> awaitAnswers(int count) {
        return KAFKA.await(Topics.TEXT_REPLY, room, units -> units.size() >= count).stream()
                .map(Received::event)
                .toList();
    }

    private List<DeadLetter> letters(int count) {
        return KAFKA.await(Topics.DEAD_LETTERS, room, all -> ours(all).size() >= count).stream()
                .map(Received::event)
                .filter(letter -> letter.stage().equals(group))
                .toList();
    }

    private List<DeadLetter> ours(List<Received<DeadLetter>> all) {
        return all.stream()
                .map(Received::event)
                .filter(letter -> letter.stage().equals(group))
                .toList();
    }

    private List<String> failures(int count) {
        return KAFKA.await(Topics.TURN_EVENTS, room, all -> all.size() >= count).stream()
                .map(Received::event)
                .filter(event -> event.milestone() == TurnEvent.Milestone.STAGE_FAILED)
                .map(event -> event.turn() + " " + event.detail())
                .toList();
    }
}
