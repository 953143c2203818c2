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

/**
 * {@link RoomState} as bytes of the conductor's own store; the first byte is the version of the form. Form 1 knew neither
 * how a turn was asked nor who holds a pause, form 2 no priorities; both are still read.
 */
final class RoomStateSerde implements Serde<RoomState> {

    private static final int VERSION = 3;

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
            writePause(out, state.pause());
            writeTurns(out, state.active().stream().toList());
            writeTurns(out, state.queue());
            writeIds(out, state.ended());
            writeIds(out, state.commands());
            writeTurns(out, state.unheard().stream().toList());
            out.writeLong(state.heldUntilMillis());
            out.writeUTF(state.clockSink());
            out.writeBoolean(state.closed());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static RoomState read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version == 1) {
                return readFirstForm(in);
            }
            if (version != 2 && version != VERSION) {
                throw new SerializationException("the conductor's state has form " + version + ", this version reads "
                        + VERSION + ", 2 and 1: run the version that wrote it, or reset the application");
            }
            int generation = in.readInt();
            Optional<Pause> pause = readPause(in);
            Optional<OpenTurn> active = readTurns(in, version).stream().findFirst();
            return new RoomState(
                    generation,
                    active,
                    pause,
                    readTurns(in, version),
                    readIds(in),
                    readIds(in),
                    readTurns(in, version).stream().findFirst(),
                    in.readLong(),
                    in.readUTF(),
                    in.readBoolean());
        } catch (IOException e) {
            throw new SerializationException("the conductor's state of a room is truncated", e);
        }
    }

    /** A pause of that form is given back by the next tick. */
    private static RoomState readFirstForm(DataInputStream in) throws IOException {
        int generation = in.readInt();
        boolean paused = in.readBoolean();
        Optional<OpenTurn> active = readTurns(in, 1).stream().findFirst();
        Optional<Pause> pause = active.filter(turn -> paused).map(turn -> Pause.begun(turn.progressMillis()));
        return new RoomState(
                generation, active, pause, readTurns(in, 1), readIds(in), readIds(in), Optional.empty(), 0, "", false);
    }

    private static void writePause(DataOutputStream out, Optional<Pause> pause) throws IOException {
        out.writeBoolean(pause.isPresent());
        if (pause.isPresent()) {
            out.writeLong(pause.get().sinceMillis());
            out.writeLong(pause.get().speechUntilMillis());
            out.writeLong(pause.get().othersUntilMillis());
        }
    }

    private static Optional<Pause> readPause(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? Optional.of(new Pause(in.readLong(), in.readLong(), in.readLong()))
                : Optional.empty();
    }

    private static void writeTurns(DataOutputStream out, List<OpenTurn> turns) throws IOException {
        out.writeInt(turns.size());
        for (OpenTurn turn : turns) {
            out.writeUTF(turn.turn());
            out.writeBoolean(turn.speech().spoken());
            out.writeLong(turn.speech().startMillis());
            out.writeLong(turn.speech().endMillis());
            out.writeInt(turn.priority());
            out.writeLong(turn.sinceMillis());
            out.writeLong(turn.progressMillis());
            out.writeLong(turn.reached());
            out.writeLong(turn.sound().firstMillis());
            out.writeLong(turn.sound().samples());
            out.writeLong(turn.sound().knownMillis());
            out.writeLong(turn.sound().playedSamples());
        }
    }

    private static List<OpenTurn> readTurns(DataInputStream in, int version) throws IOException {
        int count = in.readInt();
        List<OpenTurn> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String turn = in.readUTF();
            Speech speech = version == 1 ? Speech.NONE : new Speech(in.readBoolean(), in.readLong(), in.readLong());
            int priority = version < 3 ? Priority.TALK : in.readInt();
            turns.add(new OpenTurn(turn, speech, priority, in.readLong(), in.readLong(), in.readLong(), readSound(in)));
        }
        return turns;
    }

    private static Sound readSound(DataInputStream in) throws IOException {
        return new Sound(in.readLong(), in.readLong(), in.readLong(), in.readLong());
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
