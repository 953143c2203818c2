package io.talkmatrix.testkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.broker.BrokerSettings;
import io.talkmatrix.broker.EmbeddedBroker;
import io.talkmatrix.registry.RegistrySettings;
import io.talkmatrix.registry.SchemaRegistryServer;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.runtime.RunnerContext;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.schemas.HttpRegistryClient;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryClientConfig;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.TopicCreator;
import io.talkmatrix.stage.Event;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker, a schema registry, all topics and the tables, once for a test class ({@code @RegisterExtension static}).
 * Tests of one class share the topics and keep apart by rooms of their own ({@link #newRoom}).
 */
public final class KafkaFixture implements BeforeAllCallback, AfterAllCallback, Closeable {

    /** Longest that a test waits for anything. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final AtomicInteger ROOMS = new AtomicInteger();

    private final int partitions;
    private Path folder;
    private EmbeddedBroker broker;
    private SchemaRegistryServer server;
    private RegistryClient registry;
    private KafkaConnection connection;
    private Tables tables;
    private EventProducer producer;

    /** Topics of three partitions. */
    public KafkaFixture() {
        this(3);
    }

    public KafkaFixture(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        open();
    }

    /** Starts everything, for programs that are no tests. */
    public void open() throws IOException {
        folder = Files.createTempDirectory("talkmatrix-test");
        broker = EmbeddedBroker.start(BrokerSettings.defaults(folder.resolve("kafka")));
        connection = KafkaConnection.to(broker.bootstrapServers());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            TopicCreator.ensure(admin, partitions, (short) 1);
        }
        server = SchemaRegistryServer.start(RegistrySettings.defaults(broker.bootstrapServers()));
        registry = new HttpRegistryClient(RegistryClientConfig.of(server.url()));
        tables = Tables.open(connection, registry, DEADLINE);
        producer = new EventProducer(connection, registry, "test", DEADLINE);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
    }

    /** Stops everything and deletes what it wrote. */
    @Override
    public void close() throws IOException {
        producer.close();
        tables.close();
        registry.close();
        server.close();
        broker.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(KafkaFixture::delete);
        }
    }

    public KafkaConnection connection() {
        return connection;
    }

    public String registryUrl() {
        return server.url();
    }

    /** Stops the broker in order and starts it again on the same data and port. */
    public void restartBroker() {
        broker.close();
        String address = connection.bootstrapServers();
        broker = EmbeddedBroker.start(BrokerSettings.defaults(folder.resolve("kafka"))
                .withPort(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1))));
    }

    public RegistryClient registry() {
        return registry;
    }

    public Tables tables() {
        return tables;
    }

    /** Partitions of every topic. */
    public int partitions() {
        return partitions;
    }

    /** A folder that is deleted after the class. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    /** What a runner needs, with a meter registry of its own. */
    public RunnerContext context() {
        return RunnerContext.of(connection, registry, tables, new SimpleMeterRegistry());
    }

    /** An id no other test uses. */
    public String newRoom() {
        return "room-" + ROOMS.incrementAndGet();
    }

    /** Writes and waits for the acknowledgement. */
    public <E extends Event> void send(Topic<E> topic, E event) {
        try {
            producer.send(topic, event).get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the test could not write to " + topic.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was interrupted", e);
        }
    }

    /**
     * A room's records from the beginning until {@code enough} says so.
     *
     * @throws IllegalStateException if it does not within {@link #DEADLINE}; the message shows what was there
     */
    public <V> List<Received<V>> await(Topic<V> topic, String room, Predicate<List<Received<V>>> enough) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        List<Received<V>> all = new ArrayList<>();
        try (EventTail<V> tail = EventTail.ofRoom(connection, registry, topic, room)) {
            while (!enough.test(all)) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (left.isNegative()) {
                    throw new IllegalStateException(
                            "what was waited for on " + topic.name() + " did not come within " + DEADLINE + ", but "
                                    + all.stream().map(Received::event).toList());
                }
                all.addAll(tail.poll(left));
            }
        }
        return all;
    }

    /** A room's records up to now. */
    public <V> List<V> read(Topic<V> topic, String room) {
        try (EventTail<V> tail = EventTail.ofRoom(connection, registry, topic, room)) {
            return tail.readToEnd(DEADLINE).stream().map(Received::event).toList();
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
