package io.talkmatrix.schemas;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;

/** Typed reading of a generic Avro record's fields by name; arrays and maps are copied out of Avro's own types. */
record AvroFields(GenericRecord avro) {

    String text(String field) {
        return avro.get(field).toString();
    }

    int integer(String field) {
        return (Integer) avro.get(field);
    }

    long number(String field) {
        return (Long) avro.get(field);
    }

    float real(String field) {
        return (Float) avro.get(field);
    }

    double precise(String field) {
        return (Double) avro.get(field);
    }

    boolean flag(String field) {
        return (Boolean) avro.get(field);
    }

    byte[] bytes(String field) {
        return bytes(avro.get(field));
    }

    byte[] bytesOrNull(String field) {
        Object value = avro.get(field);
        return value == null ? null : bytes(value);
    }

    AvroFields record(String field) {
        return new AvroFields((GenericRecord) avro.get(field));
    }

    <T> List<T> list(String field, Function<Object, T> element) {
        Collection<?> values = (Collection<?>) avro.get(field);
        List<T> list = new ArrayList<>(values.size());
        for (Object value : values) {
            list.add(element.apply(value));
        }
        return list;
    }

    <T> List<T> records(String field, Function<AvroFields, T> element) {
        return list(field, value -> element.apply(new AvroFields((GenericRecord) value)));
    }

    List<String> texts(String field) {
        return list(field, Object::toString);
    }

    <T> Map<String, T> map(String field, Function<Object, T> element) {
        Map<?, ?> values = (Map<?, ?>) avro.get(field);
        Map<String, T> map = new HashMap<>(values.size() * 2);
        values.forEach((key, value) -> map.put(key.toString(), element.apply(value)));
        return map;
    }

    Map<String, String> textMap(String field) {
        return map(field, Object::toString);
    }

    /** The constant of this name; a symbol of a newer writer has become the schema's default by now. */
    <T extends Enum<T>> T constant(String field, Class<T> type) {
        String symbol = text(field);
        try {
            return Enum.valueOf(type, symbol);
        } catch (IllegalArgumentException e) {
            throw new BadRecordException(
                    avro.getSchema().getName() + "." + field + " has the value " + symbol
                            + ", which this version does not know: it was written by a newer one",
                    e);
        }
    }

    static byte[] bytes(Object value) {
        ByteBuffer buffer = (ByteBuffer) value;
        if (buffer.hasArray()
                && buffer.arrayOffset() == 0
                && buffer.position() == 0
                && buffer.array().length == buffer.remaining()) {
            return buffer.array();
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
