package io.talkmatrix.console.sockets;

import io.quarkus.websockets.next.WebSocketConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Texts for one socket, sent one after another. A socket that does not take them, too many or too old, is closed. Safe for
 * use from any thread.
 */
final class Outbox {

    static final int MOST_MESSAGES = 500;
    static final Duration OLDEST = Duration.ofSeconds(10);

    private final WebSocketConnection connection;
    private final Runnable dropped;
    private final Deque<String> waiting = new ArrayDeque<>();
    private long sendingSince;
    private boolean sending;
    private boolean closed;

    /** @param dropped called once if the socket is closed from here */
    Outbox(WebSocketConnection connection, Runnable dropped) {
        this.connection = connection;
        this.dropped = dropped;
    }

    synchronized void send(String text) {
        if (closed) {
            return;
        }
        boolean stuck = sending && System.nanoTime() - sendingSince > OLDEST.toNanos();
        if (waiting.size() >= MOST_MESSAGES || stuck) {
            close();
            SocketGuard.close(connection, SocketGuard.POLICY, "the page does not read what it is sent");
            dropped.run();
            return;
        }
        waiting.add(text);
        if (!sending) {
            next();
        }
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private void next() {
        String text = waiting.poll();
        sending = text != null;
        if (sending) {
            sendingSince = System.nanoTime();
            connection.sendText(text).subscribe().with(done -> sent(), failed -> close());
        }
    }

    private synchronized void sent() {
        next();
    }
}
