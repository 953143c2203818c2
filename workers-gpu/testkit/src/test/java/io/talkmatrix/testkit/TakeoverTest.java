package io.talkmatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.Partitions;
import io.talkmatrix.schemas.RecordHeaders;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.stage.Written;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a successor knows of its predecessor, and what readers hear of it. */
class TakeoverTest {

    private static final int CLAUSES = 3;

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private final String room = KAFKA.newRoom();

    @Test
    void aSuccessorIsToldWhatWasWrittenOfTheTurn() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicReference<List<Written>> told = new AtomicReference<>();
        try (StageRunner<Utterance> first = runner((r, utterance, out) -> {
            if (r.id().equals(room)) {
                out.emit(Samples.segment(utterance, 0, false));
                out.emit(Samples.segment(utterance, 1, false));
                stuck.countDown();
                new CountDownLatch(1).await(KafkaFixture.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            }
        })) {
            first.start();
            KAFKA.send(Topics.TEXT_ASR, Samples.utterance(room, 0));
            assertThat(stuck.await(KafkaFixture.DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            KAFKA.await(Topics.TEXT_REPLY, room, units -> units.size() == 2);
            first.kill();
        }
        try (StageRunner<Utterance> second = runner((r, utterance, out) -> {
            if (r.id().equals(room)) {
                told.set(r.written(utterance.id().turn()));
                for (int clause = told.get().size(); clause < CLAUSES; clause++) {
                    out.emit(Samples.segment(utterance, clause, clause == CLAUSES - 1));
                }
            }
        })) {
            second.start();
            List<ReplySegment> all = KAFKA.await(Topics.TEXT_REPLY, room, units -> units.size() == CLAUSES).stream()
                    .map(Received::event)
                    .toList();

            assertThat(all).extracting(unit -> unit.id().segment()).containsExactly(0, 1, 2);
            assertThat(told.get())
                    .extracting(unit -> unit.words().orElseThrow())
                    .containsExactlyElementsOf(all.subList(0, 2));
        }
    }

    @Test
    void readersDoNotHearAWriterThatLostItsRoom() throws Exception {
        write(7, null);
        write(7, 0);
        write(6, 1);
        write(7, 2);

        try (EventTail<ReplySegment> tail =
                EventTail.ofRoom(KAFKA.connection(), KAFKA.registry(), Topics.TEXT_REPLY, room)) {
            assertThat(tail.readToEnd(KafkaFixture.DEADLINE))
                    .extracting(received -> received.event().id().segment())
                    .containsExactly(0, 2);
        }
    }

    private StageRunner<Utterance> runner(ScriptedStage.Work<Utterance> work) {
        return new StageRunner<>(
                new ScriptedStage<>("takeover", Utterance.class, work),
                Topics.TEXT_ASR,
                Topics.TEXT_REPLY,
                RuntimeSettings.defaults(),
                KAFKA.context());
    }

    /** @param segment null for the marker of a takeover */
    private void write(long epoch, Integer segment) throws Exception {
        byte[] value = segment == null
                ? null
                : new EventSerializer<>(Topics.TEXT_REPLY, KAFKA.registry())
                        .serialize(
                                Topics.TEXT_REPLY.name(), Samples.segment(Samples.utterance(room, 0), segment, false));
        try (KafkaProducer<byte[], byte[]> raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.connection().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    Topics.TEXT_REPLY.name(),
                    Partitions.of(room, KAFKA.partitions()),
                    segment == null ? null : room.getBytes(StandardCharsets.UTF_8),
                    value);
            if (segment == null) {
                RecordHeaders.writeTakeover(record.headers(), epoch);
            } else {
                RecordHeaders.writeEpoch(record.headers(), epoch);
            }
            raw.send(record).get(KafkaFixture.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
