package io.talkmatrix.topologies.timeline;

import io.talkmatrix.stage.TurnEvent.Milestone;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link RoomTurns} as bytes of the topology's own store; the first byte is the version of the form. */
final class RoomTurnsSerde implements Serde<RoomTurns> {

    private static final int VERSION = 1;

    @Override
    public Serializer<RoomTurns> serializer() {
        return (topic, state) -> state == null ? null : write(state);
    }

    @Override
    public Deserializer<RoomTurns> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private static byte[] write(RoomTurns state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(state.open().size());
            for (TurnLog log : state.open()) {
                out.writeUTF(log.turn());
                out.writeUTF(log.source());
                out.writeUTF(log.answerSource());
                out.writeUTF(log.language());
                out.writeInt(log.marks().size());
                for (Mark mark : log.marks()) {
                    write(out, mark);
                }
                out.writeLong(log.dueMillis());
            }
            out.writeInt(state.written().size());
            for (String turn : state.written()) {
                out.writeUTF(turn);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Mark mark) throws IOException {
        out.writeUTF(mark.stage());
        out.writeUTF(mark.milestone().name());
        out.writeUTF(mark.engine());
        out.writeUTF(mark.device());
        out.writeUTF(mark.degraded());
        out.writeUTF(mark.detail());
        out.writeInt(mark.figures().size());
        for (Map.Entry<String, Double> figure : mark.figures().entrySet()) {
            out.writeUTF(figure.getKey());
            out.writeDouble(figure.getValue());
        }
        out.writeDouble(mark.atMillis());
    }

    private static RoomTurns read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new SerializationException(
                        "the milestones of a room have form " + version + ", this version reads " + VERSION
                                + ": run the version that wrote it, or reset the application");
            }
            List<TurnLog> open = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                open.add(new TurnLog(
                        in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), readMarks(in), in.readLong()));
            }
            List<String> written = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                written.add(in.readUTF());
            }
            return new RoomTurns(open, written);
        } catch (IOException e) {
            throw new SerializationException("the milestones of a room are truncated", e);
        }
    }

    private static List<Mark> readMarks(DataInputStream in) throws IOException {
        List<Mark> marks = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            marks.add(new Mark(
                    in.readUTF(),
                    Milestone.valueOf(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    readFigures(in),
                    in.readDouble()));
        }
        return marks;
    }

    private static Map<String, Double> readFigures(DataInputStream in) throws IOException {
        Map<String, Double> figures = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            figures.put(in.readUTF(), in.readDouble());
        }
        return figures;
    }
}
