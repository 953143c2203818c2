package io.talkmatrix.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers {@code host:port} list
 * @param properties more client properties for every client (security …)
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> properties) {

    public KafkaConnection {
        Objects.requireNonNull(bootstrapServers, "kafka.bootstrap.servers");
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("kafka.bootstrap.servers is empty, it must be host:port[,host:port…]");
        }
        properties = Map.copyOf(properties);
    }

    public static KafkaConnection to(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /** Client properties: the connection's and then {@code own}, which win. */
    Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", bootstrapServers);
        all.putAll(own);
        return all;
    }
}
