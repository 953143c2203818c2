package io.talkmatrix.standalone.stack;

import io.talkmatrix.standalone.config.KafkaAccess;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.config.Sources;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the process keeps its state and which Kafka it uses.
 *
 * @param dataFolder broker log, streams state and caches
 * @param bootstrapServers an outside Kafka, or empty to start one in process
 * @param registryUrl an outside Confluent-API schema registry, or empty to start one in process
 * @param brokerPort port of the broker in process, 0 to pick a free one
 * @param registryPort port of the registry in process, 0 to pick a free one
 * @param partitions of every room topic when they are created
 * @param access how clients of an outside Kafka and registry show who they are
 * @param sources of the stages' settings
 */
public record StackSettings(
        Path dataFolder,
        Optional<String> bootstrapServers,
        Optional<String> registryUrl,
        int brokerPort,
        int registryPort,
        int partitions,
        KafkaAccess access,
        Sources sources) {

    /** With the stages as they come. */
    public StackSettings(
            Path dataFolder,
            Optional<String> bootstrapServers,
            Optional<String> registryUrl,
            int brokerPort,
            int registryPort,
            int partitions) {
        this(
                dataFolder,
                bootstrapServers,
                registryUrl,
                brokerPort,
                registryPort,
                partitions,
                KafkaAccess.OPEN,
                Sources.NONE);
    }

    public StackSettings {
        if (brokerPort < 0 || brokerPort > 65535 || registryPort < 0 || registryPort > 65535) {
            throw new IllegalArgumentException("ports are 0 (pick one) to 65535: " + brokerPort + ", " + registryPort);
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1: " + partitions);
        }
        if (bootstrapServers.isPresent() && registryUrl.isEmpty()) {
            throw new IllegalArgumentException(
                    "--bootstrap-servers needs --registry-url, the registry of that Kafka (TALKMATRIX_REGISTRY_URL)");
        }
    }

    /** The same with more set, which wins. */
    public StackSettings with(Map<String, String> more) {
        return new StackSettings(
                dataFolder,
                bootstrapServers,
                registryUrl,
                brokerPort,
                registryPort,
                partitions,
                access,
                sources.with(more));
    }

    /** The stages' settings of a profile with what was set. */
    public Settings.Effective stages(String profile) {
        Settings defaults = Settings.defaults(profile);
        Settings.Effective effective =
                Settings.load(bootstrapServers.isEmpty() ? defaults.withOwnBroker() : defaults, sources);
        return new Settings.Effective(effective.settings().in(dataFolder), effective.all());
    }
}
