package io.talkmatrix.connect;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A live platform's WebSocket, by a library that is not ours. */
public final class Platform extends WebSocketServer implements AutoCloseable {

    private final BlockingQueue<WebSocket> connections = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> operations = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> started = new LinkedBlockingQueue<>();
    private WebSocket current;

    public Platform() throws InterruptedException, IOException {
        super(new InetSocketAddress("127.0.0.1", Worker.freePort()));
        setReuseAddr(true);
        start();
        started.poll(10, TimeUnit.SECONDS);
    }

    public String url() {
        return "ws://127.0.0.1:" + getPort();
    }

    /** Waits for the next one that connects. */
    public void connected() throws InterruptedException {
        current = connections.poll(30, TimeUnit.SECONDS);
        if (current == null) {
            throw new IllegalStateException("nobody connected");
        }
    }

    public void say(String text) {
        current.send(text);
    }

    void say(ByteBuffer frame) {
        current.send(frame);
    }

    void hangUp() {
        current.close();
    }

    /** Operation of the next binary frame that was sent here; −1 if none comes. */
    int heard() throws InterruptedException {
        Integer operation = operations.poll(20, TimeUnit.SECONDS);
        return operation == null ? -1 : operation;
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        connections.add(socket);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        // Nothing is asked of a platform in text.
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
        operations.add(message.getInt(8));
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        // A test decides when that is.
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        // What goes wrong shows in what does not arrive.
    }

    @Override
    public void onStart() {
        started.add("");
    }

    @Override
    public void close() throws InterruptedException {
        stop(1_000);
    }
}
