package io.talkmatrix.schemas;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Values in the Confluent wire format on their way between registries: their schemas as text, and their bodies. */
public final class WireValues {

    private WireValues() {}

    /** The id of the schema that a value was written with. The value is one that {@link EventSerializer} wrote. */
    public static int schemaId(byte[] value) {
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    /** The schema of an id as JSON. */
    public static String schema(RegistryClient registry, int id) {
        return registry.schemaOf(id).toString();
    }

    /** The Avro body of a value. The value is one that {@link EventSerializer} wrote. */
    public static byte[] body(byte[] value) {
        return Arrays.copyOfRange(value, EventSerializer.PREFIX_BYTES, value.length);
    }

    /**
     * A reader of bodies that were written with a schema; used by one thread.
     *
     * @param schema JSON
     * @throws BadRecordException if that is no schema
     */
    public static <V> EventCodec.Reader<V> reader(Topic<V> topic, String schema) {
        return EventCodec.of(topic.type()).readerOf(parse(schema));
    }

    /**
     * Puts a body in the wire format of a registry, which learns its schema under the topic's subject.
     *
     * @throws RegistryException if the registry refuses the schema or cannot be reached
     */
    public static byte[] value(RegistryClient registry, Topic<?> topic, String schema, byte[] body) {
        int id = registry.idOf(topic.subject(), parse(schema));
        ByteArrayOutputStream out = new ByteArrayOutputStream(EventSerializer.PREFIX_BYTES + body.length);
        out.write(EventSerializer.MAGIC);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static Schema parse(String schema) {
        try {
            return new Schema.Parser().parse(schema);
        } catch (SchemaParseException e) {
            throw new BadRecordException("no Avro schema: " + e.getMessage(), e);
        } catch (AvroRuntimeException e) {
            throw new BadRecordException("a schema that cannot be used: " + e.getMessage(), e);
        }
    }
}
