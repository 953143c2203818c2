package io.talkmatrix.standalone.stack;

import io.talkmatrix.broker.BrokerException;
import io.talkmatrix.broker.BrokerSettings;
import io.talkmatrix.broker.EmbeddedBroker;
import io.talkmatrix.registry.RegistrySettings;
import io.talkmatrix.registry.SchemaRegistryServer;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.schemas.HttpRegistryClient;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryClientConfig;
import io.talkmatrix.schemas.TopicCreator;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.KafkaAccess;
import io.talkmatrix.standalone.ops.ProcessEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Broker, schema registry and topics: started here, or somebody else's. */
final class Infrastructure implements AutoCloseable {

    private static final short ONE_BROKER = 1;
    private static final short AS_THE_BROKERS_SAY = -1;
    private static final long START_SECONDS = 120;

    private final KafkaConnection kafka;
    private final String registryUrl;
    private final KafkaAccess access;
    private final RegistryClient registry;
    private final Optional<EmbeddedBroker> broker;
    private final Optional<SchemaRegistryServer> server;
    private final List<Path> files;

    private Infrastructure(
            KafkaConnection kafka,
            String registryUrl,
            KafkaAccess access,
            Optional<EmbeddedBroker> broker,
            Optional<SchemaRegistryServer> server,
            List<Path> files) {
        this.kafka = kafka;
        this.registryUrl = registryUrl;
        this.access = access;
        RegistryClientConfig config = RegistryClientConfig.of(registryUrl);
        this.registry = new HttpRegistryClient(
                access.registryUser().map(config::withUserInfo).orElse(config));
        this.broker = broker;
        this.server = server;
        this.files = files;
    }

    /** Starts what the settings do not name from outside, and creates the topics that are missing. */
    static Infrastructure start(StackSettings settings, Progress progress) throws InterruptedException {
        if (settings.bootstrapServers().isEmpty()) {
            progress.now("Starting broker and registry …");
        }
        // A broker that is interrupted while it starts cannot be stopped in order: Ctrl-C waits until it can.
        FutureTask<Infrastructure> starting = new FutureTask<>(() -> begin(settings));
        Thread starter = new Thread(starting, "start-broker");
        starter.setDaemon(true);
        starter.start();
        try {
            return await(starting);
        } catch (InterruptedException e) {
            await(starting).close();
            throw e;
        }
    }

    private static Infrastructure await(FutureTask<Infrastructure> starting) throws InterruptedException {
        try {
            return starting.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new UserError(Kind.SYSTEM, "broker and registry do not start: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new UserError(Kind.SYSTEM, "broker and registry did not start within " + START_SECONDS + " s", e);
        }
    }

    private static Infrastructure begin(StackSettings settings) {
        Infrastructure infrastructure =
                settings.bootstrapServers().isPresent() ? outside(settings) : inProcess(settings);
        try {
            infrastructure.createTopics(settings);
            return infrastructure;
        } catch (RuntimeException e) {
            infrastructure.close();
            throw e;
        }
    }

    /**
     * Finds out early that another process holds the data folder.
     *
     * @throws UserError if so
     */
    static void requireFree(StackSettings settings) {
        if (settings.bootstrapServers().isPresent()) {
            return;
        }
        EmbeddedBroker.runningOn(brokerFolder(settings)).ifPresent(address -> {
            throw new UserError(
                    Kind.SYSTEM,
                    "the data folder " + settings.dataFolder() + " is in use by "
                            + runningUp(settings)
                                    .map(url -> "./talkmatrix up at " + url)
                                    .orElse("another process")
                            + " (Kafka at " + address + "): stop it, or choose another folder with --data");
        });
    }

    /** Where the console of the {@code up} listens that holds the data folder, if one does. */
    static Optional<String> runningUp(StackSettings settings) {
        Path file = upFile(settings);
        if (settings.bootstrapServers().isPresent()
                || !Files.exists(file)
                || EmbeddedBroker.runningOn(brokerFolder(settings)).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty(); // it is just stopping
        }
    }

    /** Joins the process that runs on the data folder, if there is one. */
    static Optional<Infrastructure> attach(StackSettings settings) {
        Path folder = brokerFolder(settings);
        Path urlFile = urlFile(settings);
        Optional<String> running = EmbeddedBroker.runningOn(folder);
        if (running.isEmpty() || !Files.exists(urlFile)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Infrastructure(
                    KafkaConnection.to(running.get()),
                    Files.readString(urlFile).strip(),
                    KafkaAccess.OPEN,
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(urlFile + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Infrastructure outside(StackSettings settings) {
        return new Infrastructure(
                new KafkaConnection(
                        settings.bootstrapServers().orElseThrow(),
                        settings.access().properties()),
                settings.registryUrl().orElseThrow(),
                settings.access(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Infrastructure inProcess(StackSettings settings) {
        createFolder(settings.dataFolder());
        EmbeddedBroker broker = EmbeddedBroker.start(
                BrokerSettings.defaults(brokerFolder(settings)).withPort(settings.brokerPort()),
                Infrastructure::brokerFailed);
        try {
            SchemaRegistryServer server = SchemaRegistryServer.start(
                    RegistrySettings.defaults(broker.bootstrapServers()).withPort(settings.registryPort()));
            Path urlFile = urlFile(settings);
            delete(upFile(settings)); // left by one that was killed
            write(urlFile, server.url());
            return new Infrastructure(
                    KafkaConnection.to(broker.bootstrapServers()),
                    settings.registryUrl().orElse(server.url()),
                    settings.access().inside(),
                    Optional.of(broker),
                    Optional.of(server),
                    List.of(urlFile, upFile(settings)));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** A broker that cannot go on (a full disk) ends the process with a message instead of hanging its clients. */
    private static void brokerFailed(BrokerException failure) {
        System.err.println("\ntalkmatrix: " + failure.getMessage());
        Thread end = new Thread(() -> ProcessEnd.now(Kind.SYSTEM.code()), "broker-failed");
        end.setDaemon(true);
        end.start();
    }

    private static Path brokerFolder(StackSettings settings) {
        return settings.dataFolder().resolve("broker");
    }

    /** Where a running {@code up} says that it serves. */
    static Path upFile(StackSettings settings) {
        return settings.dataFolder().resolve("up.url");
    }

    static void announceUp(StackSettings settings, String url) {
        write(upFile(settings), url);
    }

    private static Path urlFile(StackSettings settings) {
        return settings.dataFolder().resolve("registry.url");
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserError(Kind.CANNOT_CREATE, "cannot make the data folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UserError(Kind.SYSTEM, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private void createTopics(StackSettings settings) {
        try (Admin admin = Admin.create(new HashMap<>(clientProperties()))) {
            int partitions = settings.bootstrapServers().isEmpty()
                    ? settings.partitions()
                    : partitionsThere(admin).orElse(settings.partitions());
            TopicCreator.ensure(admin, partitions, broker.isPresent() ? ONE_BROKER : AS_THE_BROKERS_SAY);
        }
    }

    /** Somebody else's Kafka was given its number of partitions by whoever made the topics. */
    private static OptionalInt partitionsThere(Admin admin) {
        String topic = Topics.AUDIO_IN.name();
        try {
            return OptionalInt.of(admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(START_SECONDS, TimeUnit.SECONDS)
                    .get(topic)
                    .partitions()
                    .size());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return OptionalInt.empty();
            }
            throw new UserError(
                    Kind.UNAVAILABLE, "Kafka does not answer: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new UserError(Kind.UNAVAILABLE, "Kafka did not answer within " + START_SECONDS + " s", e);
        }
    }

    KafkaConnection kafka() {
        return kafka;
    }

    /** How clients show who they are. */
    KafkaAccess access() {
        return access;
    }

    Map<String, String> clientProperties() {
        Map<String, String> properties = new HashMap<>(kafka.properties());
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        return properties;
    }

    /** True if nobody else can write to this Kafka but through this process. */
    boolean inProcess() {
        return broker.isPresent();
    }

    String registryUrl() {
        return registryUrl;
    }

    RegistryClient registry() {
        return registry;
    }

    /** Stops in order, also in a thread that was interrupted: it is its end that the interrupt asked for. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            files.forEach(Infrastructure::delete);
            registry.close();
            server.ifPresent(SchemaRegistryServer::close);
            broker.ifPresent(EmbeddedBroker::close);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
