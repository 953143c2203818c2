package io.talkmatrix.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of the catalogue that are missing, and refuses a cluster whose topics would break the product. */
public final class TopicCreator {

    private static final short BROKERS_DEFAULT = -1;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private TopicCreator() {}

    /**
     * Afterwards every topic of {@link Topics#all()} is there, with this partition count. Topics that were there keep
     * their retention: that is the operator's to change.
     *
     * @param partitions of every topic, so that one room is one partition everywhere
     * @param replication replicas of every partition, −1 for what the brokers do by default; for topics that are created
     * @throws TopicException if a topic has another partition count or cleanup policy, or cannot be created in 30 s
     */
    public static void ensure(Admin admin, int partitions, short replication) {
        if (partitions < 1 || replication < 1 && replication != BROKERS_DEFAULT) {
            throw new IllegalArgumentException(
                    "partitions and replication must be at least 1, not " + partitions + " and " + replication);
        }
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        create(admin, partitions, replication, deadline);
        checkPartitions(admin, partitions, deadline);
        checkCleanup(admin, deadline);
    }

    /**
     * Creates an isolated set of topics: one of each kind, named with a prefix, all of whose records go by age. One
     * partition each, since rooms of one partition still run side by side.
     *
     * @param prefix what the names begin with
     * @param retention how long records stay
     * @throws TopicException if one of them is there already, or they cannot be created in 30 s
     */
    public static void createIsolated(Admin admin, String prefix, Duration retention) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        List<NewTopic> topics = Topics.all().stream()
                .map(topic -> new NewTopic(prefix + topic.name(), Optional.of(1), Optional.empty())
                        .configs(topic.keptFor(retention).config()))
                .toList();
        get(admin.createTopics(topics).all(), "create the topics " + prefix + "*", deadline);
        topics.forEach(topic -> describe(admin, topic.name(), deadline));
    }

    private static void create(Admin admin, int partitions, short replication, long deadline) {
        var there = get(admin.listTopics().names(), "list the topics", deadline);
        List<NewTopic> missing = Topics.all().stream()
                .filter(topic -> !there.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), partitions, replication).configs(topic.config()))
                .toList();
        CreateTopicsResult created = admin.createTopics(missing);
        created.values().forEach((name, future) -> {
            try {
                get(future, "create the topic " + name, deadline);
            } catch (TopicException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        });
    }

    private static void checkPartitions(Admin admin, int partitions, long deadline) {
        List<String> wrong = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            int count = describe(admin, topic.name(), deadline).partitions().size();
            if (count != partitions) {
                wrong.add(topic.name() + " has " + count);
            }
        }
        if (!wrong.isEmpty()) {
            throw new TopicException(
                    "every topic must have " + partitions + " partitions, but " + String.join(", ", wrong)
                            + ". Rooms are bound to partitions, so the count is chosen once: configure the count that the topics"
                            + " have, or delete them");
        }
    }

    /** A broker learns of a topic some milliseconds after the controller has created it. */
    private static TopicDescription describe(Admin admin, String name, long deadline) {
        while (true) {
            try {
                return get(
                        admin.describeTopics(List.of(name)).topicNameValues().get(name),
                        "describe the topic " + name,
                        deadline);
            } catch (TopicException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || deadline - System.nanoTime() < 0) {
                    throw e;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private static void checkCleanup(Admin admin, long deadline) {
        Map<ConfigResource, Topic<?>> byResource = new HashMap<>();
        Topics.all()
                .forEach(topic -> byResource.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic));
        Map<ConfigResource, Config> configs =
                get(admin.describeConfigs(byResource.keySet()).all(), "read the topics' configuration", deadline);
        byResource.forEach((resource, topic) -> {
            String policy =
                    configs.get(resource).get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            String wanted = topic.config().get(TopicConfig.CLEANUP_POLICY_CONFIG);
            if (!policy.equals(wanted)) {
                throw new TopicException("topic " + topic.name() + " has cleanup.policy=" + policy + " but must have "
                        + wanted + ": kafka-configs --alter --topic " + topic.name() + " --add-config cleanup.policy="
                        + wanted);
            }
        });
    }

    private static <T> T get(KafkaFuture<T> future, String what, long deadline) {
        try {
            return future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new TopicException("cannot " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new TopicException(
                    "cannot " + what + " within " + DEADLINE.toSeconds() + " s: is Kafka reachable?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("interrupted while trying to " + what, e);
        }
    }
}
