package io.talkmatrix.console.sockets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.talkmatrix.console.Console.Served;
import io.talkmatrix.stage.AudioChunk;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A page's microphone. The page says {@code {"sampleRate":16000}}, is answered {@code {"type":"ready","stream":…}}, and
 * sends s16le mono 16 kHz, 20 to 100 ms a message. {@code {"type":"end"}} ends what is being said at once, without waiting
 * for silence; the next {@code sampleRate} begins another stream.
 */
@WebSocket(path = "/ws/rooms/{room}/microphone")
@SessionScoped
public class MicrophoneSocket {

    private static final int MOST_UNACKNOWLEDGED = 200;

    private final SocketGuard guard;
    private final Microphones microphones;
    private final ObjectMapper mapper;
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private WebSocketConnection connection;
    private Served served;
    private boolean entered;
    private MicrophoneStream stream;

    @Inject
    public MicrophoneSocket(SocketGuard guard, Microphones microphones, ObjectMapper mapper) {
        this.guard = guard;
        this.microphones = microphones;
        this.mapper = mapper;
    }

    // The injected connection would be a proxy, of no use on the threads that send.
    @OnOpen
    void open(WebSocketConnection connection) {
        this.connection = connection;
        Optional<Served> admitted = guard.admit(connection);
        if (admitted.isEmpty()) {
            return;
        }
        served = admitted.get();
        int most = served.settings().microphonesPerRoom();
        entered = microphones.enter(room(), most);
        if (!entered) {
            refuse(SocketGuard.TRY_LATER, "the room already listens to " + most + " microphones");
        }
    }

    @OnTextMessage
    String said(String text) {
        if (!entered) {
            return null;
        }
        try {
            JsonNode message = mapper.readTree(text);
            if (message.path("type").asText().equals("end")) {
                end();
                return null;
            }
            if (message.path("sampleRate").asInt() == AudioChunk.SAMPLE_RATE_HZ) {
                end();
                String id = "mic-" + UUID.randomUUID();
                stream = new MicrophoneStream(room(), id, System.currentTimeMillis());
                return "{\"type\":\"ready\",\"stream\":\"" + id + "\"}";
            }
            refuse(SocketGuard.PROTOCOL, "the microphone must say {\"sampleRate\":16000}");
        } catch (JsonProcessingException e) {
            refuse(SocketGuard.PROTOCOL, "the message is no JSON");
        }
        return null;
    }

    @OnBinaryMessage
    void heard(byte[] pcm) {
        if (!entered) {
            return;
        }
        if (stream == null) {
            refuse(SocketGuard.PROTOCOL, "the microphone must say {\"sampleRate\":16000} before it sends sound");
            return;
        }
        long now = System.currentTimeMillis();
        Optional<String> refusal = stream.refusal(pcm, now);
        if (refusal.isPresent()) {
            refuse(SocketGuard.POLICY, refusal.get());
        } else if (unacknowledged.get() >= MOST_UNACKNOWLEDGED) {
            refuse(SocketGuard.TRY_LATER, "Kafka does not take the sound");
        } else {
            send(stream.chunk(pcm, now));
        }
    }

    @OnClose
    void closed() {
        end();
        if (entered) {
            entered = false;
            microphones.leave(room());
        }
        guard.left();
    }

    private void refuse(int code, String reason) {
        end();
        SocketGuard.close(connection, code, reason);
    }

    private void end() {
        if (stream != null) {
            stream.end().ifPresent(this::send);
            stream = null;
        }
    }

    private void send(AudioChunk chunk) {
        unacknowledged.incrementAndGet();
        served.backend().hear(chunk).whenComplete((done, failed) -> {
            unacknowledged.decrementAndGet();
            if (failed != null) {
                SocketGuard.close(connection, SocketGuard.TRY_LATER, "Kafka did not take the sound");
            }
        });
    }

    private String room() {
        return connection.pathParam("room");
    }
}
