package io.talkmatrix.console.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.ConsoleSettings;
import io.talkmatrix.console.sockets.Client.Closed;
import io.talkmatrix.console.stand.ScriptedRoom;
import io.talkmatrix.console.stand.Stand;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HostileSocketsTest {

    private static final String HELLO = "{\"sampleRate\":16000}";
    private static final byte[] SOUND = new byte[1_280]; // 40 ms

    @Inject
    Console console;

    @Inject
    SocketGuard guard;

    @TestHTTPResource("/")
    URI root;

    private final HttpClient http = HttpClient.newHttpClient();
    private Stand stand;

    @BeforeEach
    void open() {
        stand = new Stand().open(console);
        stand.room("tea", "Tea");
    }

    @AfterEach
    void close() {
        console.close();
        stand.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "garbage", "{", "[]", "{\"sampleRate\":44100}", "{\"sampleRate\":\"16000 or so\"}", "\u0000"
            })
    void aMicrophoneThatTalksNonsenseIsClosedWithAReason(String nonsense) throws Exception {
        Client client = microphone();

        client.say(nonsense);

        Closed closed = client.closed();
        assertThat(closed.code()).isEqualTo(SocketGuard.PROTOCOL);
        assertThat(closed.reason()).isNotEmpty();
        assertThat(stand.backend.heard).isEmpty();
    }

    @Test
    void soundBeforeItsFormatIsRefused() throws Exception {
        Client client = microphone();

        client.send(SOUND);

        assertThat(client.closed().reason()).contains("sampleRate");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 638, 641, 3_202, 60_000})
    void aMessageOfTheWrongLengthIsRefused(int bytes) throws Exception {
        Client client = microphone();
        client.say(HELLO);

        client.send(new byte[bytes]);

        assertThat(client.closed().code()).isEqualTo(SocketGuard.POLICY);
        assertThat(stand.backend.heard).isEmpty();
    }

    @Test
    void aMessageOfTenMegabytesEndsTheConnectionAndNothingElse() throws Exception {
        Client client = microphone();
        client.say(HELLO);

        client.send(new byte[10 << 20]);

        assertThat(client.closed()).isNotNull();
        assertThat(stand.backend.heard).isEmpty();
        assertServes();
    }

    @Test
    void aMicrophoneFasterThanTimeIsClosedAndItsStreamEnded() throws Exception {
        Client client = microphone();
        client.say(HELLO);
        assertThat(client.texts.poll(Client.SECONDS, TimeUnit.SECONDS)).contains("ready");

        for (int i = 0; i < 2_000 && !client.isClosed(); i++) {
            CompletableFuture<?> sent = client.send(SOUND);
            await(() -> sent.isDone() || client.isClosed());
        }

        assertThat(client.closed().reason()).contains("faster");
        List<AudioChunk> heard = new ArrayList<>();
        do {
            heard.add(stand.backend.heard.poll(Client.SECONDS, TimeUnit.SECONDS));
        } while (!heard.get(heard.size() - 1).endOfStream());
        assertThat(heard).extracting(AudioChunk::seq).isSorted();
        assertThat(heard.get(heard.size() - 1).seq()).isEqualTo(heard.size() - 1L);
    }

    @Test
    void aMicrophoneThatVanishesEndsItsStream() throws Exception {
        Client client = microphone();
        client.say(HELLO);
        client.send(SOUND).get(Client.SECONDS, TimeUnit.SECONDS);
        assertThat(stand.backend.heard.poll(Client.SECONDS, TimeUnit.SECONDS).seq())
                .isZero();

        client.close();

        AudioChunk last = stand.backend.heard.poll(Client.SECONDS, TimeUnit.SECONDS);
        assertThat(last.endOfStream()).isTrue();
        assertThat(last.seq()).isEqualTo(1);
    }

    @Test
    void aRoomListensToSoManyMicrophonesOnly() throws Exception {
        int most = ConsoleSettings.defaults().microphonesPerRoom();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            clients.add(microphone());
            clients.get(i).say(HELLO);
            assertThat(clients.get(i).texts.poll(Client.SECONDS, TimeUnit.SECONDS))
                    .contains("ready");
        }

        assertThat(microphone().closed().code()).isEqualTo(SocketGuard.TRY_LATER);

        clients.forEach(Client::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"media", "events"})
    void aSocketThatOnlySendsDoesNotListen(String kind) throws Exception {
        stand.onAir(new ScriptedRoom("tea", ScriptedRoom.plain(32, Color.GRAY)));
        Client client = Client.open(http, root, "/ws/rooms/tea/" + kind);

        client.say("hello");

        assertThat(client.closed()).isEqualTo(new Closed(SocketGuard.PROTOCOL, "this socket only sends"));
    }

    @Test
    void aPageThatNeverReadsIsDropped() throws Exception {
        String words = "x".repeat(4_000);
        try (Socket deaf = new Socket(root.getHost(), root.getPort())) {
            deaf.setReceiveBufferSize(4_096);
            OutputStream out = deaf.getOutputStream();
            out.write(("GET /ws/rooms/tea/events HTTP/1.1\r\nHost: 127.0.0.1:" + root.getPort()
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            await(() -> stand.backend.followers("tea") == 1);

            int sent = 0;
            while (stand.backend.followers("tea") == 1 && sent < 50_000) {
                stand.backend.happened(new Utterance(
                        new UnitId("tea", "t" + sent, 0, 0, 0),
                        words,
                        false,
                        "en",
                        Utterance.Source.SPEECH,
                        "",
                        1,
                        2,
                        0,
                        ""));
                sent++;
                LockSupport.parkNanos(50_000);
            }

            assertThat(stand.backend.followers("tea"))
                    .as("nothing more is kept for it")
                    .isZero();
            await(() -> guard.open() == 0);
        }
        assertServes();
    }

    @Test
    void aPageThatNothingHappensToStaysConnected() throws Exception {
        Client client = Client.open(http, root, "/ws/rooms/tea/events");

        client.awaitPings(4); // longer than a dead connection would live

        assertThat(client.isClosed()).isFalse();
        assertThat(stand.backend.followers("tea")).isEqualTo(1);
        client.close();
    }

    @Test
    void fiveHundredSocketsLeaveThePageServerServing() throws Exception {
        int most = ConsoleSettings.defaults().mostSockets();
        List<CompletableFuture<Client>> opening = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            opening.add(Client.connect(http, root, "/ws/rooms/tea/events"));
        }
        List<Client> open = new ArrayList<>();
        int refused = 0;
        for (CompletableFuture<Client> one : opening) {
            try {
                open.add(one.get(Client.SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(WebSocketHandshakeException.class);
                refused++;
            }
        }

        await(() -> open.stream().filter(client -> !client.isClosed()).count() <= most);
        assertThat(refused + open.stream().filter(Client::isClosed).count()).isGreaterThanOrEqualTo(500 - most);
        await(() -> stand.backend.followers("tea")
                == open.stream().filter(client -> !client.isClosed()).count());
        assertServes();
        open.forEach(Client::close);
        await(() -> stand.backend.followers("tea") == 0);
        Client later = Client.open(http, root, "/ws/rooms/tea/events");
        assertThat(later.texts.poll(Client.SECONDS, TimeUnit.SECONDS)).contains("snapshot");
        later.close();
    }

    @Test
    void aPageOfAnotherOriginOpensNoSocket() {
        assertThatThrownBy(() -> Client.connect(http, root, "/ws/rooms/tea/events", "Origin", "https://evil.example")
                        .get(Client.SECONDS, TimeUnit.SECONDS))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(stand.backend.followers("tea")).isZero();
    }

    @Test
    void aRoomThatIsNotThereHasNoSockets() {
        assertThatThrownBy(() -> Client.open(http, root, "/ws/rooms/nowhere/microphone"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    private Client microphone() throws Exception {
        return Client.open(http, root, "/ws/rooms/tea/microphone");
    }

    private void assertServes() throws Exception {
        assertThat(http.send(HttpRequest.newBuilder(root.resolve("/api/rooms")).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private static void await(BooleanSupplier state) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Client.SECONDS);
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
