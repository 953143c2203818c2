package io.talkmatrix.standalone.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.config.KafkaAccess;
import io.talkmatrix.standalone.config.Sources;
import io.talkmatrix.standalone.ops.RunningStack;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * Writes a recording for measuring replays into a data folder: two rooms that talk for ten minutes, 40 turns each of four
 * English clauses. {@code -Dtest=RecordingBench -Drecording.data=FOLDER [-Drecording.minutes=10]}; then {@code ./talkmatrix
 * replay --data FOLDER --recording bundle.bench --room bench-a --room bench-b}.
 */
class RecordingBench {

    private static final long TURN_MILLIS = 15_000;
    private static final List<String> CLAUSES = List.of(
            "Thank you for coming to our show tonight,",
            "this jacket is made of light wool and it keeps you warm.",
            "We have it in black, in grey and in dark green,",
            "and if you order now it is with you in three days.");

    private final KafkaConnection to;
    private final RegistryClient registry;
    private final KafkaProducer<byte[], byte[]> producer;

    /** For JUnit. */
    RecordingBench() {
        this(null, null, null);
    }

    private RecordingBench(KafkaConnection to, RegistryClient registry, KafkaProducer<byte[], byte[]> producer) {
        this.to = to;
        this.registry = registry;
        this.producer = producer;
    }

    @Test
    void record() throws InterruptedException {
        Path data = Path.of(System.getProperty("recording.data"));
        int turns = Integer.getInteger("recording.minutes", 10) * 4;
        StackSettings settings =
                new StackSettings(data, Optional.empty(), Optional.empty(), 0, 0, 12, KafkaAccess.OPEN, Sources.NONE);
        StackFactory stacks = new StackFactory(new SimpleMeterRegistry(), new RunningStack());
        try (Stack stack = stacks.startInfrastructure(settings, new Progress(System.err, false));
                TopicSets sets = new TopicSets(stack.kafka())) {
            sets.create("bundle.bench");
            Map<String, Object> properties = new HashMap<>(stack.kafka().properties());
            properties.put("bootstrap.servers", stack.kafka().bootstrapServers());
            try (KafkaProducer<byte[], byte[]> writer =
                    new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
                RecordingBench bench =
                        new RecordingBench(stack.kafka().under("bundle.bench."), stack.registry(), writer);
                long zero = System.currentTimeMillis() - turns * TURN_MILLIS;
                bench.room("bench-a", turns, zero);
                bench.room("bench-b", turns, zero + TURN_MILLIS / 2);
            }
        }
    }

    private void room(String room, int turns, long zero) {
        write(Topics.ROOMS, Room.of(room).toBuilder().language("en").build(), zero - 1);
        for (int turn = 0; turn < turns; turn++) {
            long at = zero + turn * TURN_MILLIS;
            UnitId id = new UnitId(room, TurnIds.of(at, room, "bench", turn), 0, 0, 0);
            write(Topics.TURN_EVENTS, event(id, Milestone.OPENED, "api", "", at), at);
            write(Topics.TURN_EVENTS, event(id, Milestone.STARTED, "conductor", "", at), at);
            for (int clause = 0; clause < CLAUSES.size(); clause++) {
                boolean last = clause == CLAUSES.size() - 1;
                long written = at + 50 + clause * 400L;
                write(Topics.TEXT_REPLY, Stand.segment(id.at(clause, 0), CLAUSES.get(clause), last), written);
            }
            long end = at + 11_000;
            write(Topics.TURN_EVENTS, event(id, Milestone.TURN_ENDED, "conductor", "COMPLETED", end), end);
        }
    }

    private static TurnEvent event(UnitId id, Milestone milestone, String stage, String detail, long millis) {
        return new TurnEvent(id.room(), id.turn(), 0, stage, milestone, -1, -1, "", "", "", detail, Map.of(), millis);
    }

    private <E extends Event> void write(Topic<E> topic, E event, long millis) {
        String name = to.topic(topic);
        byte[] value = new EventSerializer<>(topic, registry).serialize(topic.name(), event);
        producer.send(new ProducerRecord<>(name, 0, millis, event.room().getBytes(StandardCharsets.UTF_8), value));
    }
}
