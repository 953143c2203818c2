package io.talkmatrix.registry;

import java.time.Duration;
import java.util.Objects;

/**
 * What the registry needs to know.
 *
 * @param bootstrapServers Kafka that holds {@code _schemas}
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one
 * @param compatibility level of subjects that have none of their own
 * @param maxRequestBytes larger request bodies are refused
 * @param deadline for reading the state at start and for one write to Kafka
 */
public record RegistrySettings(
        String bootstrapServers,
        String host,
        int port,
        Compatibility compatibility,
        int maxRequestBytes,
        Duration deadline) {

    public RegistrySettings {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(compatibility, "compatibility");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("registry.port must be 0 to 65535, not " + port);
        }
        if (maxRequestBytes < 1_024 || maxRequestBytes > 64 << 20) {
            throw new IllegalArgumentException(
                    "registry.maxRequestBytes must be 1024 to " + (64 << 20) + ", not " + maxRequestBytes);
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("registry.deadline must be positive, not " + deadline);
        }
    }

    /** A free port of the loopback, BACKWARD_TRANSITIVE. */
    public static RegistrySettings defaults(String bootstrapServers) {
        return new RegistrySettings(
                bootstrapServers, "127.0.0.1", 0, Compatibility.BACKWARD_TRANSITIVE, 1 << 20, Duration.ofSeconds(20));
    }

    public RegistrySettings withPort(int newPort) {
        return new RegistrySettings(bootstrapServers, host, newPort, compatibility, maxRequestBytes, deadline);
    }
}
