package io.talkmatrix.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What a broker in process needs to know. It listens on 127.0.0.1 only, unless its own properties say otherwise.
 *
 * @param folder data folder, made if missing; everything durable is in it
 * @param port client port, 0 for a free one
 * @param controllerPort port of the controller within the process, 0 for a free one
 * @param minFreeBytes what the folder's disk must have free at start
 * @param retention of topics that name none
 * @param retentionBytes cap for each partition of topics that name none, bytes
 * @param segmentBytes segment size of topics that name none, bytes
 * @param stopWithin how long an orderly stop may take
 * @param own further settings in Kafka's own keys, which win
 */
public record BrokerSettings(
        Path folder,
        int port,
        int controllerPort,
        long minFreeBytes,
        Duration retention,
        long retentionBytes,
        int segmentBytes,
        Duration stopWithin,
        Map<String, String> own) {

    private static final int LEAST_SEGMENT_BYTES = 1 << 20;

    public BrokerSettings {
        own = Map.copyOf(own);
        Objects.requireNonNull(folder, "folder");
        requirePort("broker.port", port);
        requirePort("broker.controllerPort", controllerPort);
        if (port != 0 && port == controllerPort) {
            throw new IllegalArgumentException("broker.port and broker.controllerPort must differ, both are " + port);
        }
        if (minFreeBytes < 0) {
            throw new IllegalArgumentException("broker.minFreeBytes must be at least 0, not " + minFreeBytes);
        }
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("broker.retention must be positive, not " + retention);
        }
        if (segmentBytes < LEAST_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "broker.segmentBytes must be at least " + LEAST_SEGMENT_BYTES + ", not " + segmentBytes);
        }
        if (retentionBytes < segmentBytes) {
            throw new IllegalArgumentException("broker.retentionBytes must be at least broker.segmentBytes ("
                    + segmentBytes + "), not " + retentionBytes);
        }
        if (stopWithin.isNegative() || stopWithin.isZero()) {
            throw new IllegalArgumentException("broker.stopWithin must be positive, not " + stopWithin);
        }
    }

    /** Free ports, 2 GiB of free disk at start, a week and 256 MiB for each partition. */
    public static BrokerSettings defaults(Path folder) {
        return new BrokerSettings(
                folder, 0, 0, 2L << 30, Duration.ofDays(7), 256L << 20, 64 << 20, Duration.ofSeconds(20), Map.of());
    }

    public BrokerSettings withPort(int newPort) {
        return new BrokerSettings(
                folder,
                newPort,
                controllerPort,
                minFreeBytes,
                retention,
                retentionBytes,
                segmentBytes,
                stopWithin,
                own);
    }

    public BrokerSettings withMinFreeBytes(long bytes) {
        return new BrokerSettings(
                folder, port, controllerPort, bytes, retention, retentionBytes, segmentBytes, stopWithin, own);
    }

    /** With fixed ports and settings of the caller's own, for example listeners and an authorizer. */
    public BrokerSettings with(int newPort, int newControllerPort, Map<String, String> properties) {
        return new BrokerSettings(
                folder,
                newPort,
                newControllerPort,
                minFreeBytes,
                retention,
                retentionBytes,
                segmentBytes,
                stopWithin,
                properties);
    }

    private static void requirePort(String key, int value) {
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException(key + " must be 0 to 65535, not " + value);
        }
    }
}
