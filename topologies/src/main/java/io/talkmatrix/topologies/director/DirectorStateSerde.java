package io.talkmatrix.topologies.director;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link DirectorState} as bytes of the director's own store: the version of the form, then JSON. */
final class DirectorStateSerde implements Serde<DirectorState> {

    private static final byte VERSION = 1;

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Override
    public Serializer<DirectorState> serializer() {
        return (topic, state) -> state == null ? null : write(state);
    }

    @Override
    public Deserializer<DirectorState> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private byte[] write(DirectorState state) {
        try {
            byte[] text = json.writeValueAsBytes(state);
            byte[] bytes = new byte[text.length + 1];
            bytes[0] = VERSION;
            System.arraycopy(text, 0, bytes, 1, text.length);
            return bytes;
        } catch (JsonProcessingException e) {
            throw new SerializationException("the director's state of a room cannot be written", e);
        }
    }

    private DirectorState read(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new SerializationException("the director's state has form " + Arrays.toString(Arrays.copyOf(bytes, 1))
                    + ", this version reads " + VERSION + ": run the version that wrote it, or reset the application");
        }
        try {
            return json.readValue(bytes, 1, bytes.length - 1, DirectorState.class);
        } catch (IOException e) {
            throw new SerializationException("the director's state of a room is damaged", e);
        }
    }
}
