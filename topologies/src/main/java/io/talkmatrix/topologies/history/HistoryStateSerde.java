package io.talkmatrix.topologies.history;

import io.talkmatrix.stage.RoomHistory.Exchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link HistoryState} as bytes of the topology's own store; the first byte is the version of the form. */
final class HistoryStateSerde implements Serde<HistoryState> {

    private static final int VERSION = 1;

    @Override
    public Serializer<HistoryState> serializer() {
        return (topic, state) -> state == null ? null : write(state);
    }

    @Override
    public Deserializer<HistoryState> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private static byte[] write(HistoryState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(state.exchanges().size());
            for (Exchange exchange : state.exchanges()) {
                write(out, exchange);
            }
            out.writeInt(state.tellings().size());
            for (Telling telling : state.tellings()) {
                write(out, telling);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Exchange exchange) throws IOException {
        out.writeUTF(exchange.turn());
        out.writeUTF(exchange.question());
        out.writeUTF(exchange.answer());
        out.writeUTF(exchange.language());
        out.writeBoolean(exchange.interrupted());
        out.writeLong(exchange.atMillis());
    }

    private static void write(DataOutputStream out, Telling telling) throws IOException {
        out.writeUTF(telling.turn());
        out.writeUTF(telling.question());
        out.writeUTF(telling.language());
        out.writeUTF(telling.merges());
        out.writeBoolean(telling.mergedAway());
        out.writeInt(telling.clauses().size());
        for (Map.Entry<Integer, Clause> clause : telling.clauses().entrySet()) {
            out.writeInt(clause.getKey());
            out.writeUTF(clause.getValue().text());
            out.writeLong(clause.getValue().endSamples());
        }
        out.writeLong(telling.playedSamples());
        out.writeUTF(telling.outcome());
        out.writeLong(telling.endedAtMillis());
    }

    private static HistoryState read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new SerializationException("the history of a room has form " + version + ", this version reads "
                        + VERSION + ": run the version that wrote it, or reset the application");
            }
            List<Exchange> exchanges = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                exchanges.add(new Exchange(
                        in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean(), in.readLong()));
            }
            List<Telling> tellings = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                tellings.add(new Telling(
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readBoolean(),
                        readClauses(in),
                        in.readLong(),
                        in.readUTF(),
                        in.readLong()));
            }
            return new HistoryState(exchanges, tellings);
        } catch (IOException e) {
            throw new SerializationException("the history of a room is truncated", e);
        }
    }

    private static NavigableMap<Integer, Clause> readClauses(DataInputStream in) throws IOException {
        NavigableMap<Integer, Clause> clauses = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            clauses.put(in.readInt(), new Clause(in.readUTF(), in.readLong()));
        }
        return clauses;
    }
}
