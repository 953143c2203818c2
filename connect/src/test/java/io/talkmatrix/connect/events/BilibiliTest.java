package io.talkmatrix.connect.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class BilibiliTest {

    @Test
    void requestsAreSignedAsTheyWouldBeWithOpenssl() {
        // printf 'x-bili-accesskeyid:key\n…x-bili-timestamp:1700000000' | openssl dgst -sha256 -hmac secret
        Map<String, String> headers = new BilibiliSigner("key", "secret").headers("{}", "nonce", 1_700_000_000L);
        assertThat(headers)
                .containsEntry("x-bili-content-md5", "99914b932bd37a50b983c5e7c90ae93b")
                .containsEntry("x-bili-signature-version", "1.0")
                .containsEntry("Authorization", "c68cb738af438e333da966200aa08e266b2635024bf81484b22f367f8b3d0249");
    }

    @Test
    void packetsInsideADeflatedPacketAreFound() throws IOException {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(
                BilibiliPackets.packet(BilibiliPackets.MESSAGE, "{\"a\":1}").array());
        inner.writeBytes(
                BilibiliPackets.packet(BilibiliPackets.MESSAGE, "{\"b\":2}").array());
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(inner.toByteArray());
        }
        ByteBuffer frame = ByteBuffer.allocate(16 + deflated.size());
        frame.putInt(16 + deflated.size()).putShort((short) 16).putShort((short) 2);
        frame.putInt(BilibiliPackets.MESSAGE)
                .putInt(0)
                .put(deflated.toByteArray())
                .flip();
        assertThat(BilibiliPackets.unpack(frame))
                .containsExactly(
                        new BilibiliPackets.Packet(BilibiliPackets.MESSAGE, "{\"a\":1}"),
                        new BilibiliPackets.Packet(BilibiliPackets.MESSAGE, "{\"b\":2}"));
    }

    @Test
    void aPacketThatLiesAboutItsLengthIsRefused() {
        ByteBuffer packet = BilibiliPackets.packet(BilibiliPackets.MESSAGE, "{}");
        packet.putInt(0, 1_000_000);
        assertThatThrownBy(() -> BilibiliPackets.unpack(packet)).isInstanceOf(IOException.class);
        ByteBuffer negative = BilibiliPackets.packet(BilibiliPackets.MESSAGE, "{}");
        negative.putInt(0, -5);
        assertThatThrownBy(() -> BilibiliPackets.unpack(negative)).isInstanceOf(IOException.class);
    }

    @Test
    void whatInflatesWithoutEndIsRefused() throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(new byte[8 << 20]);
        }
        ByteBuffer frame = ByteBuffer.allocate(16 + deflated.size());
        frame.putInt(16 + deflated.size()).putShort((short) 16).putShort((short) 2);
        frame.putInt(BilibiliPackets.MESSAGE)
                .putInt(0)
                .put(deflated.toByteArray())
                .flip();
        assertThatThrownBy(() -> BilibiliPackets.unpack(frame)).hasMessageContaining("inflates");
    }
}
