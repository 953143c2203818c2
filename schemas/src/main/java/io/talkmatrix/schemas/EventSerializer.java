package io.talkmatrix.schemas;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes a topic's values in the Confluent wire format: a zero byte, the schema id in 4 bytes big-endian, the Avro body.
 * The schema is registered under {@code <topic>-value} at the first value. Does not own the registry client.
 */
public final class EventSerializer<V> implements Serializer<V> {

    static final byte MAGIC = 0;
    static final int PREFIX_BYTES = 5;

    private final Topic<V> topic;
    private final RegistryClient registry;
    private final EventCodec<V> codec;

    public EventSerializer(Topic<V> topic, RegistryClient registry) {
        this.topic = Objects.requireNonNull(topic, "topic");
        this.registry = Objects.requireNonNull(registry, "registry");
        this.codec = EventCodec.of(topic.type());
    }

    /**
     * @param topicName must be the topic this was made for
     * @throws RegistryException if the schema cannot be registered in time
     */
    @Override
    public byte[] serialize(String topicName, V value) {
        if (value == null) {
            return null;
        }
        if (!topic.name().equals(topicName)) {
            throw new SerializationException("a serializer of " + topic.name() + " was asked to write to " + topicName);
        }
        int id = registry.idOf(topic.subject(), codec.schema());
        var out = new ByteArrayOutputStream(512);
        out.write(MAGIC);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        codec.encode(value, out);
        return out.toByteArray();
    }
}
