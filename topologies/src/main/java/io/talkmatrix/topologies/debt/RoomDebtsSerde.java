package io.talkmatrix.topologies.debt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link RoomDebts} as bytes of the topology's own store; the first byte is the version of the form. */
final class RoomDebtsSerde implements Serde<RoomDebts> {

    private static final int VERSION = 1;

    @Override
    public Serializer<RoomDebts> serializer() {
        return (topic, state) -> state == null ? null : write(state);
    }

    @Override
    public Deserializer<RoomDebts> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private static byte[] write(RoomDebts state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(state.open().size());
            for (TurnDebt turn : state.open()) {
                out.writeUTF(turn.turn());
                out.writeLong(turn.startedMillis());
                out.writeInt(turn.said());
                out.writeInt(turn.spoken());
                out.writeLong(turn.spokenSamples());
                out.writeInt(turn.drawn());
                write(out, turn.clauses());
                write(out, turn.speech());
            }
            out.writeInt(state.ended().size());
            for (String turn : state.ended()) {
                out.writeUTF(turn);
            }
            out.writeLong(state.typicalSamples());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, List<Piece> pieces) throws IOException {
        out.writeInt(pieces.size());
        for (Piece piece : pieces) {
            out.writeInt(piece.segment());
            out.writeLong(piece.samples());
            out.writeLong(piece.sinceMillis());
        }
    }

    private static RoomDebts read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new SerializationException("the debts of a room have form " + version + ", this version reads "
                        + VERSION + ": run the version that wrote it, or reset the application");
            }
            List<TurnDebt> open = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                open.add(new TurnDebt(
                        in.readUTF(),
                        in.readLong(),
                        in.readInt(),
                        in.readInt(),
                        in.readLong(),
                        in.readInt(),
                        readPieces(in),
                        readPieces(in)));
            }
            List<String> ended = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                ended.add(in.readUTF());
            }
            return new RoomDebts(open, ended, in.readLong());
        } catch (IOException e) {
            throw new SerializationException("the debts of a room are truncated", e);
        }
    }

    private static List<Piece> readPieces(DataInputStream in) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pieces.add(new Piece(in.readInt(), in.readLong(), in.readLong()));
        }
        return pieces;
    }
}
