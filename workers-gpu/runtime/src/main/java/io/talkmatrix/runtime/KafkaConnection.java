package io.talkmatrix.runtime;

import io.talkmatrix.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where Kafka is, and which set of the product's topics is meant: the live ones, or isolated ones of the same kinds whose
 * names begin with a prefix. Consumer groups of an isolated set are its own, too.
 *
 * @param bootstrapServers {@code host:port} list
 * @param properties more client properties for every client (security …)
 * @param prefix what the names of topics and groups begin with; empty for the live ones
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> properties, String prefix) {

    public KafkaConnection {
        Objects.requireNonNull(bootstrapServers, "kafka.bootstrap.servers");
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("kafka.bootstrap.servers is empty, it must be host:port[,host:port…]");
        }
        properties = Map.copyOf(properties);
        Objects.requireNonNull(prefix, "prefix");
    }

    /** The live topics. */
    public KafkaConnection(String bootstrapServers, Map<String, String> properties) {
        this(bootstrapServers, properties, "");
    }

    public static KafkaConnection to(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /** The same Kafka with an isolated set of topics. */
    public KafkaConnection under(String other) {
        return new KafkaConnection(bootstrapServers, properties, other);
    }

    /** The name in Kafka of a topic of the catalogue. */
    public String topic(Topic<?> topic) {
        return prefix + topic.name();
    }

    /** The name in Kafka of a consumer group. */
    String group(String name) {
        return prefix + name;
    }

    /** A consumer of committed records outside any group, to be given partitions by its owner. */
    KafkaConsumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(
                with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Client properties: the connection's and then {@code own}, which win. */
    Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", bootstrapServers);
        all.putAll(own);
        return all;
    }
}
