package io.talkmatrix.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;

/** The registry's HTTP server: four threads, 256 waiting requests, bodies up to a limit. Safe from many threads. */
public final class SchemaRegistryServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SchemaRegistryServer.class.getName());
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    private static final int THREADS = 4;
    private static final int WAITING = 256;

    static {
        // The JDK's server sends head and body apart, which Nagle's algorithm makes 40 ms slower; it has no other
        // switch.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
    }

    private final Registry registry;
    private final Routes routes;
    private final HttpServer http;
    private final ExecutorService executor;
    private final int maxRequestBytes;
    private final String url;

    private SchemaRegistryServer(Registry registry, HttpServer http, RegistrySettings settings) {
        this.registry = registry;
        this.routes = new Routes(registry);
        this.http = http;
        this.executor = threads();
        this.maxRequestBytes = settings.maxRequestBytes();
        this.url = "http://" + settings.host() + ":" + http.getAddress().getPort();
    }

    /**
     * Returns when {@code _schemas} is read to its end and requests are served.
     *
     * @throws RegistryStartException if the port is taken, or Kafka cannot be reached within the settings' deadline
     */
    public static SchemaRegistryServer start(RegistrySettings settings) {
        HttpServer http = bind(settings);
        SchemaLog log = null;
        try {
            log = SchemaLog.open(settings);
            Registry registry = Registry.over(log, settings.compatibility());
            SchemaRegistryServer server = new SchemaRegistryServer(registry, http, settings);
            http.setExecutor(server.executor);
            http.createContext("/", server::handle);
            http.start();
            LOG.log(System.Logger.Level.INFO, "Schema registry at {0}", server.url);
            return server;
        } catch (RuntimeException e) {
            http.stop(0);
            if (log != null) {
                log.close();
            }
            throw new RegistryStartException(
                    "the schema registry does not start on Kafka at " + settings.bootstrapServers() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** What {@code schema.registry.url} must name: {@code http://host:port}. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        http.stop(0);
        executor.shutdownNow();
        registry.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status;
            JsonNode answer;
            try {
                String body = body(exchange);
                answer = routes.answer(Call.of(exchange.getRequestMethod(), exchange.getRequestURI(), body));
                status = 200;
            } catch (RegistryError e) {
                status = e.status();
                answer = error(e.code(), e.getMessage());
            } catch (KafkaException e) {
                LOG.log(System.Logger.Level.WARNING, "Kafka is in the way of the schema registry", e);
                status = 500;
                answer = error(50_001, "Error in the backend data store: " + e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "the schema registry failed", e);
                status = 500;
                answer = error(500, "Internal Server Error");
            }
            byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(maxRequestBytes + 1);
        if (bytes.length > maxRequestBytes) {
            throw new RegistryError(413, 413, "the request body has more than " + maxRequestBytes + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static JsonNode error(int code, String message) {
        return JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message);
    }

    private static HttpServer bind(RegistrySettings settings) {
        try {
            return HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), WAITING);
        } catch (BindException e) {
            throw new RegistryStartException(
                    "port " + settings.port() + " of " + settings.host()
                            + " is taken (registry.port): stop what listens there, choose another port, or 0 for a free one",
                    e);
        } catch (IOException e) {
            throw new RegistryStartException("the schema registry cannot listen: " + e.getMessage(), e);
        }
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "schema-registry-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
