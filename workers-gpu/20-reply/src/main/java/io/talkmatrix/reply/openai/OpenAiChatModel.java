package io.talkmatrix.reply.openai;

import io.talkmatrix.reply.ChatAbilities;
import io.talkmatrix.reply.ChatModel;
import io.talkmatrix.reply.ChatModelException;
import io.talkmatrix.reply.ChatRequest;
import io.talkmatrix.reply.ChatResult;
import io.talkmatrix.reply.TokenGate;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A model behind a server that speaks OpenAI's chat completions with {@code stream} (vLLM, SGLang, llama-server, Ollama
 * …). A request that fails before its first token is sent once more; after it, never.
 */
public final class OpenAiChatModel implements ChatModel {

    private static final int MAX_ERROR_BODY = 64 * 1024;
    private static final int CANCEL_CHECK_MILLIS = 20;

    private final OpenAiSettings settings;
    private final LongSupplier nanoTime;
    private final HttpClient client;
    private final Semaphore requests;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param nanoTime like {@link System#nanoTime} */
    public OpenAiChatModel(OpenAiSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.requests = new Semaphore(settings.requestsAtOnce(), true);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "openai-deadlines");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public EngineInfo engine() {
        return new EngineInfo("openai", settings.model(), "remote", "");
    }

    @Override
    public ChatAbilities abilities() {
        return settings.abilities();
    }

    @Override
    public ChatResult stream(ChatRequest request, TokenSink sink, Cancellation cancellation)
            throws InterruptedException {
        cancellation.check();
        if (closed.get()) {
            throw new ChatModelException(settings.model() + " is closed");
        }
        if (!requests.tryAcquire(request.timeLimit().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new ChatModelException(settings.requestsAtOnce() + " requests to " + settings.server()
                    + " were already running for " + request.timeLimit().toMillis() + " ms");
        }
        try {
            TokenGate gate = new TokenGate(request, sink, cancellation, nanoTime);
            try {
                return answer(request, gate, cancellation);
            } catch (RetryableException first) {
                if (gate.tokens() > 0 || !gate.open()) {
                    throw first;
                }
                return answer(request, gate, cancellation);
            }
        } finally {
            requests.release();
        }
    }

    private ChatResult answer(ChatRequest request, TokenGate gate, Cancellation cancellation)
            throws InterruptedException {
        HttpResponse<InputStream> response = send(request, gate);
        if (response == null) {
            return gate.close();
        }
        try (ReadDeadline deadline = new ReadDeadline(response.body(), timer)) {
            cancellation.onCancel(() -> ReadDeadline.closeQuietly(response.body()));
            checkStatus(response, gate, deadline);
            read(response.body(), gate, deadline, cancellation);
        }
        return gate.close();
    }

    /** @return null if the time was over first */
    private HttpResponse<InputStream> send(ChatRequest request, TokenGate gate) throws InterruptedException {
        HttpRequest.Builder http = HttpRequest.newBuilder(settings.completions())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(OpenAiJson.request(settings.model(), request)));
        if (!settings.key().isEmpty()) {
            http.header("Authorization", "Bearer " + settings.key());
        }
        CompletableFuture<HttpResponse<InputStream>> future =
                client.sendAsync(http.build(), HttpResponse.BodyHandlers.ofInputStream());
        boolean handedOver = false;
        try {
            while (gate.open()) {
                try {
                    HttpResponse<InputStream> response = future.get(CANCEL_CHECK_MILLIS, TimeUnit.MILLISECONDS);
                    handedOver = true;
                    return response;
                } catch (TimeoutException e) {
                    continue;
                } catch (ExecutionException e) {
                    throw new RetryableException(
                            "cannot reach " + settings.server() + ": " + reason(e.getCause()), e.getCause());
                }
            }
            return null;
        } finally {
            if (!handedOver) {
                future.cancel(true);
            }
        }
    }

    private void checkStatus(HttpResponse<InputStream> response, TokenGate gate, ReadDeadline deadline) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String body = "";
        deadline.begin(gate.remainingNanos());
        try {
            body = new String(response.body().readNBytes(MAX_ERROR_BODY), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RetryableException(settings.server() + " answered HTTP " + status + " and hung up", e);
        } finally {
            deadline.end();
        }
        String message = settings.server() + " answered HTTP " + status + OpenAiJson.errorCode(body);
        if (status == 429 || status >= 500) {
            throw new RetryableException(message, null);
        }
        throw new ChatModelException(
                switch (status) {
                    case 401, 403 ->
                        message + ": the key in the environment variable "
                                + (settings.keyVariable().isEmpty() ? "(none is named)" : settings.keyVariable())
                                + " is missing or refused";
                    case 404 -> message + ": check the address and that the server has the model " + settings.model();
                    default -> message;
                });
    }

    private void read(InputStream body, TokenGate gate, ReadDeadline deadline, Cancellation cancellation)
            throws InterruptedException {
        SseReader events = new SseReader(body);
        boolean complete = false;
        while (gate.open()) {
            String data;
            deadline.begin(gate.remainingNanos());
            try {
                data = events.next();
            } catch (IOException e) {
                data = null;
                complete = failedRead(e, deadline, cancellation);
            } finally {
                deadline.end();
            }
            if (data == null) {
                cancellation.check();
                if (!complete && !deadline.passed()) {
                    throw new RetryableException(settings.server() + " ended its answer early", null);
                }
                if (!complete) {
                    gate.timeOver();
                }
                return;
            }
            if (data.equals("[DONE]")) {
                return;
            }
            OpenAiJson.Piece piece = OpenAiJson.piece(settings.server(), data);
            if (!piece.text().isEmpty() && !gate.accept(piece.text())) {
                return;
            }
            complete |= !piece.finishReason().isEmpty();
        }
    }

    /** A read that our own deadline cut off ends the answer; any other failure is an error. */
    private boolean failedRead(IOException e, ReadDeadline deadline, Cancellation cancellation) {
        cancellation.check();
        if (!deadline.passed()) {
            throw new RetryableException(settings.server() + " broke off its answer: " + reason(e), e);
        }
        return false;
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        closed.set(true);
        timer.shutdownNow();
    }

    /** Worth one more try before the first token. */
    private static final class RetryableException extends ChatModelException {

        private static final long serialVersionUID = 1L;

        RetryableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
