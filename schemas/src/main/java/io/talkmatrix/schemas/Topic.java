package io.talkmatrix.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One topic of the product: what is on it and how long it stays. All topics have the same partition count, given when
 * they are created, so that one room is one partition everywhere.
 *
 * @param name topic name
 * @param type class of the values
 * @param cleanup whether old records are deleted by age and size, or all but the latest of each key
 * @param retention how long records stay; of no effect on a compacted topic
 * @param retentionBytes cap for each partition in bytes; of no effect on a compacted topic
 * @param maxMessageBytes largest record batch the broker accepts, bytes
 * @param doc what it is for, one sentence
 * @param <V> type of the values
 */
public record Topic<V>(
        String name,
        Class<V> type,
        Cleanup cleanup,
        Duration retention,
        long retentionBytes,
        int maxMessageBytes,
        String doc) {

    /** Segments are a quarter of the cap at most, since Kafka deletes whole segments only. */
    private static final long LARGEST_SEGMENT_BYTES = 64L << 20;

    /** What becomes of old records. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    public Topic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        if (maxMessageBytes < 1024 || retentionBytes < 4L * maxMessageBytes || retention.isNegative()) {
            throw new IllegalArgumentException(
                    "topic " + name + ": maxMessageBytes must be at least 1024 and retentionBytes"
                            + " at least four messages, not " + maxMessageBytes + " and " + retentionBytes);
        }
    }

    /** The same kind of topic whose records all go by age. */
    Topic<V> keptFor(Duration time) {
        return new Topic<>(name, type, Cleanup.DELETE, time, retentionBytes, maxMessageBytes, doc);
    }

    /** Registry subject of the values (TopicNameStrategy). */
    public String subject() {
        return name + "-value";
    }

    /** The topic's configuration in Kafka's own keys. */
    public Map<String, String> config() {
        String segmentBytes =
                Long.toString(Math.max(maxMessageBytes, Math.min(LARGEST_SEGMENT_BYTES, retentionBytes / 4)));
        String largest = Integer.toString(maxMessageBytes);
        return switch (cleanup) {
            case DELETE ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        Long.toString(retentionBytes),
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        segmentBytes,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        largest);
            case COMPACT ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        "0.1",
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(Duration.ofHours(1).toMillis()),
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        segmentBytes,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        largest);
        };
    }
}
