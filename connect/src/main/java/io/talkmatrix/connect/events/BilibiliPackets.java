package io.talkmatrix.connect.events;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;

/** The frames of Bilibili's live WebSocket: 16 bytes of header, big-endian, and a body that may hold deflated frames. */
final class BilibiliPackets {

    static final int HEARTBEAT = 2;
    static final int MESSAGE = 5;
    static final int AUTHENTICATE = 7;
    static final int AUTHENTICATED = 8;

    private static final int HEADER = 16;
    private static final int DEFLATED = 2;
    private static final int MOST_BYTES = 4 << 20;

    private BilibiliPackets() {}

    static ByteBuffer packet(int operation, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteBuffer packet = ByteBuffer.allocate(HEADER + bytes.length);
        packet.putInt(HEADER + bytes.length)
                .putShort((short) HEADER)
                .putShort((short) 1)
                .putInt(operation)
                .putInt(1)
                .put(bytes);
        return packet.flip();
    }

    /** One packet: what it is for and what it says. */
    record Packet(int operation, String body) {}

    /** @throws IOException if the lengths do not fit or too much is packed */
    static List<Packet> unpack(ByteBuffer frame) throws IOException {
        List<Packet> packets = new ArrayList<>();
        unpack(frame, packets, 0);
        return packets;
    }

    private static void unpack(ByteBuffer frame, List<Packet> into, int depth) throws IOException {
        while (frame.remaining() >= HEADER) {
            int begin = frame.position();
            int length = frame.getInt();
            int header = frame.getShort();
            int version = frame.getShort();
            int operation = frame.getInt();
            frame.getInt();
            if (header < HEADER || length < header || length > frame.limit() - begin) {
                throw new IOException("a packet says that it has " + length + " bytes, which it has not");
            }
            byte[] body = new byte[length - header];
            frame.position(begin + header).get(body);
            if (version == DEFLATED && depth == 0) {
                unpack(ByteBuffer.wrap(inflate(body)), into, depth + 1);
            } else {
                into.add(new Packet(operation, new String(body, StandardCharsets.UTF_8)));
            }
        }
    }

    private static byte[] inflate(byte[] body) throws IOException {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(body))) {
            byte[] inflated = in.readNBytes(MOST_BYTES + 1);
            if (inflated.length > MOST_BYTES) {
                throw new IOException("a packet inflates to more than " + MOST_BYTES + " bytes");
            }
            return inflated;
        }
    }
}
