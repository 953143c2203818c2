package io.talkmatrix.connect.events;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a platform wants to hear on its WebSocket, and how it packs what it says. One connection after the other. */
interface Dialect {

    /** Asks the platform where to connect. */
    URI open() throws IOException, InterruptedException;

    /** First message to send, if any. */
    Optional<ByteBuffer> greeting();

    /** Sent every 20 s; empty for a WebSocket ping. May also tell the platform elsewhere that we are there. */
    Optional<ByteBuffer> heartbeat() throws IOException, InterruptedException;

    /**
     * The messages inside a binary frame.
     *
     * @throws IOException it cannot be read
     */
    List<String> unpack(ByteBuffer frame) throws IOException;

    /** The connection is over. */
    void closed();

    /** Plain text frames from a fixed address. */
    static Dialect plain(URI uri) {
        return new Dialect() {
            @Override
            public URI open() {
                return uri;
            }

            @Override
            public Optional<ByteBuffer> greeting() {
                return Optional.empty();
            }

            @Override
            public Optional<ByteBuffer> heartbeat() {
                return Optional.empty();
            }

            @Override
            public List<String> unpack(ByteBuffer frame) {
                return List.of(StandardCharsets.UTF_8.decode(frame).toString());
            }

            @Override
            public void closed() {
                // Nothing was opened.
            }
        };
    }
}
