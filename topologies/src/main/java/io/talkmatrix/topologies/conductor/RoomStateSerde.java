package io.talkmatrix.topologies.conductor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link RoomState} as bytes of the conductor's own store; the first byte is the version of the form. */
final class RoomStateSerde implements Serde<RoomState> {

    private static final int VERSION = 1;

    @Override
    public Serializer<RoomState> serializer() {
        return (topic, state) -> state == null ? null : write(state);
    }

    @Override
    public Deserializer<RoomState> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private static byte[] write(RoomState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(state.generation());
            out.writeBoolean(state.paused());
            writeTurns(out, state.active().stream().toList());
            writeTurns(out, state.queue());
            writeIds(out, state.ended());
            writeIds(out, state.commands());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static RoomState read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new SerializationException("the conductor's state has form " + version + ", this version reads "
                        + VERSION + ": run the version that wrote it, or reset the application");
            }
            int generation = in.readInt();
            boolean paused = in.readBoolean();
            Optional<OpenTurn> active = readTurns(in).stream().findFirst();
            return new RoomState(generation, active, paused, readTurns(in), readIds(in), readIds(in));
        } catch (IOException e) {
            throw new SerializationException("the conductor's state of a room is truncated", e);
        }
    }

    private static void writeTurns(DataOutputStream out, List<OpenTurn> turns) throws IOException {
        out.writeInt(turns.size());
        for (OpenTurn turn : turns) {
            out.writeUTF(turn.turn());
            out.writeLong(turn.sinceMillis());
            out.writeLong(turn.progressMillis());
            out.writeLong(turn.reached());
            out.writeLong(turn.firstAudioMillis());
            out.writeLong(turn.spokenSamples());
            out.writeLong(turn.spokenMillis());
            out.writeLong(turn.playedSamples());
        }
    }

    private static List<OpenTurn> readTurns(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<OpenTurn> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            turns.add(new OpenTurn(
                    in.readUTF(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong()));
        }
        return turns;
    }

    private static void writeIds(DataOutputStream out, List<String> ids) throws IOException {
        out.writeInt(ids.size());
        for (String id : ids) {
            out.writeUTF(id);
        }
    }

    private static List<String> readIds(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(in.readUTF());
        }
        return ids;
    }
}
