package io.talkmatrix.inference.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads single files from Hugging Face and ModelScope over HTTP, continuing a partial file where the last attempt
 * ended. A host that cannot be reached is not asked again by this instance. Safe for use from any thread.
 */
final class HubClient {

    /** What a hub says about a file before it is downloaded. */
    record Stated(long size, String sha256) {
        static final Stated NOTHING = new Stated(0, "");
    }

    private final ModelSettings settings;
    private final HttpClient http;
    private final HttpClient noRedirects;
    private final Map<String, String> unreachable = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    HubClient(ModelSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        this.noRedirects = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Size and sha256 as stated by the hub; empty fields where it states none. */
    Stated stated(ModelSource.Hub hub, String path) throws SourceException {
        return hub instanceof ModelSource.HuggingFace ? statedByHuggingFace(hub, path) : statedByModelScope(hub, path);
    }

    /** Downloads to {@code part}, appending to what is there already. */
    void download(ModelSource.Hub hub, String path, Path part, Meter meter) throws SourceException {
        URI uri = fileUri(hub, path);
        try {
            long have = Files.exists(part) ? Files.size(part) : 0;
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(settings.stallTimeout());
            if (have > 0) {
                request.header("Range", "bytes=" + have + "-");
            }
            CompletableFuture<HttpResponse<Path>> running =
                    http.sendAsync(request.build(), info -> switch (info.statusCode()) {
                        case 200 ->
                            HttpResponse.BodySubscribers.ofFile(
                                    part,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE);
                        case 206 -> HttpResponse.BodySubscribers.ofFile(part, StandardOpenOption.APPEND);
                        default -> HttpResponse.BodySubscribers.replacing(part);
                    });
            int status = await(running, part, meter).statusCode();
            if (status == 416) {
                // The partial file is as long as the remote one or longer: the hash decides which.
                return;
            }
            if (status != 200 && status != 206) {
                throw new SourceException(uri + " answers " + status);
            }
            meter.end(Files.size(part));
        } catch (IOException e) {
            throw failed(uri, e);
        }
    }

    private HttpResponse<Path> await(CompletableFuture<HttpResponse<Path>> running, Path part, Meter meter)
            throws IOException, SourceException {
        long grownAt = System.nanoTime();
        long size = -1;
        try {
            while (true) {
                try {
                    return running.get(250, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    long now = Files.exists(part) ? Files.size(part) : 0;
                    meter.at(now);
                    if (now != size) {
                        size = now;
                        grownAt = System.nanoTime();
                    } else if (System.nanoTime() - grownAt
                            > settings.stallTimeout().toNanos()) {
                        throw new SourceException("the download stood still for "
                                + settings.stallTimeout().toSeconds() + " s at " + now + " bytes");
                    }
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("interrupted while downloading", e);
        } finally {
            running.cancel(true);
        }
    }

    private Stated statedByHuggingFace(ModelSource.Hub hub, String path) throws SourceException {
        HttpResponse<Void> response = send(
                noRedirects,
                HttpRequest.newBuilder(fileUri(hub, path)).method("HEAD", HttpRequest.BodyPublishers.noBody()),
                HttpResponse.BodyHandlers.discarding());
        if (response.statusCode() >= 400) {
            throw new SourceException(fileUri(hub, path) + " answers " + response.statusCode());
        }
        String tag = response.headers()
                .firstValue("x-linked-etag")
                .orElse("")
                .replace("\"", "")
                .strip();
        long size = response.headers().firstValueAsLong("x-linked-size").orElse(0);
        return new Stated(size, tag.matches("[0-9a-f]{64}") ? tag : "");
    }

    private Stated statedByModelScope(ModelSource.Hub hub, String path) throws SourceException {
        URI uri = URI.create(settings.modelScope() + "/api/v1/models/" + hub.repository()
                + "/repo/files?Recursive=true&Revision=" + URLEncoder.encode(hub.revision(), StandardCharsets.UTF_8));
        HttpResponse<String> response = send(http, HttpRequest.newBuilder(uri), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new SourceException(uri + " answers " + response.statusCode());
        }
        try {
            for (JsonNode file : json.readTree(response.body()).path("Data").path("Files")) {
                if (path.equals(file.path("Path").asText())) {
                    return new Stated(
                            file.path("Size").asLong(), file.path("Sha256").asText(""));
                }
            }
        } catch (IOException e) {
            throw new SourceException(uri + " does not answer with JSON: " + e.getMessage(), e);
        }
        return Stated.NOTHING;
    }

    private <T> HttpResponse<T> send(
            HttpClient client, HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws SourceException {
        HttpRequest built = request.timeout(Duration.ofSeconds(20)).build();
        String known = unreachable.get(built.uri().getAuthority());
        if (known != null) {
            throw new SourceException(known);
        }
        try {
            return client.send(built, handler);
        } catch (IOException e) {
            throw failed(built.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("interrupted while asking " + built.uri().getHost(), e);
        }
    }

    private SourceException failed(URI uri, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof ConnectException || e instanceof HttpConnectTimeoutException) {
            why = uri.getAuthority() + " cannot be reached";
            unreachable.put(uri.getAuthority(), why);
        }
        return new SourceException(why, e);
    }

    private URI fileUri(ModelSource.Hub hub, String path) {
        String base = hub instanceof ModelSource.HuggingFace
                ? settings.huggingFace() + "/" + hub.repository()
                : settings.modelScope() + "/models/" + hub.repository();
        return URI.create(base + "/resolve/" + hub.revision() + "/" + path);
    }
}
