package io.talkmatrix.broker;

import java.nio.file.Path;
import java.util.Properties;

/** A broker's settings in Kafka's own keys: one node that is broker and controller, small enough to live with others. */
final class BrokerConfig {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    /** Less than this cannot hold the next segments: the disk counts as full. */
    static final long LEAST_FREE_BYTES = 64L << 20;

    private BrokerConfig() {}

    static Properties of(BrokerSettings settings, Path logs, int port, int controllerPort) {
        Properties config = new Properties();
        node(config, logs, port, controllerPort);
        singleReplica(config);
        memory(config);
        takeover(config);
        config.put("auto.create.topics.enable", "false");
        config.put("message.max.bytes", Integer.toString(4 << 20));
        config.put("log.retention.ms", Long.toString(settings.retention().toMillis()));
        config.put("log.retention.bytes", Long.toString(settings.retentionBytes()));
        config.put("log.segment.bytes", Integer.toString(settings.segmentBytes()));
        config.put("log.retention.check.interval.ms", "30000");
        config.put("metadata.log.segment.bytes", Integer.toString(16 << 20));
        config.put("metadata.max.retention.bytes", Integer.toString(64 << 20));
        config.putAll(settings.own());
        return config;
    }

    private static void node(Properties config, Path logs, int port, int controllerPort) {
        String controller = Ports.HOST + ":" + controllerPort;
        config.put("process.roles", "broker,controller");
        config.put("node.id", Integer.toString(NODE_ID));
        config.put("listeners", "PLAINTEXT://" + Ports.HOST + ":" + port + "," + CONTROLLER + "://" + controller);
        config.put("advertised.listeners", "PLAINTEXT://" + Ports.HOST + ":" + port);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        config.put("controller.listener.names", CONTROLLER);
        config.put("controller.quorum.voters", NODE_ID + "@" + controller);
        config.put("log.dirs", logs.toString());
    }

    private static void singleReplica(Properties config) {
        config.put("default.replication.factor", "1");
        config.put("min.insync.replicas", "1");
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "4");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "4");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("share.coordinator.state.topic.num.partitions", "4");
    }

    private static void memory(Properties config) {
        config.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        config.put("log.index.size.max.bytes", Integer.toString(1 << 20));
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "4");
        config.put("background.threads", "4");
        config.put("num.recovery.threads.per.data.dir", "2");
    }

    /** After {@code kill -9} the old broker session must expire; a dead client's partitions must move within seconds. */
    private static void takeover(Properties config) {
        config.put("broker.session.timeout.ms", "2000");
        config.put("broker.heartbeat.interval.ms", "500");
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("group.streams.initial.rebalance.delay.ms", "0");
        config.put("group.min.session.timeout.ms", "1000");
        config.put("group.consumer.min.session.timeout.ms", "1000");
        config.put("group.consumer.session.timeout.ms", "6000");
        config.put("group.consumer.min.heartbeat.interval.ms", "500");
        config.put("group.consumer.heartbeat.interval.ms", "1000");
        // What a dead writer left half done hides all that is written behind it.
        config.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    }
}
