package io.talkmatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.KafkaWarmUp;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.Partitions;
import io.talkmatrix.schemas.RecordHeaders;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoomsTest {

    private static final AtomicInteger GROUPS = new AtomicInteger();

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private final String group = "rooms-" + GROUPS.incrementAndGet();
    private final String room = KAFKA.newRoom();
    private final AtomicInteger prepared = new AtomicInteger();

    @Test
    void aDescribedRoomIsMadeReadyOnceAndItIsToldHowThatWent() throws InterruptedException {
        try (StageRunner<Utterance> runner = runner((r, utterance, out) -> {})) {
            runner.start();
            runner.awaitReady(KafkaFixture.DEADLINE);
            // A description that another follows before it is looked at is passed over.
            KAFKA.send(Topics.ROOMS, described("default"));
            told(1);
            KAFKA.send(Topics.ROOMS, described("default"));
            KAFKA.send(Topics.ROOMS, described("broken"));
            told(2);
            KAFKA.send(Topics.ROOMS, described("other"));

            assertThat(told(3))
                    .containsExactly(
                            "PREPARED avatar default, small",
                            "PREPARE_FAILED no such avatar",
                            "PREPARED avatar other, small");
            assertThat(prepared).hasValue(3);
        }
    }

    @Test
    void aWorkerThatComesLaterPreparesTheRoomsThatAreKnown() throws InterruptedException {
        KAFKA.send(Topics.ROOMS, described("default"));
        try (StageRunner<Utterance> runner = runner((r, utterance, out) -> {})) {
            runner.start();

            assertThat(told(1)).containsExactly("PREPARED avatar default, small");
        }
    }

    @Test
    void milestonesSayHowLongTheirInputWasOnItsWay() {
        try (StageRunner<Utterance> runner = runner((r, utterance, out) -> out.report(event(utterance)))) {
            runner.start();
            KAFKA.send(Topics.TEXT_ASR, Samples.utterance(room, 0));

            Map<String, Double> figures = KAFKA.await(
                            Topics.TURN_EVENTS, room, events -> has(events, Milestone.FIRST_CLAUSE))
                    .get(0)
                    .event()
                    .figures();
            assertThat(figures).containsOnlyKeys("own", "brokerMillis", "queueMillis");
            assertThat(figures.get("brokerMillis")).isPositive();
            assertThat(figures.get("queueMillis")).isNotNegative();
        }
    }

    @Test
    void sessionsSeeWhatWasSaidBefore() {
        RoomHistory.Exchange exchange = new RoomHistory.Exchange("turn", "How much?", "Ten.", "en", false, 1);
        KAFKA.send(Topics.ROOM_HISTORY, new RoomHistory(room, List.of(exchange)));
        CountDownLatch seen = new CountDownLatch(1);
        try (StageRunner<Utterance> runner = runner((r, utterance, out) -> {
            awaitHistory(r);
            seen.countDown();
            out.emit(Samples.segment(utterance, 0, true));
        })) {
            runner.start();
            KAFKA.send(Topics.TEXT_ASR, Samples.utterance(room, 0));

            KAFKA.await(Topics.TEXT_REPLY, room, units -> units.size() == 1);
            assertThat(seen.getCount()).isZero();
        }
    }

    @Test
    void aWriterThatLostItsPartitionStaysUnheardAfterItsReaderWasRestarted() throws Exception {
        sendRaw(5, true, 0);
        sendRaw(5, false, 1);
        try (StageRunner<Utterance> first =
                runner((r, utterance, out) -> out.emit(Samples.segment(utterance, 0, true)))) {
            first.start();
            KAFKA.await(Topics.TEXT_REPLY, room, units -> units.size() == 1);
        }
        try (StageRunner<Utterance> second =
                runner((r, utterance, out) -> out.emit(Samples.segment(utterance, 0, true)))) {
            second.start();
            second.awaitReady(KafkaFixture.DEADLINE);
            sendRaw(4, false, 2);
            sendRaw(5, false, 3);

            assertThat(KAFKA.await(Topics.TEXT_REPLY, room, units -> units.size() == 2))
                    .extracting(unit -> unit.event().id().turn())
                    .containsExactly(Samples.turn(room, 1), Samples.turn(room, 3));
        }
    }

    @Test
    void warmingUpLeavesNothingBehind() throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) KAFKA.connection().bootstrapServers()))) {
            KAFKA.send(Topics.ROOMS, described("host.png"));
            long before = written(admin, Topics.TURN_EVENTS);
            KafkaWarmUp.run(KAFKA.connection(), 3);

            assertThat(written(admin, Topics.TURN_EVENTS)).as("events of rooms").isEqualTo(before);
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).noneMatch(name -> name.contains("warm"));
            assertThat(admin.listGroups().all().get(30, TimeUnit.SECONDS))
                    .noneMatch(listed -> listed.groupId().contains("warm"));
        }
    }

    private static long written(Admin admin, Topic<?> topic) throws Exception {
        Map<TopicPartition, OffsetSpec> ends = admin
                .describeTopics(List.of(topic.name()))
                .allTopicNames()
                .get(30, TimeUnit.SECONDS)
                .get(topic.name())
                .partitions()
                .stream()
                .collect(Collectors.toMap(
                        part -> new TopicPartition(topic.name(), part.partition()), part -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get(30, TimeUnit.SECONDS).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private StageRunner<Utterance> runner(ScriptedStage.Work<Utterance> work) {
        ScriptedStage.Work<Utterance> ours = (r, utterance, out) -> {
            if (r.id().equals(room)) {
                work.handle(r, utterance, out);
            }
        };
        return new StageRunner<>(
                new Preparing(new ScriptedStage<>(group, Utterance.class, ours)),
                Topics.TEXT_ASR,
                Topics.TEXT_REPLY,
                RuntimeSettings.defaults(),
                KAFKA.context());
    }

    private Room described(String avatar) {
        return Room.of(room).toBuilder().avatar(avatar).build();
    }

    private static void awaitHistory(StageRoom room) {
        long end = System.nanoTime() + KafkaFixture.DEADLINE.toNanos();
        while (room.history().exchanges().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(room.history().exchanges())
                .extracting(RoomHistory.Exchange::answer)
                .containsExactly("Ten.");
    }

    private List<String> told(int count) {
        return KAFKA.await(Topics.TURN_EVENTS, room, events -> ours(events).size() >= count).stream()
                .map(Received::event)
                .filter(event -> event.stage().equals(group))
                .map(event -> event.milestone() + " " + event.detail())
                .toList();
    }

    private List<Received<TurnEvent>> ours(List<Received<TurnEvent>> events) {
        return events.stream()
                .filter(event -> event.event().stage().equals(group))
                .toList();
    }

    private static boolean has(List<Received<TurnEvent>> events, Milestone milestone) {
        return events.stream().anyMatch(event -> event.event().milestone() == milestone);
    }

    private static TurnEvent event(Utterance utterance) {
        return new TurnEvent(
                utterance.room(),
                utterance.id().turn(),
                0,
                "reply",
                Milestone.FIRST_CLAUSE,
                0,
                -1,
                "",
                "",
                "",
                "",
                Map.of("own", 1.0),
                1);
    }

    private void sendRaw(long epoch, boolean takeover, int turn) throws ExecutionException, InterruptedException {
        byte[] value = takeover
                ? null
                : new EventSerializer<>(Topics.TEXT_ASR, KAFKA.registry())
                        .serialize(Topics.TEXT_ASR.name(), Samples.utterance(room, turn));
        try (KafkaProducer<byte[], byte[]> raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.connection().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    Topics.TEXT_ASR.name(),
                    Partitions.of(room, KAFKA.partitions()),
                    takeover ? null : room.getBytes(StandardCharsets.UTF_8),
                    value);
            if (takeover) {
                RecordHeaders.writeTakeover(record.headers(), epoch);
            } else {
                RecordHeaders.writeEpoch(record.headers(), epoch);
            }
            raw.send(record).get();
        }
    }

    /** A stage that can be made ready for every avatar but one. */
    private final class Preparing implements Stage<Utterance> {

        private final Stage<Utterance> stage;

        Preparing(Stage<Utterance> stage) {
            this.stage = stage;
        }

        @Override
        public String name() {
            return stage.name();
        }

        @Override
        public Class<Utterance> input() {
            return stage.input();
        }

        @Override
        public EngineInfo engine() {
            return stage.engine();
        }

        @Override
        public List<String> prepare(Room described) {
            if (described.room().equals(room)) {
                prepared.incrementAndGet();
            }
            if (described.avatar().equals("broken")) {
                throw new StageFailedException("no such avatar");
            }
            return List.of("avatar " + described.avatar() + ", small");
        }

        @Override
        public RoomSession<Utterance> open(StageRoom open) {
            return stage.open(open);
        }

        @Override
        public void close() {
            stage.close();
        }
    }
}
