package io.talkmatrix.schemas;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * How one record type and its Avro schema correspond.
 *
 * @param type the Java record
 * @param schema the schema of this version
 * @param writer fills every field
 * @param reader makes the record from every field
 */
record Mapping<V>(Class<V> type, Schema schema, BiConsumer<V, AvroRecord> writer, Function<AvroFields, V> reader) {

    static <V> Mapping<V> of(Class<V> type, BiConsumer<V, AvroRecord> writer, Function<AvroFields, V> reader) {
        return new Mapping<>(type, AvroSchemas.named(type.getSimpleName()), writer, reader);
    }

    GenericRecord toAvro(V value) {
        AvroRecord out = AvroRecord.of(schema);
        writer.accept(value, out);
        return out.done();
    }

    V fromAvro(GenericRecord record) {
        return reader.apply(new AvroFields(record));
    }
}
