package io.talkmatrix.schemas;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads a topic's values in the Confluent wire format; see {@link EventSerializer}. Used by one thread at a time, as
 * Kafka does. Does not own the registry client.
 */
public final class EventDeserializer<V> implements Deserializer<V> {

    /** A topic has as many schemas as it had versions; more than this is an attack or a mistake. */
    private static final int MOST_READERS = 64;

    private final Topic<V> topic;
    private final RegistryClient registry;
    private final EventCodec<V> codec;
    private final Map<Integer, EventCodec.Reader<V>> readers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, EventCodec.Reader<V>> eldest) {
            return size() > MOST_READERS;
        }
    };

    public EventDeserializer(Topic<V> topic, RegistryClient registry) {
        this.topic = Objects.requireNonNull(topic, "topic");
        this.registry = Objects.requireNonNull(registry, "registry");
        this.codec = EventCodec.of(topic.type());
    }

    /**
     * @return the value, or null for a record without one (a tombstone or a marker)
     * @throws BadRecordException if this record is unusable; {@link UnknownSchemaException} if its schema is unknown
     * @throws RegistryException if the registry cannot be reached in time: try the same record again
     */
    @Override
    public V deserialize(String topicName, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < EventSerializer.PREFIX_BYTES) {
            throw new BadRecordException("a value on " + topicName + " is truncated: " + bytes.length
                    + " bytes, but the Confluent prefix alone has " + EventSerializer.PREFIX_BYTES);
        }
        if (bytes[0] != EventSerializer.MAGIC) {
            throw new BadRecordException(
                    "a value on " + topicName + " is not in the Confluent wire format: it begins with " + bytes[0]
                            + " instead of " + EventSerializer.MAGIC);
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        try {
            return reader(id).decode(bytes, EventSerializer.PREFIX_BYTES, bytes.length - EventSerializer.PREFIX_BYTES);
        } catch (UnknownSchemaException e) {
            throw new UnknownSchemaException(
                    "a value on " + topicName + " names schema id " + id + ": " + e.getMessage(), id);
        } catch (BadRecordException e) {
            throw new BadRecordException(
                    "a value on " + topicName + " with schema id " + id + ": " + e.getMessage(), e);
        }
    }

    private EventCodec.Reader<V> reader(int id) {
        EventCodec.Reader<V> reader = readers.get(id);
        if (reader == null) {
            reader = codec.readerOf(registry.schemaOf(id));
            readers.put(id, reader);
        }
        return reader;
    }
}
