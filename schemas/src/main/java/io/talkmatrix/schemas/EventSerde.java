package io.talkmatrix.schemas;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** A topic's values for Kafka Streams: {@link EventSerializer} and {@link EventDeserializer} of one registry client. */
public final class EventSerde<V> implements Serde<V> {

    private final Topic<V> topic;
    private final RegistryClient registry;

    public EventSerde(Topic<V> topic, RegistryClient registry) {
        this.topic = topic;
        this.registry = registry;
    }

    @Override
    public Serializer<V> serializer() {
        return new EventSerializer<>(topic, registry);
    }

    @Override
    public Deserializer<V> deserializer() {
        return new EventDeserializer<>(topic, registry);
    }
}
