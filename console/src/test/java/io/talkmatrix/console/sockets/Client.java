package io.talkmatrix.console.sockets;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A WebSocket that keeps what it is told. */
final class Client implements WebSocket.Listener {

    /** How a socket was closed; code −1 if the connection broke. */
    record Closed(int code, String reason) {}

    static final long SECONDS = 30;

    final BlockingQueue<String> texts = new LinkedBlockingQueue<>(100_000);
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final Semaphore pings = new Semaphore(0);
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    static CompletableFuture<Client> connect(HttpClient http, URI root, String path, String... headers) {
        Client client = new Client();
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        URI address = URI.create(root.resolve(path).toString().replaceFirst("^http", "ws"));
        return builder.buildAsync(address, client).thenApply(opened -> {
            client.socket = opened;
            return client;
        });
    }

    static Client open(HttpClient http, URI root, String path) throws Exception {
        return connect(http, root, path).get(SECONDS, TimeUnit.SECONDS);
    }

    void say(String message) throws Exception {
        socket.sendText(message, true).get(SECONDS, TimeUnit.SECONDS);
    }

    /** Begins to send; whether the server takes it shows in {@link #closed}. */
    CompletableFuture<WebSocket> send(byte[] message) {
        return socket.sendBinary(ByteBuffer.wrap(message), true);
    }

    Closed closed() throws Exception {
        return closed.get(SECONDS, TimeUnit.SECONDS);
    }

    boolean isClosed() {
        return closed.isDone();
    }

    void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        pings.release();
        from.request(1);
        return from.sendPong(message);
    }

    void awaitPings(int count) throws InterruptedException {
        if (!pings.tryAcquire(count, SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server sent no " + count + " pings");
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(new Closed(-1, String.valueOf(error.getMessage())));
    }
}
