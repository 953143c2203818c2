package io.talkmatrix.connect.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A small HTTP server that messages are posted to, at any path, Luna's {@code /send} among them. A post is answered once
 * Kafka has acknowledged what it caused; 503 asks for another attempt, 400 says what is wrong. At most 64 posts wait.
 */
final class WebhookFeed implements Feed {

    private static final int THREADS = 64;
    private static final long ACKNOWLEDGED_SECONDS = 10;
    private static final String GOOD = "{\"code\":0,\"msg\":\"ok\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "webhook");
        thread.setDaemon(true);
        return thread;
    });
    private final byte[] token;
    private final Inbox inbox;

    /**
     * @param token that callers must show as {@code Authorization: Bearer} or {@code X-Token}; empty for none
     * @throws IOException the address cannot be listened at
     */
    WebhookFeed(InetSocketAddress address, String token, Inbox inbox) throws IOException {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.inbox = inbox;
        server = HttpServer.create(address, 128);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, "events are posted");
            } else if (!known(exchange)) {
                answer(exchange, 401, "the token is missing or wrong");
            } else {
                take(exchange);
            }
        }
    }

    private boolean known(HttpExchange exchange) {
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String plain = String.valueOf(exchange.getRequestHeaders().getFirst("X-Token"));
        String shown = bearer.startsWith("Bearer ") ? bearer.substring("Bearer ".length()) : plain;
        return token.length == 0 || MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(EventMapping.MOST_CHARACTERS + 1);
        }
        if (body.length > EventMapping.MOST_CHARACTERS) {
            answer(exchange, 413, "at most " + EventMapping.MOST_CHARACTERS + " bytes are taken");
            return;
        }
        CompletableFuture<String> done = new CompletableFuture<>();
        if (!inbox.offer(new Arrival(new String(body, StandardCharsets.UTF_8), "", done::complete))) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            answer(exchange, 503, "too much is waiting; post it again");
            return;
        }
        try {
            String refusal = done.get(ACKNOWLEDGED_SECONDS, TimeUnit.SECONDS);
            answer(exchange, refusal.isEmpty() ? 200 : 400, refusal);
        } catch (TimeoutException | ExecutionException e) {
            answer(exchange, 503, "it was not acknowledged in time; post it again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer(exchange, 503, "the connector is stopping; post it again");
        }
    }

    private static void answer(HttpExchange exchange, int status, String reason) throws IOException {
        String text = status == 200
                ? GOOD
                : "{\"code\":" + status + ",\"msg\":\"" + reason.replaceAll("[\"\\\\\\p{Cc}]", " ") + "\"}";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public String trouble() {
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
