package io.talkmatrix.schemas;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Fluent writing of a generic Avro record's fields by name; an unknown name fails at once. */
final class AvroRecord {

    private final GenericData.Record avro;

    private AvroRecord(Schema schema) {
        this.avro = new GenericData.Record(schema);
    }

    static AvroRecord of(Schema schema) {
        return new AvroRecord(schema);
    }

    /** Strings, numbers, booleans and maps of these, as they are. */
    AvroRecord put(String field, Object value) {
        avro.put(field, value);
        return this;
    }

    AvroRecord bytes(String field, byte[] value) {
        return put(field, value == null ? null : ByteBuffer.wrap(value));
    }

    AvroRecord constant(String field, Enum<?> value) {
        return put(field, new GenericData.EnumSymbol(schemaOf(field), value.name()));
    }

    <T> AvroRecord list(String field, List<T> values, Function<T, Object> element) {
        List<Object> list = new ArrayList<>(values.size());
        for (T value : values) {
            list.add(element.apply(value));
        }
        return put(field, list);
    }

    Schema schemaOf(String field) {
        return avro.getSchema().getField(field).schema();
    }

    Schema elementSchemaOf(String field) {
        return schemaOf(field).getElementType();
    }

    GenericRecord done() {
        return avro;
    }
}
