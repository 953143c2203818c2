package io.talkmatrix.schemas;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * The only mapping between the product's records and Avro: one codec for each topic's value type. Safe from many
 * threads.
 *
 * @param <V> an event, or {@link DeadLetter}
 */
public final class EventCodec<V> {

    private static final List<Mapping<?>> MAPPINGS = List.of(
            RoomMappings.AUDIO_CHUNK,
            TurnUnitMappings.UTTERANCE,
            TurnUnitMappings.REPLY_SEGMENT,
            TurnUnitMappings.SPEECH_CHUNK,
            TurnUnitMappings.FRAME_GROUP,
            RoomMappings.COMMAND,
            RoomMappings.CONTROL,
            RoomMappings.TURN_EVENT,
            RoomMappings.LIVE_EVENT,
            RoomMappings.ROOM,
            ViewMappings.ROOM_HISTORY,
            ViewMappings.TURN_TIMELINE,
            RoomMappings.DEAD_LETTER);

    private final Mapping<V> mapping;

    private EventCodec(Mapping<V> mapping) {
        this.mapping = mapping;
    }

    /** The codec of a type that is on a topic. */
    @SuppressWarnings("unchecked") // the list pairs each class with a mapping of the same type parameter
    public static <V> EventCodec<V> of(Class<V> type) {
        for (Mapping<?> mapping : MAPPINGS) {
            if (mapping.type() == type) {
                return new EventCodec<>((Mapping<V>) mapping);
            }
        }
        throw new IllegalArgumentException(type.getName() + " is on no topic, so it has no codec");
    }

    /** The schema this version writes. */
    public Schema schema() {
        return mapping.schema();
    }

    /** Appends the Avro body of the value; the caller owns the stream. */
    public void encode(V value, ByteArrayOutputStream out) {
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(mapping.schema()).write(mapping.toAvro(value), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
    }

    /** A reader of bodies written with one schema, which may be older or newer than this version's. */
    public Reader<V> readerOf(Schema writer) {
        return new Reader<>(mapping, writer);
    }

    /** Reads bodies of one writer's schema. Used by one thread at a time. */
    public static final class Reader<V> {

        private final Mapping<V> mapping;
        private final GenericDatumReader<GenericRecord> reader;
        private BinaryDecoder decoder;

        private Reader(Mapping<V> mapping, Schema writer) {
            this.mapping = mapping;
            this.reader = new GenericDatumReader<>(writer, mapping.schema());
        }

        /**
         * @throws BadRecordException if the bytes are not exactly one value of the writer's schema, or the writer's
         *     schema is not one this version can read
         */
        public V decode(byte[] bytes, int from, int length) {
            decoder = DecoderFactory.get().binaryDecoder(bytes, from, length, decoder);
            try {
                GenericRecord record = reader.read(null, decoder);
                if (!decoder.isEnd()) {
                    throw new BadRecordException(name() + " is followed by bytes that do not belong to it");
                }
                return mapping.fromAvro(record);
            } catch (EOFException e) {
                throw new BadRecordException(name() + " is truncated after " + length + " bytes", e);
            } catch (IOException | AvroRuntimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new BadRecordException(name() + " cannot be read: " + e.getMessage(), e);
            }
        }

        private String name() {
            return "the Avro value " + mapping.schema().getName();
        }
    }
}
