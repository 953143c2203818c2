package io.talkmatrix.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and its KRaft controller in this process, with its data in one folder: the same records are there after
 * an orderly stop and after {@code kill -9}. One at a time in a process. Safe from many threads.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EmbeddedBroker.class.getName());
    private static final int TRIES_FOR_FREE_PORTS = 3;

    private final BrokerSettings settings;
    private final BrokerFolder folder;
    private final KafkaExits exits;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private boolean closed;

    private EmbeddedBroker(
            BrokerSettings settings, BrokerFolder folder, KafkaExits exits, KafkaRaftServer server, int port) {
        this.settings = settings;
        this.folder = folder;
        this.exits = exits;
        this.server = server;
        this.bootstrapServers = Ports.HOST + ":" + port;
    }

    /** Starts a broker whose later failure is only logged; see {@link #start(BrokerSettings, Consumer)}. */
    public static EmbeddedBroker start(BrokerSettings settings) {
        return start(settings, failure -> {});
    }

    /**
     * Returns when clients can connect: 2 s on a fresh or orderly stopped folder, about 3.5 s after {@code kill -9}.
     *
     * @param onFailure called once, on a thread of Kafka's, when the broker cannot go on (a full disk); it must not block
     *     and must not close the broker on that thread
     * @throws BrokerException what is in the way: {@link BrokerException.PortTaken}, {@link BrokerException.FolderInUse},
     *     {@link BrokerException.DiskFull} or anything else Kafka says
     */
    public static EmbeddedBroker start(BrokerSettings settings, Consumer<BrokerException> onFailure) {
        BrokerFolder folder = BrokerFolder.hold(settings.folder(), settings.minFreeBytes());
        try {
            KafkaExits exits = KafkaExits.install(() -> diskTrouble(settings.folder()), onFailure);
            try {
                return start(settings, folder, exits);
            } catch (RuntimeException e) {
                exits.close();
                throw e;
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Where the broker listens that another process runs on this folder, if there is one. */
    public static Optional<String> runningOn(Path folder) {
        return BrokerFolder.addressOfOwner(folder);
    }

    /** {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Why the broker cannot go on, if so. */
    public Optional<BrokerException> failure() {
        return exits.failure();
    }

    /** Stops in order, flushing everything, within {@link BrokerSettings#stopWithin()}. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Thread stop = new Thread(
                () -> {
                    server.shutdown();
                    server.awaitShutdown();
                },
                "broker-stop");
        stop.setDaemon(true);
        stop.start();
        try {
            stop.join(settings.stopWithin().toMillis());
            if (stop.isAlive()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the broker did not stop within {0}; the next start will check its files",
                        settings.stopWithin());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exits.close();
            folder.close();
        }
    }

    private static EmbeddedBroker start(BrokerSettings settings, BrokerFolder folder, KafkaExits exits) {
        boolean anyPort = settings.port() == 0 || settings.controllerPort() == 0;
        for (int attempt = 1; ; attempt++) {
            int port = Ports.reserve(settings.port(), "broker.port");
            int controllerPort = Ports.reserve(settings.controllerPort(), "broker.controllerPort");
            try {
                return startOn(settings, folder, exits, port, controllerPort);
            } catch (BrokerException.PortTaken e) {
                // somebody took the free port between our looking and Kafka's binding
                if (!anyPort || attempt == TRIES_FOR_FREE_PORTS) {
                    throw e;
                }
            }
        }
    }

    private static EmbeddedBroker startOn(
            BrokerSettings settings, BrokerFolder folder, KafkaExits exits, int port, int controllerPort) {
        Properties config = BrokerConfig.of(settings, folder.logs(), port, controllerPort);
        KafkaRaftServer server = null;
        try {
            format(folder.logs());
            server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
            server.startup();
            EmbeddedBroker broker = new EmbeddedBroker(settings, folder, exits, server, port);
            folder.publishAddress(broker.bootstrapServers());
            LOG.log(
                    System.Logger.Level.INFO,
                    "Kafka at {0}, data in {1}",
                    broker.bootstrapServers(),
                    settings.folder());
            return broker;
        } catch (Exception e) {
            if (server != null) {
                server.shutdown();
            }
            throw translated(e, settings, port, exits);
        }
    }

    private static BrokerException translated(Exception e, BrokerSettings settings, int port, KafkaExits exits) {
        if (e instanceof BrokerException known) {
            return known;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new BrokerException.PortTaken(
                        "Kafka cannot listen on port " + port + " or its controller's: " + e.getMessage(), e);
            }
        }
        return exits.failure()
                .or(() -> diskTrouble(settings.folder()))
                .orElseGet(() -> new BrokerException(
                        "Kafka does not start on the data folder " + settings.folder() + ": " + e.getMessage(), e));
    }

    /** Formats an empty folder; a formatted one keeps its cluster id and its data. */
    private static void format(Path logs) throws Exception {
        Files.createDirectories(logs);
        String directory = logs.toString();
        Formatter formatter = new Formatter();
        formatter
                .setClusterId(clusterId(directory))
                .setNodeId(BrokerConfig.NODE_ID)
                .setControllerListenerName(BrokerConfig.CONTROLLER)
                .setMetadataLogDirectory(directory)
                .addDirectory(directory)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setIgnoreFormatted(true);
        formatter.run();
    }

    private static String clusterId(String directory) throws IOException {
        return new MetaPropertiesEnsemble.Loader()
                .addMetadataLogDir(directory)
                .load()
                .clusterId()
                .orElseGet(() -> Uuid.randomUuid().toString());
    }

    private static Optional<BrokerException> diskTrouble(Path folder) {
        try {
            BrokerFolder.requireFree(folder, BrokerConfig.LEAST_FREE_BYTES);
            return Optional.empty();
        } catch (BrokerException.DiskFull e) {
            return Optional.of(e);
        } catch (IOException e) {
            return Optional.of(new BrokerException("the data folder " + folder + " cannot be read: " + e, e));
        }
    }
}
