package io.talkmatrix.reply.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.talkmatrix.reply.ChatAbilities;
import io.talkmatrix.reply.ChatModel;
import io.talkmatrix.reply.ChatModelContract;
import io.talkmatrix.reply.ChatModelException;
import io.talkmatrix.reply.ChatResult;
import io.talkmatrix.stage.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real HTTP server that streams as OpenAI's does. */
class OpenAiChatModelTest extends ChatModelContract {

    private static final String ANSWER =
            "People like live streams because they can talk with the host right away. They also like surprises.";

    private final Queue<Handler> scripted = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final AtomicReference<String> authorization = new AtomicReference<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;
    private ExecutorService threads;
    private OpenAiChatModel model;

    @FunctionalInterface
    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::serve);
        server.start();
        model = new OpenAiChatModel(
                new OpenAiSettings(
                        URI.create("http://localhost:" + server.getAddress().getPort() + "/v1/"),
                        "test-model",
                        "secret-key",
                        "CHAT_KEY",
                        new ChatAbilities(Set.of(), true, 6, 1000, false),
                        Duration.ofSeconds(2),
                        4),
                System::nanoTime);
    }

    @AfterEach
    void stop() {
        release.countDown();
        model.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    protected ChatModel model() {
        return model;
    }

    @Test
    void theRequestCarriesModelMessagesLimitsAndKey() throws InterruptedException {
        answer(request(60, 10, List.of("END")));

        assertThat(authorization.get()).isEqualTo("Bearer secret-key");
        assertThat(requests.get(0))
                .contains("\"model\":\"test-model\"", "\"stream\":true", "\"max_tokens\":60", "\"seed\":7", QUESTION)
                .contains("\"role\":\"system\"", "\"role\":\"user\"", "\"stop\":[\"END\"]");
    }

    @Test
    void aBusyServerIsAskedOnceMoreBeforeTheFirstToken() throws InterruptedException {
        scripted.add(exchange -> status(exchange, 503, "{}"));

        assertThat(answer(request(60, 10, List.of()))).isEqualTo(ANSWER);
        assertThat(requests).hasSize(2);
    }

    @Test
    void twoFailuresAreAnError() {
        scripted.add(exchange -> status(exchange, 500, "{\"error\":{\"code\":\"overloaded\"}}"));
        scripted.add(exchange -> status(exchange, 500, "{\"error\":{\"code\":\"overloaded\"}}"));

        assertThatThrownBy(() -> answer(request(60, 10, List.of())))
                .isInstanceOf(ChatModelException.class)
                .hasMessageContaining("HTTP 500 (overloaded)");
        assertThat(requests).hasSize(2);
    }

    @Test
    void aBreakAfterTheFirstTokenIsAnErrorWithoutAnotherTry() {
        scripted.add(exchange -> {
            try (OutputStream out = begin(exchange)) {
                event(out, "Hello");
            }
        });
        List<String> pieces = new ArrayList<>();

        assertThatThrownBy(() -> model.stream(request(60, 10, List.of()), pieces::add, Cancellation.none()))
                .isInstanceOf(ChatModelException.class)
                .hasMessageContaining("ended its answer early");
        assertThat(pieces).containsExactly("Hello");
        assertThat(requests).hasSize(1);
    }

    @Test
    void aRefusedKeyNamesTheVariableAndNeverTheKey() {
        scripted.add(exchange -> status(exchange, 401, "{\"error\":{\"code\":\"invalid_api_key\"}}"));

        assertThatThrownBy(() -> answer(request(60, 10, List.of())))
                .hasMessageContaining("HTTP 401 (invalid_api_key)")
                .hasMessageContaining("CHAT_KEY")
                .hasMessageNotContaining("secret-key");
        assertThat(requests).hasSize(1);
    }

    @Test
    void aServerThatHangsIsGivenUpWithinTheTimeLimit() throws InterruptedException {
        scripted.add(exchange -> {
            OutputStream out = begin(exchange);
            event(out, "Hello");
            release.await();
        });
        List<String> pieces = new ArrayList<>();

        ChatResult result = model.stream(request(60, 1, List.of()), pieces::add, Cancellation.none());

        assertThat(result.finish()).isEqualTo(ChatResult.Finish.TIME_LIMIT);
        assertThat(pieces).containsExactly("Hello");
    }

    @Test
    void anAnswerThatIsNoStreamIsExplained() {
        scripted.add(exchange -> status(exchange, 200, "{\"choices\":[{\"message\":{\"content\":\"x\"}}]}"));
        assertThatThrownBy(() -> answer(request(60, 10, List.of()))).hasMessageContaining("does not stream");

        scripted.add(exchange -> {
            try (OutputStream out = begin(exchange)) {
                out.write("data: <html>\n\n".getBytes(StandardCharsets.UTF_8));
            }
        });
        assertThatThrownBy(() -> answer(request(60, 10, List.of()))).hasMessageContaining("no JSON");
    }

    @Test
    void nobodyListeningIsExplained() {
        server.stop(0);

        assertThatThrownBy(() -> answer(request(60, 10, List.of())))
                .isInstanceOf(ChatModelException.class)
                .hasMessageContaining("cannot reach http://localhost:");
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new OpenAiSettings(
                        URI.create("ftp://x"),
                        "m",
                        "",
                        "",
                        new ChatAbilities(Set.of(), true, 0, 0, false),
                        Duration.ofSeconds(1),
                        1))
                .hasMessageContaining("http://host:port/v1");
    }

    private void serve(HttpExchange exchange) throws IOException {
        Handler handler;
        synchronized (this) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
            handler = scripted.isEmpty() ? this::answerWell : scripted.remove();
        }
        try {
            handler.handle(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void answerWell(HttpExchange exchange) throws IOException {
        try (OutputStream out = begin(exchange)) {
            out.write(": comment\n\n".getBytes(StandardCharsets.UTF_8));
            for (String token : ANSWER.split("(?= )")) {
                event(out, token);
            }
            out.write("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static OutputStream begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void event(OutputStream out, String token) throws IOException {
        String data =
                "data: {\"choices\":[{\"delta\":{\"content\":\"" + token + "\"},\"finish_reason\":null}]}\r\n\r\n";
        out.write(data.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void status(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
