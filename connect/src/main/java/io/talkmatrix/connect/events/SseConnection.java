package io.talkmatrix.connect.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Server-sent events (WHATWG HTML, 9.2). Goes on after the last event's id, also after a restart. */
final class SseConnection implements ReconnectingFeed.Connection {

    private final HttpClient http;
    private final URI uri;
    private final Map<String, String> headers;
    private final long silenceMillis;
    private final Inbox inbox;
    private String last;

    /**
     * @param last id of the last event that was taken, empty for none
     * @param silenceMillis a connection on which nothing comes for so long, not even a comment, is given up
     */
    SseConnection(HttpClient http, URI uri, Map<String, String> headers, String last, long silenceMillis, Inbox inbox) {
        this.http = http;
        this.uri = uri;
        this.headers = Map.copyOf(headers);
        this.last = last;
        this.silenceMillis = silenceMillis;
        this.inbox = inbox;
    }

    @Override
    public void follow(Runnable well) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(15)).header("Accept", "text/event-stream");
        headers.forEach(request::setHeader);
        if (!last.isEmpty()) {
            request.setHeader("Last-Event-ID", last);
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body();
                Silence silence = new Silence(body, silenceMillis)) {
            if (response.statusCode() != 200) {
                throw new IOException("the server answered " + response.statusCode());
            }
            well.run();
            read(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)), silence);
        }
    }

    private void read(BufferedReader lines, Silence silence) throws IOException, InterruptedException {
        StringBuilder data = new StringBuilder();
        String id = last;
        for (String line = Lines.next(lines); line != null; line = Lines.next(lines)) {
            silence.broken();
            if (line.isEmpty()) {
                last = id;
                if (data.length() > 0) {
                    inbox.put(new Arrival(data.toString(), id, Arrival.Outcome.NOBODY));
                }
                data.setLength(0);
            } else if (line.startsWith("data:")) {
                append(data, value(line));
            } else if (line.startsWith("id:") && value(line).length() <= 256) {
                id = value(line);
            }
        }
    }

    private static void append(StringBuilder data, String more) throws IOException {
        if (data.length() + more.length() > EventMapping.MOST_CHARACTERS) {
            throw new IOException("an event has more than " + EventMapping.MOST_CHARACTERS + " characters");
        }
        if (data.length() > 0) {
            data.append('\n');
        }
        data.append(more);
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    /** Lines of bounded length. */
    private static final class Lines {
        private Lines() {}

        static String next(BufferedReader in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    return line.toString();
                }
                if (line.length() > EventMapping.MOST_CHARACTERS) {
                    throw new IOException("a line has more than " + EventMapping.MOST_CHARACTERS + " characters");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return null;
        }
    }

    /** Closes a stream on which nothing comes any more. */
    private static final class Silence implements AutoCloseable {
        private final InputStream stream;
        private final long millis;
        private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "feed-silence");
            thread.setDaemon(true);
            return thread;
        });
        private ScheduledFuture<?> end;

        Silence(InputStream stream, long millis) {
            this.stream = stream;
            this.millis = millis;
            broken();
        }

        void broken() {
            if (end != null) {
                end.cancel(false);
            }
            end = watch.schedule(
                    () -> {
                        stream.close();
                        return null;
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            watch.shutdownNow();
        }
    }
}
