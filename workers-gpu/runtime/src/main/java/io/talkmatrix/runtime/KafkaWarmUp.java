package io.talkmatrix.runtime;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.schemas.InMemoryRegistryClient;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Sends records to and fro on two topics of its own before anybody waits for one: the first few hundred records of a
 * process run through code that is not compiled yet and take twice as long. For a broker in the same process, whose
 * code is warmed with it; the topics and the consumer group are deleted again, and nothing else is read or written.
 */
public final class KafkaWarmUp {

    private static final System.Logger LOG = System.getLogger(KafkaWarmUp.class.getName());
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int PCM_BYTES = 9_600;
    private static final String ROOM = "warm-up";

    private KafkaWarmUp() {}

    /**
     * Takes about a second for 200 rounds on two cores. What goes wrong here goes wrong again, and loudly, where it
     * matters, so it is only logged.
     *
     * @param rounds records sent, each read back before the next
     */
    public static void run(KafkaConnection kafka, int rounds) throws InterruptedException {
        String name = "warm-up-" + UUID.randomUUID();
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            List<String> topics = List.of(name + ".in", name + ".out");
            admin.createTopics(topics.stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            try {
                bounce(kafka, name, rounds);
            } finally {
                admin.deleteTopics(topics).all().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
                admin.deleteConsumerGroups(List.of(name)).all().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.WARNING, "Kafka was not warmed up, the first turns will be slower: {0}", e.getMessage());
        }
    }

    private static void bounce(KafkaConnection kafka, String name, int rounds)
            throws InterruptedException, ExecutionException, TimeoutException {
        Topic<Utterance> in = topic(name + ".in", Utterance.class);
        Topic<SpeechChunk> out = topic(name + ".out", SpeechChunk.class);
        long end = System.nanoTime() + DEADLINE.toNanos();
        try (RegistryClient schemas = new InMemoryRegistryClient();
                Tables tables = Tables.empty(kafka, schemas, DEADLINE);
                StageRunner<Utterance> runner = new StageRunner<>(
                        new Echo(name),
                        in,
                        out,
                        RuntimeSettings.defaults(),
                        RunnerContext.of(kafka, schemas, tables, new SimpleMeterRegistry()));
                EventProducer producer = new EventProducer(kafka, schemas, name, DEADLINE);
                EventTail<SpeechChunk> tail = EventTail.ofRoom(kafka, schemas, out, ROOM)) {
            runner.start();
            runner.awaitReady(DEADLINE);
            for (int round = 0; round < rounds && System.nanoTime() < end; round++) {
                producer.send(in, utterance(round)).get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
                while (tail.poll(LOOK).isEmpty() && System.nanoTime() < end) {
                    // comes with the next look
                }
            }
        }
    }

    private static <V> Topic<V> topic(String name, Class<V> type) {
        return new Topic<>(name, type, Topic.Cleanup.DELETE, Duration.ofMinutes(1), 16 << 20, 1 << 20, "warming up");
    }

    private static Utterance utterance(int round) {
        UnitId id = new UnitId(ROOM, TurnIds.of(round, ROOM, ROOM, round), 0, 0, 0);
        return new Utterance(id, ROOM, true, "en", Utterance.Source.TYPED, "", round, round, 0, "");
    }

    private record Echo(String name) implements Stage<Utterance> {
        @Override
        public Class<Utterance> input() {
            return Utterance.class;
        }

        @Override
        public EngineInfo engine() {
            return new EngineInfo(ROOM, "", "cpu", "");
        }

        @Override
        public RoomSession<Utterance> open(StageRoom room) {
            return new RoomSession<>() {
                @Override
                public void handle(Utterance utterance, StageOutput out) throws InterruptedException {
                    out.emit(new SpeechChunk(
                            utterance.id(),
                            new byte[PCM_BYTES],
                            0,
                            List.of(),
                            List.of(),
                            utterance.text(),
                            Emotion.NEUTRAL,
                            0,
                            true,
                            true,
                            ""));
                }

                @Override
                public void close() {
                    // an echo keeps nothing
                }
            };
        }

        @Override
        public void close() {
            // an echo keeps nothing
        }
    }
}
