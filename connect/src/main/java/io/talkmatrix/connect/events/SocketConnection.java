package io.talkmatrix.connect.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** A WebSocket (RFC 6455) with heartbeats; a peer that is silent for too long counts as gone. */
final class SocketConnection implements ReconnectingFeed.Connection {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long BEAT_MILLIS = 20_000;
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient http;
    private final Dialect dialect;
    private final Map<String, String> headers;
    private final long silenceMillis;
    private final Inbox inbox;
    private final LongSupplier nanoTime;

    SocketConnection(
            HttpClient http,
            Dialect dialect,
            Map<String, String> headers,
            long silenceMillis,
            Inbox inbox,
            LongSupplier nanoTime) {
        this.http = http;
        this.dialect = dialect;
        this.headers = Map.copyOf(headers);
        this.silenceMillis = silenceMillis;
        this.inbox = inbox;
        this.nanoTime = nanoTime;
    }

    @Override
    public void follow(Runnable well) throws IOException, InterruptedException {
        URI uri = dialect.open();
        Ear ear = new Ear();
        WebSocket socket = null;
        try {
            WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(CONNECT);
            headers.forEach(builder::header);
            socket = join(builder.buildAsync(uri, ear));
            if (dialect.greeting().isPresent()) {
                join(socket.sendBinary(dialect.greeting().get(), true));
            }
            well.run();
            listen(socket, ear);
        } finally {
            if (socket != null) {
                socket.abort();
            }
            dialect.closed();
        }
    }

    private void listen(WebSocket socket, Ear ear) throws IOException, InterruptedException {
        long beaten = nanoTime.getAsLong();
        while (true) {
            try {
                ear.over.get(Math.min(500, silenceMillis), TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException e) {
                throw new IOException(String.valueOf(e.getCause().getMessage()), e.getCause());
            } catch (TimeoutException e) {
                // Still connected: that is what was waited for.
                long now = nanoTime.getAsLong();
                if (now - ear.heardAt > silenceMillis * 1_000_000) {
                    throw new IOException("nothing was heard for " + silenceMillis + " ms");
                }
                if (now - beaten > Math.min(BEAT_MILLIS, silenceMillis / 3) * 1_000_000) {
                    beaten = now;
                    beat(socket);
                }
            }
        }
    }

    private void beat(WebSocket socket) throws IOException, InterruptedException {
        var message = dialect.heartbeat();
        join(message.isPresent() ? socket.sendBinary(message.get(), true) : socket.sendPing(ByteBuffer.allocate(0)));
    }

    private static <T> T join(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            String reason = e.getCause().getMessage();
            throw new IOException(
                    reason == null
                            ? "it cannot be reached (" + e.getCause().getClass().getSimpleName() + ")"
                            : reason,
                    e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("it does not answer within " + CONNECT.toSeconds() + " s", e);
        }
    }

    /** Takes frames one at a time: the next is asked for when this one has a place. */
    private final class Ear implements WebSocket.Listener {
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        private volatile long heardAt = nanoTime.getAsLong();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heardAt = nanoTime.getAsLong();
            text.append(data);
            if (text.length() > MOST_BYTES) {
                return fail("a message has more than " + MOST_BYTES + " characters");
            }
            if (last) {
                String message = text.toString();
                text.setLength(0);
                return put(socket, message);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            heardAt = nanoTime.getAsLong();
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            binary.writeBytes(bytes);
            if (binary.size() > MOST_BYTES) {
                return fail("a message has more than " + MOST_BYTES + " bytes");
            }
            if (last) {
                byte[] frame = binary.toByteArray();
                binary.reset();
                try {
                    for (String message : dialect.unpack(ByteBuffer.wrap(frame))) {
                        inbox.put(new Arrival(message, "", Arrival.Outcome.NOBODY));
                    }
                } catch (IOException e) {
                    return fail(e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return fail("it was interrupted");
                }
            }
            socket.request(1);
            return null;
        }

        private CompletionStage<?> put(WebSocket socket, String message) {
            try {
                inbox.put(new Arrival(message, "", Arrival.Outcome.NOBODY));
                socket.request(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail("it was interrupted");
            }
            return null;
        }

        private CompletionStage<?> fail(String reason) {
            over.completeExceptionally(new IOException(reason));
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            heardAt = nanoTime.getAsLong();
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            over.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            over.completeExceptionally(error);
        }
    }
}
