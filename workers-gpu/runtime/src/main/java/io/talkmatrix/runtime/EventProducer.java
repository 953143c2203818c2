package io.talkmatrix.runtime;

import io.talkmatrix.schemas.DeadLetter;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.RecordHeaders;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes events of any topic, keyed by room, each sent at once and acknowledged by all replicas, none twice. What carries a
 * turn on goes over a connection of its own: a broker answers the requests of one connection one after the other, so that
 * words would wait for what is reported about them. Events of one topic keep their order. Safe for use from any thread.
 * Does not own the registry client.
 */
public final class EventProducer implements AutoCloseable {

    /** Topics that carry a turn on its way from speech to picture. */
    private static final Set<Topic<?>> CARRIERS =
            Set.of(Topics.AUDIO_IN, Topics.TEXT_ASR, Topics.TEXT_REPLY, Topics.AUDIO_TTS, Topics.VIDEO_FRAMES);

    /** Where a record came to lie. */
    public record Written(int partition, long offset) {}

    private final KafkaProducer<byte[], byte[]> units;
    private final KafkaProducer<byte[], byte[]> reports;
    private final KafkaConnection kafka;
    private final RegistryClient registry;
    private final Clock clock = Clock.systemUTC();
    private final Map<Topic<?>, EventSerializer<?>> serializers = new ConcurrentHashMap<>();

    /**
     * @param clientId name in the broker's logs and metrics
     * @param deadline how long a record may take to be acknowledged; its future fails afterwards
     */
    public EventProducer(KafkaConnection kafka, RegistryClient registry, String clientId, Duration deadline) {
        this.kafka = kafka;
        this.registry = registry;
        int deadlineMillis = Math.toIntExact(deadline.toMillis());
        int requestMillis = Math.max(500, deadlineMillis / 3);
        Map<String, Object> config = Map.ofEntries(
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_REQUEST_BYTES),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, deadlineMillis),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, requestMillis),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.max(deadlineMillis, requestMillis)));
        this.units = open(kafka, config, clientId);
        this.reports = open(kafka, config, clientId + "-reports");
    }

    private static KafkaProducer<byte[], byte[]> open(
            KafkaConnection kafka, Map<String, Object> config, String clientId) {
        Map<String, Object> named = new HashMap<>(config);
        named.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        return new KafkaProducer<>(kafka.with(named), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends an event; the future fails with Kafka's or the registry's exception if it is not acknowledged in time. */
    public <E extends Event> CompletableFuture<Written> send(Topic<E> topic, E event) {
        return send(topic, event, headers -> {});
    }

    /** The same with what {@code headers} adds to the record. */
    public <E extends Event> CompletableFuture<Written> send(Topic<E> topic, E event, Consumer<Headers> headers) {
        return send(topic, event.room().getBytes(StandardCharsets.UTF_8), event, headers);
    }

    /** Sends a dead letter under the original record's key. */
    public CompletableFuture<Written> send(DeadLetter letter) {
        return send(Topics.DEAD_LETTERS, letter.key(), letter, headers -> {});
    }

    /** Writes the marker that a new owner of a partition begins with. */
    CompletableFuture<Written> takeover(Topic<?> topic, int partition, long epoch) {
        ProducerRecord<byte[], byte[]> marker = new ProducerRecord<>(kafka.topic(topic), partition, null, null);
        RecordHeaders.writeTakeover(marker.headers(), epoch);
        CompletableFuture<Written> written = new CompletableFuture<>();
        send(topic, marker, written);
        return written;
    }

    /** Waits until everything sent is acknowledged or failed; what depends on the futures has run then. */
    void flush() {
        units.flush();
        reports.flush();
    }

    private <V> CompletableFuture<Written> send(Topic<V> topic, byte[] key, V value, Consumer<Headers> headers) {
        CompletableFuture<Written> written = new CompletableFuture<>();
        try {
            byte[] bytes = serializer(topic).serialize(topic.name(), value);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(kafka.topic(topic), key, bytes);
            headers.accept(record.headers());
            RecordHeaders.writeSent(record.headers(), Hop.nowMicros(clock));
            send(topic, record, written);
        } catch (KafkaException e) {
            written.completeExceptionally(e);
        }
        return written;
    }

    private void send(Topic<?> topic, ProducerRecord<byte[], byte[]> record, CompletableFuture<Written> written) {
        KafkaProducer<byte[], byte[]> producer = CARRIERS.contains(topic) ? units : reports;
        producer.send(record, (metadata, error) -> {
            if (error == null) {
                written.complete(new Written(metadata.partition(), metadata.offset()));
            } else {
                written.completeExceptionally(error);
            }
        });
    }

    @SuppressWarnings("unchecked") // the map pairs each topic with a serializer of the same type parameter
    private <V> EventSerializer<V> serializer(Topic<V> topic) {
        return (EventSerializer<V>) serializers.computeIfAbsent(topic, t -> new EventSerializer<>(t, registry));
    }

    /** Waits up to 5 s for what was sent. */
    @Override
    public void close() {
        units.close(Duration.ofSeconds(5));
        reports.close(Duration.ofSeconds(5));
    }
}
