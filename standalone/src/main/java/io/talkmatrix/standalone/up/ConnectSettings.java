package io.talkmatrix.standalone.up;

import io.talkmatrix.schemas.Topics;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.KafkaAccess;
import io.talkmatrix.standalone.config.ProcessVariable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the Connect worker of {@code up} and its connectors are told.
 *
 * @param folder of connector files: one {@code NAME.properties} each, in the data folder
 * @param avatars folder of avatar packs
 * @param access how clients of Kafka and registry show who they are; looked up by the worker, so that no secret is written
 * @param port of the worker's REST API on 127.0.0.1
 */
record ConnectSettings(
        Path folder, Path avatars, String bootstrapServers, String registryUrl, KafkaAccess access, int port) {

    private static final String STREAM = "stream";
    private static final String REGISTRY = "talkmatrix.registry.url";
    private static final String CONVERTER = "org.apache.kafka.connect.converters.ByteArrayConverter";

    /** With a free port. */
    static ConnectSettings of(
            Path data, Path avatars, String bootstrapServers, String registryUrl, KafkaAccess access) {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path folder = data.resolve("connectors");
            return new ConnectSettings(folder, avatars, bootstrapServers, registryUrl, access, free.getLocalPort());
        } catch (IOException e) {
            throw new UserError(Kind.SYSTEM, "no port is free for Kafka Connect: " + e.getMessage(), e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Where the worker's settings are written at each start. */
    Path file() {
        return folder.resolveSibling("connect.properties").toAbsolutePath();
    }

    /** A distributed worker with everything about it in Kafka. */
    Map<String, String> worker() {
        Map<String, String> worker = new TreeMap<>();
        worker.put(REGISTRY, registryUrl);
        worker.put("bootstrap.servers", bootstrapServers);
        worker.put("group.id", "talkmatrix-connect");
        worker.put("listeners", address());
        worker.put("plugin.discovery", "service_load");
        worker.put("key.converter", CONVERTER);
        worker.put("value.converter", CONVERTER);
        worker.put("config.storage.topic", "connect.configs");
        worker.put("offset.storage.topic", "connect.offsets");
        worker.put("status.storage.topic", "connect.status");
        worker.put("config.storage.replication.factor", "-1");
        worker.put("offset.storage.replication.factor", "-1");
        worker.put("status.storage.replication.factor", "-1");
        worker.put("offset.storage.partitions", "1");
        worker.put("status.storage.partitions", "1");
        worker.put("offset.flush.interval.ms", "2000");
        worker.put("session.timeout.ms", "6000");
        worker.put("heartbeat.interval.ms", "2000");
        worker.put("scheduled.rebalance.max.delay.ms", "1000");
        worker.put("producer.linger.ms", "0");
        worker.put("config.providers", KafkaAccess.PROVIDERS + ",directory");
        worker.put("config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
        worker.put("config.providers.clients.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        for (String client : List.of("", "producer.", "consumer.", "admin.")) {
            access.references().forEach((key, value) -> worker.put(client + key, value));
        }
        worker.put(
                "config.providers.directory.class", "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
        return worker;
    }

    /**
     * The connectors there are to be, by name.
     *
     * @param streams true if a room is to be streamed
     * @throws IOException a connector's file cannot be read
     */
    Map<String, Map<String, String>> connectors(boolean streams) throws IOException {
        Map<String, Map<String, String>> all = new TreeMap<>();
        if (streams) {
            all.put(STREAM, stream());
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".properties"))
                        .sorted()
                        .toList()) {
                    String name = file.getFileName().toString();
                    all.put(name.substring(0, name.length() - ".properties".length()), read(file));
                }
            }
        }
        return all;
    }

    private Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no properties file: " + e.getMessage(), e);
        }
        Map<String, String> connector = new TreeMap<>();
        connector.put("tasks.max", "1");
        properties.stringPropertyNames().forEach(key -> connector.put(key, properties.getProperty(key)));
        if (String.valueOf(connector.get("connector.class")).startsWith("io.talkmatrix.")) {
            cluster().forEach(connector::putIfAbsent);
        }
        return connector;
    }

    /** What every connector of ours must know. */
    private Map<String, String> cluster() {
        Map<String, String> cluster = new TreeMap<>();
        // Connect remembers connectors over a restart, after which these are somewhere else.
        cluster.put("kafka.bootstrap.servers", "${clients:" + file() + ":bootstrap.servers}");
        cluster.put("schema.registry.url", "${clients:" + file() + ":" + REGISTRY + "}");
        access.references().forEach((key, value) -> cluster.put("kafka.client." + key, value));
        access.registryUser()
                .ifPresent(user -> cluster.put(
                        "schema.registry.basic.auth.user.info",
                        "${env:" + ProcessVariable.TALKMATRIX_REGISTRY_USER + "}"));
        return cluster;
    }

    private Map<String, String> stream() {
        Path data = folder.getParent();
        Map<String, String> stream = new TreeMap<>();
        stream.put("connector.class", "io.talkmatrix.connect.stream.StreamSinkConnector");
        stream.put("tasks.max", "1");
        stream.put("topics", Topics.AUDIO_TTS.name() + "," + Topics.VIDEO_FRAMES.name());
        stream.putAll(cluster());
        stream.put("avatars.folder", avatars.toAbsolutePath().toString());
        stream.put("files.folder", data.resolve("broadcasts").toString());
        stream.put("keys.folder", data.resolve("keys").toString());
        stream.put("consumer.override.fetch.max.wait.ms", "100");
        stream.put("consumer.override.partition.assignment.strategy", "io.talkmatrix.connect.stream.RoomAssignor");
        // A worker that was killed holds its rooms until then.
        stream.put("consumer.override.session.timeout.ms", "6000");
        stream.put("consumer.override.heartbeat.interval.ms", "1500");
        return stream;
    }
}
